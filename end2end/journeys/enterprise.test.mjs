// From the search box to the values of an outlet.
import assert from "node:assert/strict";
import { anEnterprise } from "../support/city.mjs";
import { journey } from "../support/journey.mjs";

journey("a search leads to an enterprise and its outlet", async (visitor) => {
  const { name, credit_code: code, outlet } = await anEnterprise();
  const { page } = visitor;
  await visitor.go("/");
  await page.getByRole("searchbox").fill(name);
  await visitor.follow(page.getByRole("search").getByRole("button"));
  assert.equal(new URL(page.url()).pathname, "/enterprises");
  assert.equal(await page.getByRole("searchbox").inputValue(), name, "what was typed is still there");

  await visitor.follow(page.getByRole("main").getByRole("link", { name }).first());
  assert.equal(new URL(page.url()).pathname, `/enterprises/${code}`);
  assert.ok((await visitor.title()).includes(name));
  assert.ok((await page.getByRole("main").innerText()).includes(code), "the credit code is on the page");

  await visitor.follow(page.locator(`main a[href$="/outlets/${outlet.code}"]`).first());
  assert.equal(new URL(page.url()).pathname, `/enterprises/${code}/outlets/${outlet.code}`);
  const said = await page.getByRole("main").innerText();
  for (const { value } of outlet.limits) {
    assert.ok(said.includes(String(value)), `the limit ${value} is on the page`);
  }
  assert.ok((await page.getByRole("table").count()) > 0, "the values are in a table");
});

journey("a search without result keeps what was typed", async (visitor) => {
  await visitor.go("/enterprises?q=zzzzqqqq");
  assert.equal(await visitor.page.getByRole("searchbox").inputValue(), "zzzzqqqq");
  assert.equal(await visitor.page.locator('main a[href^="/enterprises/"]').count(), 0, "no enterprise is listed");
});
