// What is happening now, and the ways in.
import assert from "node:assert/strict";
import { journey } from "../support/journey.mjs";

journey("home says what is happening and leads on", async (visitor) => {
  await visitor.go("/");
  assert.match(await visitor.title(), /全市 [\d,]+ 个在线监测点/);
  const { page } = visitor;
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  assert.ok(await page.getByRole("search").isVisible(), "the search is in sight");
  for (const address of ["/enterprises", "/map", "/cases", "/tip", "/data", "/sign-in"]) {
    assert.ok((await page.locator(`a[href="${address}"]`).count()) > 0, `a way to ${address}`);
  }
});

journey("every entry of the main navigation answers", async (visitor) => {
  await visitor.go("/");
  const links = visitor.page.getByRole("banner").getByRole("navigation", { name: "主导航" }).getByRole("link");
  const addresses = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  assert.ok(addresses.length >= 4, `only ${addresses.length} entries`);
  for (const address of addresses) {
    await visitor.go(address);
  }
});
