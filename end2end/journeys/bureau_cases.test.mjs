// Three people bring a case to the public. Every form is a plain one.
import assert from "node:assert/strict";
import { anEnterprise } from "../support/city.mjs";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

const ZH = {
  lang: "zh",
  begin: "对该企业录入处罚案件",
  kind: "超过许可排放浓度排放污染物",
  gravity: /^一般/,
  save: "保存",
  submit: "送公开前审核",
  clear: "审核通过",
  publish: "公布……",
  sure: "确认公布",
  publicPage: "看公开页面",
};
const EN = {
  lang: "en",
  begin: "Enter a penalty case",
  kind: "Above the permitted concentration",
  gravity: /Ordinary/,
  save: "Save",
  submit: "Send for review before publication",
  clear: "Clear case",
  publish: "Publish…",
  sure: "Yes, publish",
  publicPage: "See the public page",
};

const DAY_MS = 24 * 60 * 60 * 1000;

journey("an officer, a reviewer and a publisher publish a case", async (visitor) => {
  const words = visitor.lang === "en" ? EN : ZH;
  const { page } = visitor;
  const main = page.getByRole("main");
  const button = (name) => main.getByRole("button", { name, exact: true });
  const { credit_code: code } = await anEnterprise();
  await atDesk(visitor, "officer", { ...words, address: `/bureau/enterprises/${code}` });
  await visitor.follow(main.getByRole("link", { name: words.begin }));

  const facts = `总镍日均值高于限值（${visitor.viewport.name}，${visitor.js}，${visitor.lang}）。`;
  const daysAgo = (days) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
  await main.getByRole("radio", { name: words.kind }).check();
  await main.getByRole("radio", { name: words.gravity }).check();
  const fields = {
    acted_on: daysAgo(40),
    decided_on: daysAgo(2),
    document_no: "示环罚字〔2026〕999号",
    fine: "325,000",
    authority: "示范市生态环境局",
    facts,
    breached: "《中华人民共和国生态环境法典》第一百七十九条第二款",
    basis: "《中华人民共和国生态环境法典》第一千一百零三条",
    discretion: "起点 10%，超标倍数 5%。",
    gravity_basis: "《信用修复管理办法》一般失信信息：普通程序作出的罚款",
  };
  for (const [name, value] of Object.entries(fields)) {
    await main.locator(`[name="${name}"]`).fill(value);
  }
  await visitor.follow(button(words.save));
  const address = new URL(page.url()).pathname;
  await visitor.follow(button(words.submit));
  await atDesk(visitor, "legal", { ...words, address });
  await visitor.follow(button(words.clear));
  await atDesk(visitor, "publisher", { ...words, address });
  await visitor.follow(button(words.publish));
  await visitor.follow(button(words.sure));
  await visitor.follow(main.getByRole("link", { name: words.publicPage }));
  assert.equal(new URL(page.url()).pathname, address.replace("/bureau", ""));
  await visitor.context.clearCookies();
  await visitor.go(new URL(page.url()).pathname);
  await main.getByText(facts).waitFor();
}, BOTH_LANGUAGES);
