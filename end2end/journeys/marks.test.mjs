// The enterprise marks its data: in time at once, late by request, which the bureau grants. Every form is a plain one.
import assert from "node:assert/strict";
import { DESKTOP, PHONE } from "../support/chromium.mjs";
import { atDesk } from "../support/desk.mjs";
import { journey } from "../support/journey.mjs";

const REASON = "运维单位当日未告知，今日核对记录后补报。";
const GRANTED = "运维记录一致，同意补标。";
const HOUR = 3_600_000;

/** A minute of its own, so many days from now, as the browser's field of day and time has it in Beijing. */
function minute(days) {
  const at = Date.now() + (days * 24 + 8) * HOUR + Math.floor(Math.random() * 12 * 60) * 60_000;
  return new Date(at).toISOString().slice(0, 16);
}

/** The minute after. */
const next = (moment) => new Date(Date.parse(`${moment}Z`) + 60_000).toISOString().slice(0, 16);

async function fill(main, { kind, from, to }) {
  await main.getByRole("combobox", { name: "排放口" }).selectOption({ index: 1 });
  await main.getByRole("combobox", { name: "标记内容" }).selectOption(kind);
  await main.getByLabel("开始", { exact: true }).fill(from);
  await main.getByLabel("结束", { exact: true }).fill(to);
}

/** What is wrong with a field stands at the field, and in the summary on top. */
async function complains(main, field, sentence) {
  await main.locator(`#f-${field}-error`).getByText(sentence).waitFor();
  await main.getByRole("alert").locator(`a[href="#f-${field}"]`).waitFor();
}

journey(
  "a late mark is asked for, granted and public",
  async (visitor) => {
    const { page } = visitor;
    const main = page.getByRole("main");
    const send = main.getByRole("button", { name: "提交标记" });

    await atDesk(visitor, "preparer", { address: "/filing/marks" });
    assert.ok((await main.getByRole("img", { name: /逐时情况/ }).count()) >= 2, "yesterday and today are drawn");
    await main.getByText("虚假标记按数据弄虚作假处理").waitFor();
    await visitor.refused(send, "/filing/marks");
    await complains(main, "kind", /请选择/);
    await complains(main, "from", /请填写/);

    const from = minute(-10 - Math.floor(Math.random() * 40));
    await fill(main, { kind: "calibration", from, to: next(from) });
    await visitor.refused(send, "/filing/marks");
    await complains(main, "reason", /请写明逾期理由/);
    assert.equal(await main.getByLabel("开始", { exact: true }).inputValue(), from, "what was typed stays");
    await main.getByRole("textbox", { name: /逾期理由/ }).fill(REASON);
    await visitor.follow(send);
    assert.match(await page.getByRole("status").innerText(), /审核前不生效/);
    const own = main.locator(".results > li").filter({ hasText: from.slice(11) }).getByRole("link").first();
    await visitor.follow(own);
    const address = new URL(page.url()).pathname;
    await main.getByText("待审核").first().waitFor();

    const desk = await visitor.another();
    const outlet = await grant(desk, address.replace("/filing", "/bureau"));
    await visitor.go(address);
    await main.getByText("已生效").first().waitFor();
    await main.getByText(GRANTED).waitFor();
    assert.equal(await main.getByRole("button", { name: "撤回这条标记" }).count(), 0, "its days are over");

    await visitor.go("/filing/marks");
    const soon = minute(2);
    await fill(main, { kind: "maintenance", from: soon, to: next(soon) });
    await visitor.follow(send);
    assert.match(await page.getByRole("status").innerText(), /即时生效并公开/);
    await desk.go(outlet);
    await desk.page.getByRole("heading", { name: /企业对数据的标记/ }).waitFor();
    await visitor.follow(main.locator(".results > li").filter({ hasText: soon.slice(11) }).getByRole("link").first());
    await visitor.follow(main.getByRole("button", { name: "撤回这条标记" }));
    await main.getByText("已撤回").first().waitFor();
    await desk.leave();
  },
  { sizes: [PHONE], scripts: [false] },
);

/** The reviewer finds the request and grants it; answers where everybody sees the outlet. */
async function grant(desk, address) {
  const main = desk.page.getByRole("main");
  await atDesk(desk, "reviewer", { address: "/bureau/marks" });
  await desk.follow(main.locator(`a[href="${address}"]`));
  await main.getByText(REASON).waitFor();
  const button = main.getByRole("button", { name: "同意", exact: true });
  await desk.refused(button);
  await complains(main, "reason", /请填写/);
  await main.getByRole("textbox", { name: "理由" }).fill(GRANTED);
  await desk.follow(button);
  assert.match(await desk.page.getByRole("status").innerText(), /标记生效/);
  return main.getByRole("link", { name: "排放口数据" }).getAttribute("href");
}

journey(
  "the bureau reads all marks, those longer than their limit, and finds its way from the desk",
  async (visitor) => {
    const main = visitor.page.getByRole("main");
    await atDesk(visitor, "auditor", { address: "/bureau/marks?show=all" });
    await main.getByRole("heading", { name: /^\d+ 条$/ }).waitFor();
    await visitor.go("/bureau/marks?show=longer");
    await main.getByText(/超出部分照常判定/).first().waitFor();
    await visitor.follow(main.locator(".results h3 a").first());
    await main.getByText("启动（冷态）").first().waitFor();
    assert.equal(await main.getByRole("textbox").count(), 0, "who reads decides nothing");
  },
  { sizes: [DESKTOP] },
);
