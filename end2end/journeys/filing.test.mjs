// An enterprise files a quarter, corrects it, is interrupted, and is not alone.
import assert from "node:assert/strict";
import { PHONE } from "../support/chromium.mjs";
import { SAVE, WORDS, fillIn, goOn, ready, saved } from "../support/declaration.mjs";
import { journey } from "../support/journey.mjs";
import { PASSWORD, fillCode, signIn, signOut } from "../support/sign_in.mjs";

const SECTIONS = 6;
const RECEIPT = /SB\d{4}Q\d-\d{6}-\d/;
const HASH = /[0-9a-f]{64}/;

/** The address of the quarter that is to be filed, or was filed last. */
async function quarter(visitor) {
  const due = visitor.page.getByRole("main").locator("a.button");
  const rows = visitor.page.locator(".results h3 a");
  // The second of the list is the newest that has ended.
  return (await due.count()) > 0 ? due.getAttribute("href") : rows.nth(1).getAttribute("href");
}

/** The address of the quarter that is still running. */
const running = (visitor) => visitor.page.locator(".results h3 a").first().getAttribute("href");

/** What is signed is opened for a correction, so that the same quarter can be filed on every device. */
async function open(visitor, words) {
  const { page } = visitor;
  const begin = page.getByRole("button", { name: words.begin });
  if ((await begin.count()) === 0) {
    return;
  }
  await visitor.refused(begin, `${new URL(page.url()).pathname}/correction`);
  assert.ok(await page.getByRole("alert").isVisible(), "a correction without a reason is refused");
  await page.getByLabel(words.reason).fill("废水排放量多录一位，已按流量计读数更正。");
  await visitor.follow(begin);
}

for (const lang of ["zh", "en"]) {
  journey(
    `a quarter is filed, from signing in to the receipt (${lang})`,
    async (visitor) => {
      const { page } = visitor;
      const words = WORDS[lang];
      await visitor.context.addCookies([{ name: "lang", value: lang, url: visitor.origin }]);
      await signIn(visitor, "preparer");
      const home = await quarter(visitor);
      await visitor.go(home);
      await open(visitor, words);
      await visitor.follow(page.locator(".tasks a").first());
      for (let section = 0; section < SECTIONS; section += 1) {
        await fillIn(page, words);
        if (page.url().endsWith("/water")) {
          await slip(page, words);
        }
        if (page.url().endsWith("/remarks")) {
          // What is corrected must be something.
          await page.locator("fieldset.sheet textarea").first().fill(`按台账核对。${Date.now()}`);
        }
        await goOn(visitor, words);
      }
      assert.ok(page.url().endsWith("/check"), page.url());
      assert.equal(await page.locator(".summary").count(), 0, "nothing is left to mend");
      assert.ok(await page.getByRole("heading", { name: words.whoSigns }).isVisible(), "a preparer cannot sign");

      await signOut(visitor);
      await signIn(visitor, "certifier", `${home}/check`);
      await sign(visitor, words, "not my password", 422);
      assert.ok(await page.locator("#f-password-error").isVisible(), "the wrong password is refused at its field");
      assert.ok(await page.getByLabel(words.truth).isChecked(), "the tick stays");
      await sign(visitor, words, PASSWORD, 200);
      assert.equal(await visitor.title(), words.filed);
      const receipt = await page.getByRole("main").innerText();
      assert.match(receipt, RECEIPT);
      assert.match(receipt, HASH);
      await visitor.follow(page.locator("main a[href*='/versions/']:not([href$='/text'])"));
      assert.match(await page.getByRole("main").innerText(), HASH, "what was signed can be read");
    },
    { scripts: [true] },
  );
}

async function sign(visitor, words, password, status) {
  const { page } = visitor;
  await page.getByLabel(words.truth).check();
  await page.getByLabel(words.password).fill(password);
  await fillCode(page);
  const button = page.getByRole("button", { name: words.sign });
  await (status === 200 ? visitor.follow(button) : visitor.refused(button));
}

/** A digit too many is doubted while it is typed, a word is refused, and both stay as they were typed. */
async function slip(page, words) {
  const field = page.locator("#f-water-discharged_m3");
  const right = await field.inputValue();
  await field.fill("");
  await field.pressSequentially(`${right.replaceAll(",", "")}0`);
  await page.locator("#f-water-discharged_m3-error").getByText(words.digit).waitFor();
  await field.fill("约一万");
  await page.locator("#f-water-discharged_m3-error").getByText(words.letters).waitFor();
  assert.equal(await field.inputValue(), "约一万");
  await field.fill(right);
  await page.locator("#f-water-discharged_m3-error p").first().waitFor({ state: "detached" });
}

