// Somebody new at the portal, so that a journey that ends sessions or closes accounts disturbs no other. The account is
// opened without a browser; how that is done by hand, `admin.test.mjs` walks.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { origin } from "./portal.mjs";
import { PASSWORD } from "./sign_in.mjs";
import { address } from "./visitor.mjs";

/** A login that nobody has. */
export const newLogin = () => `journey-${randomBytes(4).toString("hex")}`;

/** Opens an account with the password of the demo logins; answers the login, which is the person's name too. */
export async function aPerson(role, { enterprise = "" } = {}) {
  const login = newLogin();
  const headers = { "x-forwarded-for": address() };
  const page = await (await fetch(new URL("/sign-in", origin), { headers })).text();
  const code = /现在的验证码是 (\d{6})/.exec(page)?.[1] ?? "";
  const admin = await send("/sign-in", { login: "admin", password: PASSWORD, code });
  const cookie = admin.headers.get("set-cookie")?.split(";")[0];
  const fields = { login, role, enterprise, password: PASSWORD, "made-for": await madeFor(cookie) };
  const opened = await send("/bureau/accounts", fields, cookie);
  assert.match(opened.headers.get("location") ?? "", /\?opened=1$/, `${login} cannot be opened: ${opened.status}`);
  return login;
}

/** For whom the portal makes its pages in a session; each form says it. */
async function madeFor(cookie) {
  const headers = { cookie, "x-forwarded-for": address() };
  return (await (await fetch(new URL("/account/now", origin), { headers })).json()).made_for;
}

/** Sends a form as a browser does. */
function send(path, fields, cookie = "") {
  return fetch(new URL(path, origin), {
    method: "POST",
    redirect: "manual",
    headers: { origin, cookie, "x-forwarded-for": address() },
    body: new URLSearchParams(fields),
  });
}
