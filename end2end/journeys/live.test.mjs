// Values that come while one looks on.
import assert from "node:assert/strict";
import { DESKTOP, PHONE } from "../support/chromium.mjs";
import { anEnterprise, ask } from "../support/city.mjs";
import { journey } from "../support/journey.mjs";

/** Loggers send every half minute to every minute. */
const TIMEOUT_MS = 120_000;

/** The enterprise that was heard last. */
async function reporting() {
  const { items } = await ask("/enterprises?per_page=20");
  let newest = null;
  for (const { credit_code: code } of items) {
    const { items: latest } = await ask(`/enterprises/${code}/latest`);
    for (const { at } of latest) {
      newest = newest && newest.at >= at ? newest : { code, at };
    }
  }
  return newest?.code ?? assert.fail("no enterprise has a value");
}

journey(
  "new values come without a reload",
  async (visitor) => {
    const { page } = visitor;
    await visitor.go(`/enterprises/${await reporting()}`);
    await page.evaluate(() => { window.notReloaded = true; });
    const moments = () => page.locator("main time").evaluateAll((all) => all.map((one) => one.dateTime).join(" "));
    const before = await moments();
    const until = Date.now() + TIMEOUT_MS;
    while ((await moments()) === before) {
      assert.ok(Date.now() < until, `nothing new in ${TIMEOUT_MS / 1000} s`);
      await page.waitForTimeout(500);
    }
    assert.ok(await page.evaluate(() => window.notReloaded), "the page was loaded anew");
  },
  { scripts: [true], sizes: [DESKTOP] },
);

journey(
  "a stream that is refused is opened again, and the page says what it does",
  async (visitor) => {
    const { page } = visitor;
    let asked = 0;
    const refuseTwice = (route) => (asked++ < 2 ? route.fulfill({ status: 502, body: "" }) : route.continue());
    const code = await reporting();
    await visitor.go(`/enterprises/${code}`);
    visitor.excuse(`/api/v1/live?enterprise=${code}`);
    await page.route("**/api/v1/live*", refuseTwice);
    await page.reload();
    await page.locator(".live-word", { hasText: "秒后重连" }).first().waitFor({ timeout: 15_000 });
    await page.locator(".live-word", { hasText: "实时更新中" }).first().waitFor({ timeout: 35_000 });
  },
  { scripts: [true], sizes: [PHONE] },
);

journey(
  "a curve answers the keyboard with its values",
  async (visitor) => {
    const { page } = visitor;
    const { credit_code: code, outlet } = await anEnterprise();
    await visitor.go(`/enterprises/${code}/outlets/${outlet.code}`);
    const slider = page.locator(".readout input").first();
    await slider.waitFor();
    const said = () => slider.getAttribute("aria-valuetext");
    const last = await said();
    assert.match(last, /^\d\d:\d\d {2}[\d.-]+/);
    await slider.press("ArrowLeft");
    assert.notEqual(await said(), last, "another moment is read out");
  },
  { scripts: [true] },
);

journey(
  "without scripts a page brings itself up to date",
  async (visitor) => {
    await visitor.go("/");
    assert.equal(await visitor.page.locator('meta[http-equiv="refresh"]').count(), 1);
  },
  { scripts: [false], sizes: [PHONE] },
);
