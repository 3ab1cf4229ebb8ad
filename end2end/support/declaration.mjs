// Filling in the declaration editor as a careful person does: what is empty is filled in, what is doubted is explained.
import assert from "node:assert/strict";
import { origin } from "./portal.mjs";

/** Words of the editor and of the pages around it. */
export const WORDS = {
  zh: {
    next: "保存并继续",
    later: "保存，稍后再填",
    saved: /已保存/,
    last: /上季度 ([\d,.]+)/,
    told: "填入这个数",
    why: "按台账和仪表读数核对，属实。",
    check: "核对并提交",
    digit: /是否多写了一位|大于取水量/,
    letters: /只填数字/,
    unread: /填的不是数字/,
    truth: /真实、准确、完整/,
    password: "您的登录密码",
    sign: "确认并提交",
    filed: "申报已提交",
    reason: "更正原因",
    begin: "开始更正",
    abandon: "放弃更正",
    whoSigns: "谁来提交",
  },
  en: {
    next: "Save and continue",
    later: "Save and come back later",
    saved: /Saved at/,
    last: /last quarter ([\d,.]+)/,
    told: "Use this figure",
    why: "Checked against the ledger and the meters; true.",
    check: "Check and file",
    digit: /One digit too many|of water taken in/,
    letters: /digits only/,
    truth: /true, accurate and complete/,
    password: "Your password",
    sign: "Confirm and file",
    filed: "Declaration filed",
    reason: "Reason",
    begin: "Start the correction",
    abandon: "Abandon the correction",
    whoSigns: "Who files",
  },
};

/** The server functions of the draft, by their addresses. */
export const SAVE = "/fn/filing/draft/save";
const READ = "/fn/filing/draft/read";

/** What the server has of the quarter at `home`, for whoever is signed in at this browser. */
export async function draftOf(context, home) {
  const now = await (await context.request.get("/account/now")).json();
  const answer = await context.request.post(READ, {
    data: { own: { quarter: home.split("/").at(-1) } },
    headers: { origin, "made-for": now.made_for },
  });
  assert.equal(answer.status(), 200, `${READ} answers ${answer.status()}`);
  return answer.text();
}

/** The islands of the page are at work. */
export async function ready(page) {
  await page.locator("html[data-islands=started]").waitFor({ state: "attached" });
  await page.locator("fieldset.sheet:not([disabled])").waitFor();
}

/** The line that says whether it is saved comes to say so. */
export async function saved(page, words) {
  await page.getByRole("status").filter({ hasText: words.saved }).first().waitFor();
}

/** Fills in what is empty on the page of a section, and explains what is doubted. */
export async function fillIn(page, words) {
  await ready(page);
  // Each goes away when its figure has been taken.
  for (const told = page.getByRole("button", { name: words.told }); (await told.count()) > 0; ) {
    await told.first().click();
  }
  for (const field of await page.locator("fieldset.sheet input[inputmode=decimal]").all()) {
    if ((await field.inputValue()) === "") {
      const hints = await field.locator("xpath=ancestor::div[contains(@class,'field')][1]").innerText();
      await field.fill(words.last.exec(hints)?.[1] ?? "0");
    }
  }
  await page.locator("h1").click();
  for (const reason of await page.locator(".explain textarea").all()) {
    if ((await reason.inputValue()) === "") {
      await reason.fill(words.why);
    }
  }
}

/** Goes on from a section; nothing may be left that keeps one there. */
export async function goOn(visitor, words) {
  const { page } = visitor;
  const here = page.url();
  await page.getByRole("button", { name: words.next }).click();
  await page.waitForURL((url) => url.href !== here).catch(async () => {
    const left = await page.locator("#to-settle").innerText().catch(() => "nothing is said");
    assert.fail(`${new URL(here).pathname} cannot be left: ${left}`);
  });
  await visitor.lookOver();
}
