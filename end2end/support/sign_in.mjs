// Somebody with an account of the demo city.

/** The password of all demo logins. */
export const PASSWORD = "mingjian-demo";

/** The code of the demo's second factor, which its pages show in words: the one number of six digits there. */
export const codeIn = (words) => /(?<!\d)\d{6}(?!\d)/.exec(words)?.[0] ?? "";

/** Fills the code in where a page asks for one. */
export async function fillCode(page) {
  const main = page.getByRole("main");
  const field = main.locator("#f-code");
  if ((await field.count()) > 0) {
    await field.fill(codeIn(await main.innerText()));
  }
}

/** Signs in by the form and comes out at `next`. */
export async function signIn(visitor, login, next = "/filing", password = PASSWORD) {
  const { page } = visitor;
  await visitor.go(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.locator("#f-login").fill(login);
  await page.locator("#f-password").fill(password);
  await fillCode(page);
  // The other button leads to the provider of identities.
  await visitor.follow(page.getByRole("main").locator("form[action='/sign-in']").getByRole("button"));
}

/** Leaves, so that somebody else can sign in at the same browser. */
export async function signOut(visitor) {
  await visitor.context.clearCookies({ name: "session" });
}
