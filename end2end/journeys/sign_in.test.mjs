// Signing in and out, on one device and on all, and a new password.
// Everybody here has an account of their own: what ends their sessions ends nobody else's.
import assert from "node:assert/strict";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";
import { aPerson } from "../support/person.mjs";
import { PASSWORD, signIn } from "../support/sign_in.mjs";

const ZH = {
  lang: "zh",
  login: "登录名",
  password: "密码",
  signIn: "登录",
  missing: ["登录名：请填写", "密码：请填写"],
  wrong: /登录名或密码不对/,
  signOut: "退出",
  everywhere: "在所有设备上退出",
  outcome: "说明成立，申报无误",
  reason: "理由",
  settle: "办结这条疑点",
  ended: "登录已过期",
  why: /已在别处退出登录/,
  signedIn: "已登录，请再次提交",
  sendAgain: "再次提交",
  short: "请至少写 5 个字",
  old: "现在的密码",
  fresh: "新密码",
  again: "再输入一次新密码",
  change: "修改密码",
  oldWrong: "密码不对，没有办理",
  notTheSame: "两次输入的新密码不一样",
  tooShort: /密码至少要/,
  changed: "密码已修改，其他设备上的登录都已退出。",
};
const EN = {
  lang: "en",
  login: "Login name",
  password: "Password",
  signIn: "Sign in",
  missing: ["Login name: Fill this in", "Password: Fill this in"],
  wrong: /The login name or password is wrong/,
  signOut: "Sign out",
  everywhere: "Sign out everywhere",
  outcome: "The explanation holds; the declaration is right",
  reason: "Reason",
  settle: "Close this finding",
  ended: "Your session has ended",
  why: /signed out elsewhere/,
  signedIn: "Signed in: please send the form again",
  sendAgain: "Send it again",
  short: "Write at least 5 characters",
  old: "Current password",
  fresh: "New password",
  again: "Repeat new password",
  change: "Change password",
  oldWrong: "The password is wrong, so nothing was done",
  notTheSame: "The two new passwords are not the same",
  tooShort: /A password must have at least/,
  changed: "Your password has been changed, and you have been signed out on all other devices.",
};

const wordsFor = ({ lang }) => (lang === "en" ? EN : ZH);
const pathOf = ({ page }) => new URL(page.url()).pathname;
/** What can be pressed and filled in on the main part of a page. */
const partsOf = ({ page }) => ({
  button: (name) => page.getByRole("main").getByRole("button", { name, exact: true }),
  field: (name) => page.getByRole("main").getByLabel(name, { exact: true }),
});

journey("a wrong password is told, and one comes to the page that was asked for", async (visitor) => {
  const words = wordsFor(visitor);
  const { page } = visitor;
  const { button, field } = partsOf(visitor);
  const login = await aPerson("reviewer");
  const wanted = "/bureau/findings?state=all";
  await visitor.go(`/about?lang=${words.lang}`);
  await visitor.go(wanted);
  assert.equal(pathOf(visitor), "/sign-in");

  await visitor.refused(button(words.signIn), "/sign-in");
  const links = page.getByRole("alert").getByRole("link");
  assert.deepEqual(await links.allInnerTexts(), words.missing);
  await field(words.login).fill(login);
  await field(words.password).fill("not my password");
  await visitor.refused(button(words.signIn), "/sign-in");
  assert.equal(await links.count(), 1, "one sentence");
  assert.match(await page.locator("#f-login-error").innerText(), words.wrong);
  assert.equal(await field(words.login).inputValue(), login, "the login stays");
  assert.equal(await field(words.password).inputValue(), "", "the password does not come back");

  await field(words.password).fill(PASSWORD);
  await visitor.follow(button(words.signIn));
  const { pathname, search } = new URL(page.url());
  assert.equal(pathname + search, wanted);

  await visitor.follow(page.getByRole("banner").getByRole("button", { name: words.signOut }));
  assert.equal(pathOf(visitor), "/");
  await visitor.go(wanted);
  assert.equal(pathOf(visitor), "/sign-in", "what needs an account asks for it again");
}, BOTH_LANGUAGES);

journey("signing out everywhere ends the session of another browser, which loses nothing", async (visitor) => {
  const words = wordsFor(visitor);
  const login = await aPerson("reviewer");
  await atDesk(visitor, login, { ...words, address: "/account" });
  const other = await visitor.another();
  const { button, field } = partsOf(other);
  const main = other.page.getByRole("main");
  const chosen = main.getByRole("radio", { name: words.outcome });
  await atDesk(other, login, { ...words, address: "/bureau/findings?state=open" });
  // Those at the ends of the list are settled by other journeys.
  await other.follow(main.getByRole("listitem").getByRole("heading", { level: 3 }).getByRole("link").nth(9));
  const finding = pathOf(other);
  await chosen.check();
  // Too short on purpose: it is refused in the end, and the finding stays as it is.
  await field(words.reason).fill("属实");

  await visitor.follow(partsOf(visitor).button(words.everywhere));
  assert.equal(pathOf(visitor), "/");
  await visitor.go("/account");
  assert.equal(pathOf(visitor), "/sign-in", "this browser is signed out too");

  await other.refused(button(words.settle), finding, { status: 401 });
  assert.equal(await other.title(), words.ended);
  assert.match(await main.innerText(), words.why);
  await field(words.login).fill(login);
  await field(words.password).fill(PASSWORD);
  await other.follow(button(words.signIn));
  assert.equal(await other.title(), words.signedIn);
  await other.refused(button(words.sendAgain), finding);
  assert.equal(await other.page.locator("#f-reason-error").innerText(), words.short, "the form has arrived");
  assert.equal(await field(words.reason).inputValue(), "属实");
  assert.ok(await chosen.isChecked());
  await other.leave();
}, BOTH_LANGUAGES);

journey("a password is changed", async (visitor) => {
  const words = wordsFor(visitor);
  const { page } = visitor;
  const { button, field } = partsOf(visitor);
  const login = await aPerson("officer");
  const fresh = `${PASSWORD}, changed`;
  await atDesk(visitor, login, { ...words, address: "/account" });
  const other = await visitor.another();
  await signIn(other, login, "/bureau");

  const tries = [
    ["not my password", fresh, fresh, "old", words.oldWrong],
    [PASSWORD, fresh, PASSWORD, "again", words.notTheSame],
    [PASSWORD, "short", "short", "new", words.tooShort],
  ];
  for (const [old, first, second, wrong, sentence] of tries) {
    await change(old, first, second);
    await visitor.refused(button(words.change), "/account/password");
    await page.locator(`#f-${wrong}_password-error`).getByText(sentence).waitFor();
  }
  await change(PASSWORD, fresh, fresh);
  await visitor.follow(button(words.change));
  await page.getByText(words.changed).waitFor();
  await visitor.go("/bureau");
  assert.equal(pathOf(visitor), "/bureau", "one stays signed in here");
  await other.go("/bureau");
  assert.equal(pathOf(other), "/sign-in", "and elsewhere no longer");
  await signIn(other, login, "/account", fresh);
  assert.equal(pathOf(other), "/account", "the new password opens");
  await other.leave();

  async function change(old, first, second) {
    await field(words.old).fill(old);
    await field(words.fresh).fill(first);
    await field(words.again).fill(second);
  }
}, BOTH_LANGUAGES);
