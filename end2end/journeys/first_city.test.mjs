// The steps 6 to 9 of docs/FIRST-CITY.md over an empty portal of its own: served, a first value, people by invitation, a
// quarter that is signed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { codeOf } from "../support/authenticator.mjs";
import { DESKTOP, launch } from "../support/chromium.mjs";
import { WORDS, fillIn, goOn } from "../support/declaration.mjs";
import { beforeTheEnd } from "../support/ending.mjs";
import { sendInstant } from "../support/logger.mjs";
import { serveOver } from "../support/server.mjs";
import { signIn } from "../support/sign_in.mjs";
import { Visitor } from "../support/visitor.mjs";

const PROGRAM = process.env.MINGJIAN ?? new URL("../../target/debug/mingjian", import.meta.url).pathname;
const CITY = new URL("../../docs/first-city/", import.meta.url).pathname;
const PASSWORD = "a long enough password";
/** The plating works of the files, its outlet and the logger there. */
const WORKS = "91441900MA0FC0001K";
const OUTLET = `/enterprises/${WORKS}/outlets/DW001`;
const LOGGER = { mn: "441900F1C0000000000001DW", password: "246810" };
const SECTIONS = 6;
const STEP_MS = 30_000;
const LIMIT_MS = 180_000;

let browser;
let data;
let forget;
let portal;

before(async () => {
  data = await mkdtemp(join(tmpdir(), "mingjian-first-city-"));
  forget = beforeTheEnd(() => rm(data, { recursive: true, force: true }));
  // What the run set for the demo city's portal is none of this one's.
  const foreign = ([name]) => !name.startsWith("MINGJIAN_");
  const env = { ...Object.fromEntries(Object.entries(process.env).filter(foreign)), MINGJIAN_DATA_DIR: data };
  const mingjian = (words, input) => execFileSync(PROGRAM, words, { env, input, encoding: "utf8" });
  mingjian(["migrate"]);
  mingjian(["user", "add", "--login", "admin", "--role", "admin"], `${PASSWORD}\n`);
  const tables = readdirSync(CITY).filter((name) => name.endsWith(".csv")).sort().map((name) => join(CITY, name));
  const told = mingjian(["import", "register", "--commit", ...tables]);
  assert.match(told, /Written: 27 new, 0 changed, 0 unchanged, 0 refused\./);
  portal = await serveOver(PROGRAM, data, env);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  const farewell = await portal?.stop();
  await forget?.();
  assert.equal(farewell, 0, "the server ends cleanly");
});

const someone = () => Visitor.enter(browser, { origin: portal.origin, viewport: DESKTOP });
const pathOf = ({ page }) => new URL(page.url()).pathname;
const main = ({ page }) => page.getByRole("main");

/** The quarter that ended last in Beijing: it can be declared, be it due or of before the portal. */
function lastQuarter(now = new Date(Date.now() + 8 * 3_600_000)) {
  const running = now.getUTCFullYear() * 4 + Math.floor(now.getUTCMonth() / 3);
  const last = running - 1;
  return `${Math.floor(last / 4)}Q${(last % 4) + 1}`;
}

/** Signs in for the first time, gets the second factor that the role needs, and answers its key. */
async function enrol(visitor, login, next) {
  await signIn(visitor, login, next, PASSWORD);
  assert.equal(pathOf(visitor), "/account/second-factor", "nothing else is open before");
  await visitor.follow(main(visitor).locator("form[action='/account/second-factor/begin'] button").first());
  const key = await main(visitor).locator("p.code").innerText();
  const confirm = main(visitor).locator("form[action='/account/second-factor/confirm']");
  await confirm.locator("[name=password]").fill(PASSWORD);
  await confirm.locator("[name=code]").fill(codeOf(key));
  await visitor.follow(confirm.getByRole("button"));
  assert.equal(await main(visitor).getByRole("listitem").count(), 10, "recovery codes");
  await visitor.follow(main(visitor).locator("a.button[href='/sign-in']"));
  assert.equal(pathOf(visitor), next);
  return key;
}

test("the portal is served, and the first value stands on the page of its outlet", { timeout: LIMIT_MS }, async () => {
  const reader = await someone();
  await reader.go("/enterprises");
  assert.equal(await main(reader).locator(".results > li").count(), 3, "the three enterprises of the files");
  await reader.go(OUTLET);
  assert.equal(await main(reader).getByText("41.3").count(), 0, "no value yet");
  const answer = await sendInstant(portal.gateway, { ...LOGGER, value: "41.3" });
  assert.match(answer, /;CN=9014;/);
  // A page on which nothing stood has nothing that could change by itself: it is read again, past what is kept of it.
  for (let tries = 0; tries < 20 && (await main(reader).getByText("41.3").count()) === 0; tries += 1) {
    await reader.page.waitForTimeout(500);
    await reader.go(OUTLET);
  }
  await main(reader).getByText("41.3").first().waitFor();
  await reader.lookOver();
  await reader.leave();
});

test("somebody invited signs the first quarter", { timeout: LIMIT_MS }, async () => {
  const admin = await someone();
  await enrol(admin, "admin", "/bureau");
  await admin.go("/bureau/invitations/new");
  await main(admin).locator("[name=name]").fill("晨岚的确认人");
  await main(admin).locator("[name=role]").selectOption("certifier");
  await main(admin).locator("[name=enterprise]").fill(WORKS);
  await admin.follow(main(admin).getByRole("button", { name: "发出邀请" }));
  const code = await main(admin).locator("strong.code").innerText();
  await admin.leave();

  const certifier = await someone();
  await certifier.go("/invitation");
  const fields = { code, login: "chenlan", new_password: PASSWORD, again_password: PASSWORD };
  for (const [name, value] of Object.entries(fields)) {
    await main(certifier).locator(`[name=${name}]`).fill(value);
  }
  await certifier.follow(main(certifier).getByRole("button", { name: "开通账户" }));
  assert.equal(await certifier.title(), "账户已开通");
  const key = await enrol(certifier, "chenlan", "/filing");

  const { page } = certifier;
  const [quarter, words] = [lastQuarter(), WORDS.zh];
  await certifier.go(`/filing/${quarter}`);
  await certifier.follow(page.locator(".tasks a").first());
  for (let section = 0; section < SECTIONS; section += 1) {
    await fillIn(page, words);
    await goOn(certifier, words);
  }
  assert.equal(pathOf(certifier), `/filing/${quarter}/check`);
  await page.getByLabel(words.truth).check();
  await page.getByLabel(words.password).fill(PASSWORD);
  // A code is taken once, and the first one turned the second factor on.
  await page.locator("#f-code").fill(codeOf(key, Date.now() + STEP_MS));
  await certifier.follow(page.getByRole("button", { name: words.sign }));
  assert.equal(await certifier.title(), words.filed);
  assert.match(await main(certifier).innerText(), new RegExp(`SB${quarter}-\\d{6}-\\d`));
  await certifier.leave();

  const open = await (await fetch(`${portal.origin}/api/v1/declarations`)).text();
  assert.ok(open.includes(WORKS) && open.includes(quarter), `everybody sees the quarter: ${open}`);
});
