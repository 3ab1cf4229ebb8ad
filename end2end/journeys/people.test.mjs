// People and programs come in: by an invitation on paper, with a second factor, with a token.
import assert from "node:assert/strict";
import { codeOf } from "../support/authenticator.mjs";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";
import { aPerson, newLogin } from "../support/person.mjs";
import { origin } from "../support/portal.mjs";
import { PASSWORD, fillCode, signIn } from "../support/sign_in.mjs";

const ZH = {
  lang: "zh",
  invite: "邀请人员",
  name: "姓名",
  role: "角色",
  preparer: "企业填报人",
  send: "发出邀请",
  code: "邀请码",
  login: "登录名",
  password: "密码",
  again: "再输入一次密码",
  open: "开通账户",
  opened: "账户已开通",
  used: /这个邀请已经用过/,
  must: /必须启用两步验证/,
  begin: "开始设置",
  own: "您的密码",
  oneTime: "验证码",
  called: "名称",
  turnOn: "启用两步验证",
  isOn: "两步验证已启用",
  goOn: "我已保存，继续",
  make: "建立令牌",
  until: "有效期至",
  water: "用水",
  made: "令牌已建立",
  revoke: /^吊销/,
};
const EN = {
  lang: "en",
  invite: "Invite somebody",
  name: "Name",
  role: "Role",
  preparer: "Preparer (enterprise)",
  send: "Invite",
  code: "Code of the invitation",
  login: "Login name",
  password: "Password",
  again: "Repeat the password",
  open: "Open the account",
  opened: "Your account is open",
  used: /This invitation has been used/,
  must: /Your role needs two-step verification/,
  begin: "Set it up",
  own: "Your password",
  oneTime: "Code",
  called: "Name",
  turnOn: "Turn it on",
  isOn: "Two-step verification is on",
  goOn: "I have kept them; go on",
  make: /^Make (a|the) token$/,
  until: "Valid until",
  water: "water",
  made: "The token has been made",
  revoke: /^Revoke/,
};

const wordsFor = ({ lang }) => (lang === "en" ? EN : ZH);
const pathOf = ({ page }) => new URL(page.url()).pathname;
const partsOf = ({ page }) => {
  const main = page.getByRole("main");
  const part = (role) => (name) => main.getByRole(role, { name, exact: typeof name === "string" });
  return { main, button: part("button"), link: part("link"), field: (name) => main.getByLabel(name, { exact: true }) };
};

journey("a letter invites somebody, who opens an account with it once", async (visitor) => {
  const words = wordsFor(visitor);
  const { main, button, link, field } = partsOf(visitor);
  const [login, name] = [newLogin(), `新来的 ${newLogin()}`];
  await atDesk(visitor, "certifier", { ...words, address: "/filing/people" });
  await visitor.follow(link(words.invite));
  await field(words.name).fill(name);
  await field(words.role).selectOption(words.preparer);
  await visitor.follow(button(words.send));
  const code = await main.locator("strong.code").innerText();
  assert.match(code, /^(\w{4}-){3}\w{4}$/);

  const reader = await visitor.another();
  const at = partsOf(reader);
  await reader.go(`/invitation?lang=${words.lang}`);
  await at.field(words.code).fill(code);
  await at.field(words.login).fill(login);
  await at.field(words.password).fill(PASSWORD);
  await at.field(words.again).fill(PASSWORD);
  await reader.follow(at.button(words.open));
  assert.equal(await reader.title(), words.opened);
  await signIn(reader, login, "/filing");
  assert.equal(pathOf(reader), "/filing");
  await reader.go(`/invitation?code=${code}`, { status: 410 });
  await at.main.getByText(words.used).waitFor();
  await reader.leave();

  await visitor.go("/filing/people");
  const row = main.getByRole("row").filter({ hasText: login });
  await visitor.follow(row.getByRole("link"));
  await visitor.follow(main.getByRole("button"));
  assert.equal(await main.getByRole("row").filter({ hasText: login }).count(), 0, "closed again");
}, BOTH_LANGUAGES);

journey("a role that needs a second factor gets one before anything else", async (visitor) => {
  const words = wordsFor(visitor);
  const { main, button, link, field } = partsOf(visitor);
  const login = await aPerson("registrar");
  await visitor.go(`/about?lang=${words.lang}`);
  await signIn(visitor, login, "/bureau");
  assert.equal(pathOf(visitor), "/account/second-factor");
  await main.getByText(words.must).waitFor();
  await visitor.go("/bureau/register");
  assert.equal(pathOf(visitor), "/account/second-factor", "nothing else is open");
  await visitor.follow(button(words.begin));
  const key = await main.locator("p.code").innerText();
  assert.ok(await main.getByRole("img").isVisible(), "the QR code");
  await field(words.own).fill(PASSWORD);
  await field(words.oneTime).fill("000000");
  await visitor.refused(button(words.turnOn), "/account/second-factor/confirm");
  await field(words.own).fill(PASSWORD);
  await field(words.oneTime).fill(codeOf(key));
  await visitor.follow(button(words.turnOn));
  assert.equal(await visitor.title(), words.isOn);
  const codes = await main.getByRole("listitem").allInnerTexts();
  assert.equal(codes.length, 10);
  await visitor.follow(link(words.goOn));
  assert.equal(pathOf(visitor), "/bureau");

  const other = await visitor.another();
  await other.go("/sign-in");
  await other.page.locator("#f-login").fill(login);
  await other.page.locator("#f-password").fill(PASSWORD);
  await other.refused(other.page.getByRole("main").locator("form[action='/sign-in']").getByRole("button"), "/sign-in");
  await other.page.locator("#f-password").fill(PASSWORD);
  await other.page.locator("#f-code").fill(codes[0]);
  await other.follow(other.page.getByRole("main").locator("form[action='/sign-in']").getByRole("button"));
  assert.equal(pathOf(other), "/bureau", "a recovery code stands for a lost telephone");
  await other.leave();
}, BOTH_LANGUAGES);

journey("a department's program gets a token, which is taken until it is revoked", async (visitor) => {
  const words = wordsFor(visitor);
  const { main, button, link, field } = partsOf(visitor);
  const name = `供水公司 ${newLogin()}`;
  await atDesk(visitor, "admin", { ...words, address: "/bureau/tokens" });
  await visitor.follow(link(words.make));
  await visitor.refused(button(words.make), "/bureau/tokens");
  await field(words.called).fill(name);
  await main.getByLabel(words.water, { exact: true }).check();
  await field(words.until).fill(`${new Date().getFullYear() + 1}-06-30`);
  await field(words.own).fill(PASSWORD);
  await fillCode(visitor.page);
  await visitor.follow(button(words.make));
  assert.equal(await visitor.title(), words.made);
  const token = /mj_[0-9a-f]{64}/.exec(await main.innerText())?.[0];
  const ask = () => fetch(new URL("/api/v1/token", origin), { headers: { authorization: `Bearer ${token}` } });
  assert.deepEqual((await (await ask()).json()).scopes, ["water"]);

  await visitor.go("/bureau/tokens");
  const row = main.getByRole("row").filter({ hasText: name });
  await visitor.follow(row.getByRole("button", { name: words.revoke }));
  assert.equal((await ask()).status, 401);
}, BOTH_LANGUAGES);
