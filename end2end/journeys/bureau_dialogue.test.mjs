// The bureau asks, the enterprise answers, the bureau settles. Every form is a plain one.
import assert from "node:assert/strict";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";
import { aPerson } from "../support/person.mjs";

const ZH = {
  lang: "zh",
  question: "要问的话",
  ask: "发给企业",
  asked: /已发给企业/,
  empty: "请填写",
  overtaken: /有了下面的新情况/,
  waiting: /有 \d+ 个疑点待说明/,
  toExplain: "去说明",
  explain: "填写说明",
  explainAgain: "补充说明",
  send: "提交说明",
  unexplained: "请填写",
  tooShort: "请至少写 5 个字",
  sent: "说明已提交，生态环境局会查看。",
  explained: /企业已经说明/,
  outcome: "说明成立，申报无误",
  reason: "理由",
  settle: "办结这条疑点",
  settled: /已办结/,
  told: "说明成立，申报无误。",
  over: "这个疑点已经办结，不再需要说明。",
};
const EN = {
  lang: "en",
  question: "Your question",
  ask: "Send to the enterprise",
  asked: /Sent to the enterprise/,
  empty: "Fill this in",
  overtaken: /nothing was sent this time/,
  waiting: /\d+ findings? (is|are) waiting for your explanation/,
  toExplain: "Explain",
  explain: "Explain",
  explainAgain: "Add to the explanation",
  send: "Send",
  unexplained: "Fill this in",
  tooShort: "Write at least 5 characters",
  sent: "Your explanation has been sent; the bureau will look at it.",
  explained: /The enterprise has explained/,
  outcome: "The explanation holds; the declaration is right",
  reason: "Reason",
  settle: "Close this finding",
  settled: /Closed/,
  told: "The explanation was accepted; the declaration is right.",
  over: "This finding has been closed and no longer needs an explanation.",
};

const QUESTION = "请说明第三季度抄表日期，并附换表记录编号。";
const ANSWER = "七月八日更换水表，旧表读数未计入，台账第 12 页。";
const REASON = "台账和换表记录核对一致。";

/** What is wrong with a field stands at the field, and in the summary on top. */
async function complains(main, field, sentence) {
  await main.locator(`#f-${field}-error`).getByText(sentence, { exact: true }).waitFor();
  await main.getByRole("alert").getByRole("link", { name: sentence }).waitFor();
}

journey("the bureau asks, the enterprise answers, the finding is settled", async (visitor) => {
  const words = visitor.lang === "en" ? EN : ZH;
  const { page } = visitor;
  const main = page.getByRole("main");
  const button = (name) => main.getByRole("button", { name, exact: true });
  const box = (name) => main.getByRole("textbox", { name, exact: true });

  await atDesk(visitor, "reviewer", { ...words, address: "/bureau/findings?state=open" });
  // The first one of the list is another journey's.
  await visitor.follow(main.getByRole("listitem").getByRole("heading", { level: 3 }).getByRole("link").last());
  const address = new URL(page.url()).pathname;
  const code = (await main.locator('a[href^="/bureau/enterprises/"]').first().getAttribute("href")).split("/").pop();
  const tab = await visitor.another();
  await tab.context.addCookies(await visitor.context.cookies());
  await tab.go(address);

  await box(words.question).fill("");
  await visitor.refused(button(words.ask));
  await complains(main, "question", words.empty);
  await box(words.question).fill(QUESTION);
  await visitor.follow(button(words.ask));
  assert.match(await page.getByRole("status").innerText(), words.asked);

  await tab.refused(tab.page.getByRole("button", { name: words.ask }), address, { status: 409 });
  assert.match(await tab.page.getByRole("alert").innerText(), words.overtaken);
  const dialogue = tab.page.locator("section[aria-labelledby=dialogue]");
  assert.equal(await dialogue.getByText(QUESTION).count(), 1, "the enterprise was asked once");
  assert.equal(await tab.page.getByRole("button", { name: words.ask }).count(), 0, "and is not asked again");
  await tab.leave();

  const works = await visitor.another();
  await answer(works, words, { code, address: address.replace("/bureau", "/filing") });

  await visitor.go(address);
  await main.getByText(words.explained).waitFor();
  await main.getByText(ANSWER).waitFor();
  await main.getByRole("radio", { name: words.outcome }).check();
  await visitor.refused(button(words.settle));
  await complains(main, "reason", words.empty);
  assert.ok(await main.getByRole("radio", { name: words.outcome }).isChecked(), "the outcome stays chosen");
  await box(words.reason).fill(REASON);
  await visitor.follow(button(words.settle));
  assert.match(await page.getByRole("status").innerText(), words.settled);
  assert.equal(await main.getByRole("textbox").count(), 0, "nothing is left to be done");

  await hear(works, words);
  await works.leave();
}, BOTH_LANGUAGES);

/** The enterprise's person finds the question at their desk, and answers it. */
async function answer(works, words, { code, address }) {
  const main = works.page.getByRole("main");
  const send = main.getByRole("button", { name: words.send, exact: true });
  const preparer = await aPerson("preparer", { enterprise: code });
  await atDesk(works, preparer, { ...words, address: "/filing" });
  await main.getByText(words.waiting).waitFor();
  await works.follow(main.getByRole("link", { name: words.toExplain }));
  await works.follow(main.locator(`a[href="${address}"]`));
  await main.getByText(QUESTION).waitFor();

  const text = main.getByRole("textbox", { name: words.explain });
  await works.refused(send);
  await complains(main, "text", words.unexplained);
  await text.fill("换表");
  await works.refused(send);
  await complains(main, "text", words.tooShort);
  assert.equal(await text.inputValue(), "换表", "what was typed stays");
  await text.fill(ANSWER);
  await works.follow(send);
  await main.getByText(words.sent).waitFor();
  await main.getByText(ANSWER).waitFor();
}

/** They add something when it has just been settled: they are told so, and read what came out. */
async function hear(works, words) {
  const main = works.page.getByRole("main");
  await main.getByRole("textbox", { name: words.explainAgain }).fill("补充：换表单位已盖章。");
  const send = main.getByRole("button", { name: words.send, exact: true });
  await works.refused(send, new URL(works.page.url()).pathname, { status: 409 });
  await main.getByRole("alert").getByText(words.over).waitFor();
  await main.getByText("补充：换表单位已盖章。").waitFor();
  await main.getByText(words.told, { exact: true }).waitFor();
  await main.getByText(REASON).waitFor();
}
