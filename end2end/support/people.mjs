// Somebody of the bureau, at a desk of their own.
import { DESKTOP } from "./chromium.mjs";
import { Visitor } from "./visitor.mjs";

/** The password of every login of the demo city. */
const PASSWORD = "mingjian-demo";

/** A visitor at the same portal who has signed in with a login of the demo city. */
export async function signedIn(visitor, login, next) {
  const other = await Visitor.enter(visitor.browser, { ...visitor, viewport: DESKTOP });
  await other.go(`/sign-in?next=${encodeURIComponent(next)}`);
  await other.page.locator("input[name=login]").fill(login);
  await other.page.locator("input[name=password]").fill(PASSWORD);
  await other.follow(other.page.getByRole("main").getByRole("button", { name: /登录|Sign in/ }));
  return other;
}
