// The exposure board.
import assert from "node:assert/strict";
import { aCase } from "../support/city.mjs";
import { journey } from "../support/journey.mjs";

journey("the exposure board leads to a case", async (visitor) => {
  const { case_no: number } = await aCase();
  const { page } = visitor;
  await visitor.go("/cases");
  await visitor.follow(page.locator(`main a[href="/cases/${encodeURIComponent(number)}"]`).first());
  assert.equal(new URL(page.url()).pathname, `/cases/${encodeURIComponent(number)}`);
  assert.equal(await page.locator('nav [aria-current="page"]').innerText(), number, "the way to the page ends here");
});
