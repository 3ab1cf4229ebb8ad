// The administrator asks a logger what time it is, and sees what came back.
import assert from "node:assert/strict";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

const ZH = {
  lang: "zh",
  silent: "无数据",
  see: "查看和下发反控命令",
  title: "反控命令",
  kind: "命令",
  readClock: "读取时钟（1011）",
  sample: "即时采样（3012）",
  reason: "理由",
  submit: "下发",
  asked: "命令已进入下发队列。",
  done: "执行成功",
  commands: "命令记录",
  why: "核对现场机时间",
};
const EN = {
  lang: "en",
  silent: "silent",
  see: "See its commands and give new ones",
  title: "Commands",
  kind: "Command",
  readClock: "Read the clock (1011)",
  sample: "Take a sample now (3012)",
  reason: "Reason",
  submit: "Give the command",
  asked: "The command is in the queue.",
  done: "carried out",
  commands: "Commands so far",
  why: "To compare the clocks",
};

/** How often the page is read again until the logger has answered. */
const READINGS = 40;

journey("a logger is asked for the time and says it", async (visitor) => {
  const words = visitor.lang === "en" ? EN : ZH;
  const { page } = visitor;
  const main = page.getByRole("main");
  await atDesk(visitor, "admin", { ...words, address: "/bureau/devices" });
  const heard = main
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader") })
    .filter({ hasNotText: words.silent })
    .last();
  await visitor.follow(heard.getByRole("rowheader").getByRole("link"));
  await visitor.follow(main.getByRole("link", { name: words.see }));
  assert.equal(await visitor.title(), words.title);

  const form = main.locator("form").filter({ has: page.getByLabel(words.kind, { exact: true }) });
  const submit = form.getByRole("button", { name: words.submit });
  await form.getByLabel(words.kind, { exact: true }).selectOption({ label: words.sample });
  await form.getByLabel(words.reason).fill(words.why);
  await visitor.refused(submit, new URL(page.url()).pathname);
  assert.equal(await page.getByRole("alert").getByRole("link").count(), 1, "a sample is of an analyser");
  await form.getByLabel(words.kind, { exact: true }).selectOption({ label: words.readClock });
  await visitor.follow(submit);
  await main.getByRole("status").filter({ hasText: words.asked }).waitFor();
  await visitor.lookOver();

  const newest = main.getByRole("region", { name: words.commands }).getByRole("listitem").first();
  for (let n = 0; n < READINGS && !(await newest.innerText()).includes(words.done); n += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  const said = await newest.innerText();
  assert.match(said, /SystemTime=\d{14}/);
  assert.ok(said.includes(words.done) && said.includes(words.why), said);
  await visitor.lookOver();
}, BOTH_LANGUAGES);
