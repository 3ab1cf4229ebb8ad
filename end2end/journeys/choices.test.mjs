// Language and type size: chosen once, kept, and taken back.
import assert from "node:assert/strict";
import { anEnterprise } from "../support/city.mjs";
import { journey } from "../support/journey.mjs";

const CHINESE = /[\u4e00-\u9fff]/;

journey("English is kept from page to page, and Chinese comes back", async (visitor) => {
  const { page } = visitor;
  await visitor.go("/data");
  await visitor.follow(page.getByRole("link", { name: "English" }));
  assert.equal(new URL(page.url()).pathname, "/data", "the switch stays on the page");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.doesNotMatch(await visitor.title(), CHINESE);

  await visitor.go("/enterprises");
  assert.equal(await page.locator("html").getAttribute("lang"), "en", "the choice is kept");
  await visitor.follow(page.getByRole("link", { name: "中文" }));
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  assert.match(await visitor.title(), CHINESE);
});

journey("larger text is kept, and fits", async (visitor) => {
  const { page } = visitor;
  const size = () => page.locator("main").evaluate((main) => Number.parseFloat(getComputedStyle(main).fontSize));
  const { credit_code: code } = await anEnterprise();
  await visitor.go("/");
  const standard = await size();
  await visitor.follow(page.getByRole("link", { name: "长者模式" }));
  assert.ok((await size()) >= standard * 1.15, `${await size()} px is not larger than ${standard} px`);

  await visitor.go(`/enterprises/${code}`);
  assert.ok((await size()) >= standard * 1.15, "the choice is kept");
  await visitor.follow(page.getByRole("link", { name: "标准模式" }));
  assert.equal(await size(), standard);
});
