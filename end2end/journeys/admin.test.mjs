// The administrator opens and closes accounts, sees what loggers sent, and reads the log.
import assert from "node:assert/strict";
import { anEnterprise } from "../support/city.mjs";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";
import { sendWithWrongPassword } from "../support/logger.mjs";
import { aPerson, newLogin } from "../support/person.mjs";
import { PASSWORD, signIn } from "../support/sign_in.mjs";

const ZH = {
  lang: "zh",
  toOpen: "开通账户",
  open: "开通账户",
  name: "姓名",
  login: "登录名",
  role: "角色",
  officer: "案件承办人",
  firstPassword: "初始密码",
  taken: /这个登录名已经有人使用/,
  opened: /^账户已开通/,
  running: /有 1 处登录/,
  close: "关闭账户",
  closed: "账户已关闭，正在进行的登录也已全部退出。",
  search: "查询",
  wrongPassword: "密码与登记的不符",
  days: "最近 14 天收到的数据包",
  newestRefused: "最近被拒收的数据包",
  newest: "最近的数据包",
  showFrames: "查看原文和判定",
  refused: "已拒收",
  who: "经办人",
  act: "操作",
  signIn: "登录",
  publish: "公布案件",
  none: "没有符合条件的记录。",
  feeds: "数据来源",
  jobs: "后台任务",
  power: "用电",
  mailAndJobs: /等待|放弃|都已发出/,
  forbidden: "您没有查看这个页面的权限",
};
const EN = {
  lang: "en",
  toOpen: "Open an account",
  open: "Open the account",
  name: "Name",
  login: "Login name",
  role: "Role",
  officer: "Case officer",
  firstPassword: "Initial password",
  taken: /This login name is already taken/,
  opened: /^The account is open/,
  running: /1 session/,
  close: "Close the account",
  closed: "The account is closed, and all its sessions have been ended.",
  search: "Search",
  wrongPassword: "The password does not match the registered one",
  days: "Packets in the last 14 days",
  newestRefused: "Latest refused packets",
  newest: "Latest packets",
  showFrames: "Show raw packets and verdicts",
  refused: "Refused",
  who: "Who",
  act: "What",
  signIn: "Signed in",
  publish: "Published a case",
  none: "No entries match.",
  feeds: "Feeds",
  jobs: "Jobs and mail",
  power: "Electricity",
  mailAndJobs: /wait|given up|all e-mails have been sent/i,
  forbidden: "You do not have permission to view this page",
};

const wordsFor = ({ lang }) => (lang === "en" ? EN : ZH);

journey("an account is opened, used and closed", async (visitor) => {
  const words = wordsFor(visitor);
  const { page } = visitor;
  const main = page.getByRole("main");
  const field = (name) => main.getByLabel(name, { exact: true });
  const [login, name] = [newLogin(), `新来的 ${newLogin()}`];
  await atDesk(visitor, "admin", { ...words, address: "/bureau/accounts" });
  await visitor.follow(main.getByRole("link", { name: words.toOpen }));

  await field(words.name).fill(name);
  await field(words.login).fill("admin");
  await field(words.role).selectOption(words.officer);
  await field(words.firstPassword).fill(PASSWORD);
  await visitor.refused(main.getByRole("button", { name: words.open }), "/bureau/accounts");
  await main.locator("#f-login-error").getByText(words.taken).waitFor();
  assert.equal(await field(words.login).inputValue(), "admin", "the login can be mended");
  assert.equal(await field(words.name).inputValue(), name);
  assert.equal(await field(words.role).locator("option:checked").innerText(), words.officer);
  await field(words.login).fill(login);
  await field(words.firstPassword).fill(PASSWORD);
  await visitor.follow(main.getByRole("button", { name: words.open }));
  assert.equal(await visitor.title(), name);
  await main.getByText(words.opened).waitFor();
  const account = new URL(page.url()).pathname;

  const person = await visitor.another();
  await signIn(person, login, "/bureau/cases");
  assert.equal(new URL(person.page.url()).pathname, "/bureau/cases");

  await visitor.go(account);
  await main.getByText(words.running).waitFor();
  await visitor.follow(main.getByRole("link", { name: words.close }));
  await visitor.follow(main.getByRole("button", { name: words.close }));
  await main.getByText(words.closed).waitFor();
  assert.equal(await main.getByRole("link", { name: words.close }).count(), 0, "there is nothing more to close");

  await person.go("/bureau/cases");
  assert.equal(new URL(person.page.url()).pathname, "/sign-in", "the person is out at once");
  await person.page.getByLabel(ZH.login).fill(login);
  await person.page.getByLabel("密码").fill(PASSWORD);
  await person.refused(person.page.getByRole("main").locator("form[action='/sign-in']").getByRole("button"), "/sign-in");
  assert.equal(await person.page.getByRole("alert").getByRole("link").count(), 1, "and does not come in again");
  await person.leave();
}, BOTH_LANGUAGES);

