// Two people at one browser: a tab of the one neither writes for the other, nor loses what was typed into it.
import assert from "node:assert/strict";
import { SAVE, WORDS, draftOf, ready, saved } from "../support/declaration.mjs";
import { journey } from "../support/journey.mjs";
import { aPerson } from "../support/person.mjs";
import { signIn } from "../support/sign_in.mjs";

/** The quarter that is still running. */
const running = (visitor) => visitor.page.locator(".results h3 a").first().getAttribute("href");

/** The credit code of some works that is not the one of `preparer`. */
async function otherWorks(visitor) {
  const answer = await visitor.context.request.get("/api/v1/enterprises?per_page=5");
  const { items } = await answer.json();
  const own = await visitor.page.getByRole("main").innerText();
  return items.find(({ name }) => !own.includes(name)).credit_code;
}

/** Somebody else signs in at the same browser, in a tab of their own. */
async function change(tab, login, next) {
  const { page } = tab;
  await tab.go(`/sign-in?switch=1&next=${encodeURIComponent(next)}`);
  await page.locator("#f-login").fill(login);
  await page.locator("#f-password").fill("mingjian-demo");
  await tab.follow(page.getByRole("main").locator("form[action='/sign-in']").getByRole("button"));
}

journey(
  "a tab of one account does not write for another one, and goes on when its own is back",
  async (visitor) => {
    const { page, context } = visitor;
    const words = WORDS.zh;
    await signIn(visitor, "preparer");
    const home = await running(visitor);
    const stranger = await aPerson("preparer", { enterprise: await otherWorks(visitor) });
    await visitor.go(`${home}/water`);
    await ready(page);
    const field = page.locator("#f-water-reused_m3");
    const before = `5${Date.now() % 10_000}`;
    await field.fill(before);
    await saved(page, words);

    const tab = await visitor.anotherTab();
    await change(tab, stranger, home);
    const theirs = () => draftOf(context, home);
    const draft = await theirs();
    await page.locator("[data-tab] [data-when=other]").getByText(stranger).waitFor();

    visitor.excuse(SAVE);
    const typed = `${before}7`;
    await field.fill(typed);
    await page.getByRole("alert").getByText(/现在登录的是 .*，最近的改动没有保存/).waitFor();
    assert.equal(await field.inputValue(), typed, "what was typed stays");
    assert.equal(await theirs(), draft, "the other one's draft is byte for byte what it was");
    await visitor.lookOver();

    await change(tab, "preparer", home);
    await saved(page, words);
    assert.equal(await page.locator("[data-tab]").isVisible(), false, "nothing is left to be said");
    await page.reload();
    await ready(page);
    assert.equal((await field.inputValue()).replaceAll(",", ""), typed, "and was saved by itself");
    await tab.page.close();
  },
  { scripts: [true] },
);

journey(
  "a tab learns that its person has signed out in another one, and has signed in again",
  async (visitor) => {
    const { page } = visitor;
    await signIn(visitor, "reviewer", "/account");
    const field = page.locator("#f-old_password");
    await field.fill("typed before");
    const [bar, out] = [page.locator("[data-tab]"), page.locator("[data-tab] [data-when=out]")];

    const tab = await visitor.anotherTab();
    await tab.go("/bureau");
    assert.equal(await bar.isVisible(), false, "the same person in two tabs");
    await tab.follow(tab.page.getByRole("banner").getByRole("button", { name: "退出" }));
    await out.getByText("已退出登录").waitFor({ timeout: 15_000 });
    await visitor.lookOver();

    await change(tab, "reviewer", "/bureau");
    await bar.waitFor({ state: "hidden", timeout: 15_000 });
    assert.equal(await field.inputValue(), "typed before", "what was typed stays");
    await tab.page.close();
  },
  { scripts: [true] },
);

journey("a form of one account is not sent by another one, and is kept", async (visitor) => {
  const { page } = visitor;
  await signIn(visitor, "reviewer", "/account");
  await visitor.go("/account");
  const tab = await visitor.anotherTab();
  await change(tab, "intake", "/bureau");
  await page.locator("#f-old_password").fill("mingjian-demo");
  await page.locator("#f-new_password").fill("another password");
  await page.locator("#f-again_password").fill("another password");
  const button = page.getByRole("main").locator("form[action='/account/password'] button");
  await visitor.refused(button, "/account/password", { status: 412 });
  assert.equal(await visitor.title(), "没有提交：登录的是另一个账户");
  await page.locator("#f-login").fill("reviewer");
  await page.locator("#f-password").fill("mingjian-demo");
  await visitor.follow(page.getByRole("main").locator("form[action='/sign-in'] button"));
  assert.equal(await visitor.title(), "已登录，请再次提交");
  await tab.page.close();
});
