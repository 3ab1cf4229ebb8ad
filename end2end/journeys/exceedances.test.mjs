// A mean stood above its limit: everybody sees it, the enterprise says what happened, a reviewer settles it.
import assert from "node:assert/strict";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

const ZH = {
  lang: "zh",
  desk: /告警台：\d+ 件/,
  evidence: "逐时段的数据",
  said: /高于限值/,
  answer: "提交说明",
  answered: "已提交说明",
  ask: "发给企业",
  asked: /已请企业说明/,
  inspection: "转现场检查",
  reason: "说明理由",
  settle: "办结",
  settled: /已转现场检查/,
  record: "近一年均值超出限值的记录",
  open: "待核实",
  missing: /请填写/,
};
const EN = {
  lang: "en",
  desk: /Alarms: \d+/,
  evidence: "The data, period by period",
  said: /stood above the limit/,
  answer: "Send",
  answered: "Your answer has been sent",
  ask: "Send",
  asked: /has been asked/,
  inspection: "Inspection on site",
  reason: "Reason",
  settle: "Settle",
  settled: /Sent for inspection/,
  record: "Means above a limit within a year",
  open: "Not verified",
  missing: /Fill this in/,
};

journey("an enterprise says why a mean stood above its limit", async (visitor) => {
  const words = visitor.lang === "en" ? EN : ZH;
  const { page } = visitor;
  const main = page.getByRole("main");
  // The works of the demo logins: its nickel has stood above the limit for days.
  await atDesk(visitor, "certifier", { ...words, address: "/filing/exceedances" });
  await visitor.follow(main.getByRole("listitem").getByRole("heading", { level: 3 }).getByRole("link").first());
  assert.match(await main.innerText(), words.said);
  await main.getByRole("heading", { name: words.evidence }).waitFor();
  await visitor.refused(main.getByRole("button", { name: words.answer, exact: true }));
  // An empty answer is none.
  await main.getByRole("link", { name: words.missing }).waitFor();
  await main.getByRole("textbox").fill("还原池加药泵故障，已更换，附更换记录。");
  await visitor.follow(main.getByRole("button", { name: words.answer, exact: true }));
  assert.ok((await page.getByRole("status").innerText()).includes(words.answered));
  const outlet = await main.locator("a[href*='/outlets/']").first().getAttribute("href");
  await visitor.go(outlet);
  const record = main.getByRole("region", { name: words.record });
  assert.ok((await record.innerText()).includes(words.open));
  assert.ok(!(await main.innerText()).includes("加药泵"), "what it said is not published");
}, BOTH_LANGUAGES);

journey("a reviewer asks about an event and sends somebody to look", async (visitor) => {
  const words = visitor.lang === "en" ? EN : ZH;
  const { page } = visitor;
  const main = page.getByRole("main");
  await atDesk(visitor, "reviewer", words);
  await visitor.follow(main.getByRole("link", { name: words.desk }));
  // What goes on comes first; of whom the enterprise has answered already, the bureau may ask again.
  await visitor.go("/bureau/exceedances");
  await visitor.follow(main.getByRole("listitem").getByRole("heading", { level: 3 }).getByRole("link").first());
  await main.getByRole("heading", { name: words.evidence }).waitFor();
  await main.getByRole("textbox").first().fill("请说明当时的生产和治理设施运行情况。");
  await visitor.follow(main.getByRole("button", { name: words.ask, exact: true }));
  assert.match(await page.getByRole("status").innerText(), words.asked);
  await visitor.refused(main.getByRole("button", { name: words.settle, exact: true }));
  await main.getByRole("link", { name: words.missing }).first().waitFor();
  await main.getByRole("radio", { name: words.inspection }).check();
  await main.getByRole("textbox", { name: words.reason }).fill("持续高于限值，夜间突击检查。");
  await visitor.follow(main.getByRole("button", { name: words.settle, exact: true }));
  assert.match(await page.getByRole("status").innerText(), words.settled);
  // The public is not told that somebody comes.
  await visitor.follow(main.locator("a[href*='/outlets/']").first());
  const record = main.getByRole("region", { name: words.record });
  assert.ok((await record.innerText()).includes(words.open));
}, BOTH_LANGUAGES);