journey("a logger's page says what it sent, what was refused and why", async (visitor) => {
  const words = wordsFor(visitor);
  const { page } = visitor;
  const main = page.getByRole("main");
  const { credit_code: code } = await anEnterprise();
  await atDesk(visitor, "admin", { ...words, address: "/bureau/devices" });
  await main.getByRole("searchbox").fill(code);
  await visitor.follow(main.getByRole("button", { name: words.search }));
  const row = main.getByRole("row").filter({ has: page.getByRole("rowheader") }).first();
  const link = row.getByRole("rowheader").getByRole("link");
  const mn = (await link.innerText()).trim();
  const serial = `2026112208${String(Math.random()).slice(2, 9)}`;
  await sendWithWrongPassword(mn, serial);

  await page.reload();
  await row.getByRole("listitem").getByText(words.wrongPassword).waitFor();
  await visitor.follow(link);
  const today = main.getByRole("region", { name: words.days }).getByRole("row").nth(1);
  await today.getByText(words.wrongPassword).waitFor();
  const region = (name) => main.getByRole("region", { name, exact: true });
  const frame = (name) => region(name).getByRole("listitem").filter({ hasText: serial });
  await frame(words.newestRefused).getByText(words.wrongPassword).waitFor();
  assert.equal(await frame(words.newest).count(), 0, "frames are long: one asks for them");
  await main.getByText(words.showFrames).click();
  await frame(words.newest).getByText(words.refused, { exact: true }).waitFor();
  await visitor.lookOver();
}, BOTH_LANGUAGES);

journey("an officer is refused what the administrator reads, and the log tells who came", async (visitor) => {
  const words = wordsFor(visitor);
  const { page } = visitor;
  const main = page.getByRole("main");
  const officer = await aPerson("officer");
  await atDesk(visitor, officer, words);
  for (const address of ["accounts", "devices", "feeds", "audit", "jobs"]) {
    await visitor.go(`/bureau/${address}`, { status: 403 });
    assert.equal(await visitor.title(), words.forbidden, address);
  }

  await atDesk(visitor, "admin", { ...words, address: "/bureau/audit" });
  const lines = main.getByRole("row").filter({ has: page.getByRole("rowheader") });
  const narrow = async (what) => {
    await main.getByLabel(words.who, { exact: true }).fill(officer);
    await main.getByLabel(words.act, { exact: true }).selectOption(what);
    await visitor.follow(main.getByRole("button", { name: words.search }));
  };
  await narrow(words.signIn);
  assert.equal(await lines.count(), 1, "one line: the officer signed in");
  assert.ok((await lines.innerText()).includes(officer));
  await narrow(words.publish);
  assert.equal(await main.getByText(words.none).count(), 1, "the officer published nothing");

  await visitor.follow(page.getByRole("link", { name: words.feeds, exact: true }));
  await main.getByRole("rowheader", { name: words.power }).first().waitFor();
  await visitor.follow(page.getByRole("link", { name: words.jobs, exact: true }));
  assert.match(await main.innerText(), words.mailAndJobs);
}, BOTH_LANGUAGES);
