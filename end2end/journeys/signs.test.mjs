// Something about the data of an outlet asks for an explanation: a reviewer finds it on the desk of alarms and asks, the enterprise
// answers, the reviewer settles it.
import assert from "node:assert/strict";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

const ZH = {
  lang: "zh",
  desk: /告警台：\d+ 件/,
  title: "告警台",
  kind: "类型",
  restarts: "数采仪频繁重启",
  narrow: "筛选",
  said: /启动 3 次/,
  question: "问题",
  ask: "发给企业",
  asked: /已请企业说明/,
  answer: "提交说明",
  answered: "已提交说明",
  explained: /有合理解释/,
  reason: "说明理由",
  settle: "办结",
  settled: /已办结/,
  missing: /请填写/,
};
const EN = {
  lang: "en",
  desk: /Alarms: \d+/,
  title: "Alarms",
  kind: "Kind",
  restarts: "Logger restarts",
  narrow: "Filter",
  said: /started 3 times/,
  question: "Question",
  ask: "Send",
  asked: /has been asked/,
  answer: "Send",
  answered: "Your answer has been sent",
  explained: /Explained/,
  reason: "Reason",
  settle: "Settle",
  settled: /Settled/,
  missing: /Fill this in/,
};

journey("the bureau asks about a sign in the data and the enterprise answers", async (visitor) => {
  const words = visitor.lang === "en" ? EN : ZH;
  const { page } = visitor;
  const main = page.getByRole("main");
  await atDesk(visitor, "certifier", { ...words, address: "/filing/signs" });
  const before = await main.getByRole("listitem").count();

  await atDesk(visitor, "reviewer", words);
  await visitor.follow(main.getByRole("link", { name: words.desk }));
  await main.getByRole("heading", { level: 1, name: words.title }).waitFor();
  // The logger of the works of the demo logins starts too often.
  await main.getByRole("combobox", { name: words.kind }).selectOption({ label: words.restarts });
  await visitor.follow(main.getByRole("button", { name: words.narrow }));
  await visitor.follow(main.getByRole("heading", { level: 4 }).getByRole("link").first());
  const address = new URL(page.url()).pathname;
  assert.match(await main.innerText(), words.said);
  await main.getByRole("textbox", { name: words.question }).fill("请说明数采仪当天多次重启的原因。");
  await visitor.follow(main.getByRole("button", { name: words.ask, exact: true }));
  assert.match(await page.getByRole("status").innerText(), words.asked);

  // The enterprise sees it from now on.
  await atDesk(visitor, "certifier", { ...words, address: "/filing/signs" });
  assert.equal(await main.getByRole("listitem").count(), before + 1);
  await visitor.follow(main.getByRole("listitem").getByRole("heading", { level: 3 }).getByRole("link").first());
  await visitor.refused(main.getByRole("button", { name: words.answer, exact: true }));
  await main.getByRole("link", { name: words.missing }).waitFor();
  await main.getByRole("textbox").fill("电源接头松动，已紧固并观察两天。");
  await visitor.follow(main.getByRole("button", { name: words.answer, exact: true }));
  assert.ok((await page.getByRole("status").innerText()).includes(words.answered));
  const own = new URL(page.url()).pathname;

  await atDesk(visitor, "reviewer", words);
  await visitor.go(address);
  assert.ok((await main.innerText()).includes("电源接头松动"));
  await main.getByRole("radio", { name: words.explained }).check();
  await main.getByRole("textbox", { name: words.reason }).fill("与运维记录一致，之后没有再重启。");
  await visitor.follow(main.getByRole("button", { name: words.settle, exact: true }));
  assert.match(await page.getByRole("status").innerText(), words.settled);

  await atDesk(visitor, "certifier", { ...words, address: own });
  assert.match(await main.innerText(), words.explained);
  // Nobody else hears of it.
  const outlet = await main.locator("a[href*='/outlets/']").first().getAttribute("href");
  await visitor.go(outlet);
  assert.ok(!(await main.innerText()).includes(words.restarts));
}, BOTH_LANGUAGES);
