// Somebody of the bureau at their desk.
import { signIn, signOut } from "./sign_in.mjs";

/** Signs in by the form in a language, in place of whoever was signed in before, and comes out at `address`. */
export async function atDesk(visitor, login, { lang = "zh", address = "/bureau" } = {}) {
  await signOut(visitor);
  await visitor.go(`/about?lang=${lang}`);
  await signIn(visitor, login, address);
}
