// Signing in by a provider of identities that others have written: there, back, and which account is whose.
import assert from "node:assert/strict";
import { anEnterprise } from "../support/city.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";
import { aPerson, newLogin } from "../support/person.mjs";
import { issuer, origin } from "../support/portal.mjs";
import { PASSWORD, signIn, signOut } from "../support/sign_in.mjs";

const ZH = {
  lang: "zh",
  button: "统一身份认证登录",
  linkTitle: "请绑定您的账户",
  login: "登录名",
  password: "密码",
  link: "登录并绑定",
  own: "您的密码",
  unlink: "解除绑定",
  begin: "绑定",
  unlinked: "已解除绑定。",
  linked: /^已绑定。/,
  actsFor: /平台表明您代表/,
  other: /这个账户不属于平台表明的企业/,
  refused: "没有登录",
  denied: /没有确认您的身份/,
  again: "重新开始",
};
const EN = {
  lang: "en",
  button: "Sign in with the unified identity",
  linkTitle: "Please link your account",
  login: "Login name",
  password: "Password",
  link: "Sign in and link",
  own: "Your password",
  unlink: "Unlink it",
  begin: "Link it",
  unlinked: "Unlinked.",
  linked: /^Linked\. Next time/,
  actsFor: /The provider says that you act for/,
  other: /this account does not belong/,
  refused: "You are not signed in",
  denied: /The provider did not confirm/,
  again: "Begin again",
};

const wordsFor = ({ lang }) => (lang === "en" ? EN : ZH);
const pathOf = ({ page }) => new URL(page.url()).pathname;
/** A portal that runs already may have no provider. */
const withProvider = issuer === "" ? () => {} : journey;

/** Presses the portal's button and waits for the provider's page. */
async function goThere(visitor, button) {
  await visitor.mayGoTo(issuer);
  await button.click();
  await visitor.page.waitForURL(`${issuer}/**`);
}

/** Signs in at the provider as `login`, and comes back to the portal. */
async function beThere(visitor, login) {
  const { page } = visitor;
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.origin === origin && !url.pathname.endsWith("/back"));
  await visitor.lookOver();
}

async function toSignIn(visitor, words, next = "/account") {
  await visitor.go(`/sign-in?lang=${words.lang}&next=${encodeURIComponent(next)}`);
  return visitor.page.getByRole("main").getByRole("button", { name: words.button, exact: true });
}

/** Fills the form that links an account. */
async function fillLink({ page }, words, login) {
  await page.getByRole("main").getByLabel(words.login, { exact: true }).fill(login);
  await page.getByRole("main").getByLabel(words.password, { exact: true }).fill(PASSWORD);
  return page.getByRole("main").getByRole("button", { name: words.link, exact: true });
}

withProvider("somebody links an account once, and from then on comes in by the provider", async (visitor) => {
  const words = wordsFor(visitor);
  const { page } = visitor;
  const main = page.getByRole("main");
  const login = await aPerson("reviewer");
  await goThere(visitor, await toSignIn(visitor, words));
  await beThere(visitor, newLogin());
  assert.equal(await visitor.title(), words.linkTitle);
  await visitor.follow(await fillLink(visitor, words, login));
  assert.equal(pathOf(visitor), "/account", "on to where they wanted to go");

  // The provider remembers who is there, and the portal knows them.
  await signOut(visitor);
  await (await toSignIn(visitor, words, "/account/messages")).click();
  await page.waitForURL(`${origin}/account/messages`);
  await visitor.lookOver();

  await visitor.go("/account/unified");
  await main.getByLabel(words.own, { exact: true }).fill(PASSWORD);
  await visitor.follow(main.getByRole("button", { name: words.unlink, exact: true }));
  await main.getByText(words.unlinked, { exact: true }).waitFor();
  await signOut(visitor);
  await (await toSignIn(visitor, words)).click();
  await page.waitForURL(`${origin}/sign-in/unified`);
  assert.equal(await visitor.title(), words.linkTitle, "unknown again");
}, BOTH_LANGUAGES);

withProvider("the page that asks for an account says for which enterprise somebody acts", async (visitor) => {
  const words = wordsFor(visitor);
  const { page } = visitor;
  const main = page.getByRole("main");
  const { credit_code, name } = await anEnterprise();
  const [own, stranger] = [await aPerson("preparer", { enterprise: credit_code }), await aPerson("reviewer")];
  await goThere(visitor, await toSignIn(visitor, words, "/filing"));
  await beThere(visitor, `${credit_code}-${newLogin()}`);
  const said = await main.getByText(words.actsFor).innerText();
  assert.ok(words.lang === "en" || said.includes(name), said);
  await visitor.refused(await fillLink(visitor, words, stranger), "/sign-in/unified/link", { status: 409 });
  await main.getByText(words.other).waitFor();
  await visitor.follow(await fillLink(visitor, words, own));
  assert.equal(pathOf(visitor), "/filing");
}, BOTH_LANGUAGES);

withProvider("an account is linked on its own page, by whoever proves to be both", async (visitor) => {
  const words = wordsFor(visitor);
  const main = visitor.page.getByRole("main");
  const login = await aPerson("officer");
  await visitor.go(`/about?lang=${words.lang}`);
  await signIn(visitor, login, "/account/unified");
  await main.getByLabel(words.own, { exact: true }).fill(PASSWORD);
  await goThere(visitor, main.getByRole("button", { name: words.begin, exact: true }));
  await beThere(visitor, newLogin());
  assert.equal(pathOf(visitor), "/account/unified");
  await main.getByText(words.linked).waitFor();
}, BOTH_LANGUAGES);

withProvider("whoever turns back at the provider is told how to go on", async (visitor) => {
  const words = wordsFor(visitor);
  const { page } = visitor;
  await goThere(visitor, await toSignIn(visitor, words));
  visitor.expect(/403/);
  await page.getByRole("link", { name: /cancel/i }).click();
  await page.waitForURL(`${origin}/sign-in/unified/back**`);
  await visitor.lookOver();
  assert.equal(await visitor.title(), words.refused);
  await page.getByText(words.denied).waitFor();
  await goThere(visitor, page.getByRole("main").getByRole("button", { name: words.again, exact: true }));
}, BOTH_LANGUAGES);
