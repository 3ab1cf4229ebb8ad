// A reviewer finds what waits, asks an enterprise, and settles the finding. Every form is a plain one.
import assert from "node:assert/strict";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

const ZH = {
  lang: "zh",
  desk: /条疑点待处理/,
  compared: "申报与比对",
  send: "发给企业",
  sent: /已发给企业/,
  outcome: "申报无误，比对数据有误",
  reason: "理由",
  settle: "办结这条疑点",
  settled: /已办结/,
};
const EN = {
  lang: "en",
  desk: /findings to deal with/,
  compared: "Side by side",
  send: "Send to the enterprise",
  sent: /Sent to the enterprise/,
  outcome: "The declaration is right; the data compared with it are wrong",
  reason: "Reason",
  settle: "Close this finding",
  settled: /Closed/,
};

journey("a reviewer asks about a finding and settles it", async (visitor) => {
  const words = visitor.lang === "en" ? EN : ZH;
  const { page } = visitor;
  const main = page.getByRole("main");
  await atDesk(visitor, "reviewer", words);
  assert.equal(new URL(page.url()).pathname, "/bureau", "the desk comes first");
  await visitor.follow(main.getByRole("link", { name: words.desk }));
  await visitor.go("/bureau/findings?state=open");
  await visitor.follow(main.getByRole("listitem").getByRole("heading", { level: 3 }).getByRole("link").first());
  const address = new URL(page.url()).pathname;
  await main.getByRole("heading", { name: words.compared }).waitFor();
  await visitor.follow(main.getByRole("button", { name: words.send }));
  assert.match(await page.getByRole("status").innerText(), words.sent);
  assert.equal(new URL(page.url()).pathname, address, "one stays at the finding");
  await main.getByRole("radio", { name: words.outcome }).check();
  await main.getByRole("textbox", { name: words.reason }).fill("已电话核对水表读数，申报无误。");
  await visitor.follow(main.getByRole("button", { name: words.settle }));
  assert.match(await page.getByRole("status").innerText(), words.settled);
  assert.equal(await main.getByRole("textbox").count(), 0, "nothing is left to be done");
}, BOTH_LANGUAGES);
