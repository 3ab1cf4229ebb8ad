// Without a mouse.
import assert from "node:assert/strict";
import { journey } from "../support/journey.mjs";

journey("the first stop skips to the main part", async (visitor) => {
  const { page } = visitor;
  await visitor.go("/enterprises");
  await page.keyboard.press("Tab");
  const skip = page.locator("a:focus");
  assert.equal(await skip.getAttribute("href"), "#main");
  const box = await skip.boundingBox();
  assert.ok(box && box.y >= 0 && box.height > 0, "the skip link shows when it has the focus");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.locator("main :focus").count(), "the next stop is inside the main part");
});

journey("every stop can be seen", async (visitor) => {
  const { page } = visitor;
  await visitor.go("/");
  for (let stop = 0; stop < 15; stop += 1) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    const [name, marked] = await focused.evaluate((element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const outlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
      return [element.outerHTML.slice(0, 80), outlined || boxShadow !== "none"];
    });
    assert.ok(marked, `no focus mark on ${name}`);
  }
});
