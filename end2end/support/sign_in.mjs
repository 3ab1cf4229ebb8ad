// Somebody with an account of the demo city.

/** The password of all demo logins. */
export const PASSWORD = "mingjian-demo";

/** Signs in by the form and comes out at `next`. */
export async function signIn(visitor, login, next = "/filing", password = PASSWORD) {
  const { page } = visitor;
  await visitor.go(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.locator("#f-login").fill(login);
  await page.locator("#f-password").fill(password);
  await visitor.follow(page.getByRole("main").getByRole("button"));
}

/** Leaves, so that somebody else can sign in at the same browser. */
export async function signOut(visitor) {
  await visitor.context.clearCookies({ name: "session" });
}
