// Values that come while one looks on.
import assert from "node:assert/strict";
import { ask } from "../support/city.mjs";
import { journey } from "../support/journey.mjs";

/** Loggers send every half minute to every minute. */
const PATIENCE_MS = 120_000;

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
    const until = Date.now() + PATIENCE_MS;
    while ((await moments()) === before) {
      assert.ok(Date.now() < until, `nothing new in ${PATIENCE_MS / 1000} s`);
      await page.waitForTimeout(500);
    }
    assert.ok(await page.evaluate(() => window.notReloaded), "the page was loaded anew");
  },
  { scripts: [true] },
);

journey(
  "without scripts a page brings itself up to date",
  async (visitor) => {
    await visitor.go("/");
    assert.equal(await visitor.page.locator('meta[http-equiv="refresh"]').count(), 1);
  },
  { scripts: [false] },
);