journey(
  "two people fill in one draft",
  async (visitor) => {
    const { page } = visitor;
    const words = WORDS.zh;
    await signIn(visitor, "preparer");
    const water = `${await running(visitor)}/water`;
    const other = await visitor.another();
    await signIn(other, "consultant");
    await visitor.go(water);
    await other.go(water);
    const [mine, theirs] = [page, other.page].map((one) => (name) => one.locator(`#f-water-${name}`));

    // Different fields: both stand.
    const base = `${Date.now() % 10_000}`;
    await theirs("municipal_m3").fill(`1${base}`);
    await saved(other.page, words);
    visitor.excuse(SAVE);
    await mine("reused_m3").fill(`2${base}`);
    await page.getByText(/许岚.*也保存了这份申报/).waitFor();
    await saved(page, words);
    assert.equal((await mine("municipal_m3").inputValue()).replaceAll(",", ""), `1${base}`, "theirs came in");
    assert.equal(await mine("reused_m3").inputValue(), `2${base}`, "mine stayed as typed");

    // The same field: a choice.
    other.excuse(SAVE);
    await mine("other_m3").fill(`3${base}`);
    await saved(page, words);
    await theirs("other_m3").fill(`4${base}`);
    await other.page.getByText(/何青.*也保存了这份申报/).waitFor();
    assert.equal(await theirs("other_m3").inputValue(), `4${base}`, "what was typed stands until one chooses");
    await other.lookOver();
    await other.page.getByRole("button", { name: /用对方的/ }).click();
    await saved(other.page, words);
    assert.equal((await theirs("other_m3").inputValue()).replaceAll(",", ""), `3${base}`);
    await other.leave();
  },
  { scripts: [true] },
);

journey(
  "a session that ends and a network that fails lose nothing",
  async (visitor) => {
    const { page, context } = visitor;
    const words = WORDS.zh;
    await signIn(visitor, "preparer");
    const energy = `${await running(visitor)}/energy`;
    await visitor.go(energy);
    visitor.excuse(SAVE);
    const field = page.locator("#f-electricity_kwh");
    const typed = `6${Date.now() % 100_000}`;

    const cookies = await context.cookies();
    await context.clearCookies({ name: "session" });
    await field.fill(typed);
    await page.getByText("登录已到时").waitFor();
    await visitor.lookOver();
    assert.equal(await field.inputValue(), typed);
    await context.addCookies(cookies);
    // The tab finds out by itself that the same person is back.
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await saved(page, words);

    await context.setOffline(true);
    await field.fill(`${typed}1`);
    await page.getByText("连不上服务器").waitFor();
    await context.setOffline(false);
    await saved(page, words);
    await page.reload();
    await ready(page);
    assert.equal((await field.inputValue()).replaceAll(",", ""), `${typed}1`);

    // A link waits until what was typed is saved.
    await field.fill(typed);
    await visitor.follow(page.locator(".tasks a").first());
    await visitor.go(energy);
    assert.equal((await field.inputValue()).replaceAll(",", ""), typed);
  },
  { scripts: [true] },
);

journey(
  "a word typed over a figure does not cost the figure",
  async (visitor) => {
    const { page } = visitor;
    const words = WORDS.zh;
    await signIn(visitor, "preparer");
    const energy = `${await running(visitor)}/energy`;
    await visitor.go(energy);
    await ready(page);
    const field = page.locator("#f-electricity_kwh");
    const figure = `7${Date.now() % 100_000}`;
    await field.fill(figure);
    await saved(page, words);
    await field.fill("约一万");
    await page.getByRole("status").filter({ hasText: words.unread }).waitFor();
    await visitor.lookOver();
    await visitor.follow(page.getByRole("button", { name: words.later }));
    await visitor.go(energy);
    assert.equal((await field.inputValue()).replaceAll(",", ""), figure);
  },
  { scripts: [true] },
);

journey(
  "without scripts the editor says what it needs, and everything else works",
  async (visitor) => {
    const { page } = visitor;
    await signIn(visitor, "preparer");
    const home = await running(visitor);
    await visitor.go(home);
    await visitor.follow(page.locator(".tasks a").first());
    const notice = await page.locator("noscript").innerText().catch(() => "");
    assert.match(`${notice} ${await page.getByRole("main").innerText()}`, /需要浏览器启用 JavaScript/);
    await visitor.go(`${home}/check`);
    await visitor.go("/filing/findings");
    assert.equal(await visitor.title(), "疑点说明");
  },
  { scripts: [false] },
);

for (const [how, breakIt] of [
  ["cannot compile it", (page) => page.addInitScript(() => delete window.WebAssembly)],
  ["does not get it", (page) => page.route("**/*.wasm", (route) => route.abort())],
]) {
  journey(
    `a browser that ${how} says so, and shows another way`,
    async (visitor) => {
      const { page } = visitor;
      await signIn(visitor, "preparer");
      const water = `${await running(visitor)}/water`;
      visitor.expect(/islands of this page cannot start|ERR_FAILED/);
      await breakIt(page);
      await page.goto(water);
      await page.getByText("填写程序没能在这个浏览器里运行").waitFor();
      assert.match(await page.getByRole("alert").innerText(), /拨打 /, "and the number to call");
      assert.equal(await page.locator("fieldset.sheet").isVisible(), false, "no field looks as if it took a key");
      // A page of the public goes on as it does without scripts.
      await page.goto("/");
      await page.locator("html[data-islands=stuck]").waitFor({ state: "attached" });
      assert.equal(await page.locator("script[data-wasm]").getAttribute("data-reload"), "60");
    },
    { scripts: [true], sizes: [PHONE] },
  );
}

journey("a correction is begun and given up", async (visitor) => {
  const { page } = visitor;
  const words = WORDS.zh;
  await signIn(visitor, "certifier");
  // It was filed by the journeys above.
  await visitor.go(await quarter(visitor));
  await page.getByLabel(words.reason).fill("用电量抄错，按电费单更正。");
  await visitor.follow(page.getByRole("button", { name: words.begin }));
  assert.match(await page.getByRole("main").innerText(), /用电量抄错/);
  await visitor.follow(page.getByRole("button", { name: words.abandon }));
  assert.ok(await page.getByRole("button", { name: words.begin }).isVisible(), "it can be begun again");
});
