// Open data: what the page promises can be fetched.
import assert from "node:assert/strict";
import { journey } from "../support/journey.mjs";

journey("everything that the data page offers can be fetched", async (visitor) => {
  await visitor.go("/data");
  const links = visitor.page.getByRole("main").locator('a[href^="/api/"]');
  const addresses = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href")));
  assert.ok(addresses.includes("/api/v1/openapi.json"), `the description is among ${addresses}`);
  for (const address of new Set(addresses)) {
    const response = await fetch(new URL(address, visitor.origin));
    assert.equal(response.status, 200, `${address} answers ${response.status}`);
    const text = await response.text();
    if (response.headers.get("content-type").includes("json")) {
      JSON.parse(text);
    }
  }
});
