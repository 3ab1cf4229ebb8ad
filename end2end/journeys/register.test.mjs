// The registrar keeps the register by hand: enters a row, mends what is wrong with it, changes it with a reason, and is told
// when somebody else was quicker.
import assert from "node:assert/strict";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

const ZH = {
  lang: "zh",
  add: "新增一条",
  save: "保存",
  wrong: /不是数字/,
  noReason: /修改原因/,
  saved: "已保存。",
  change: "修改",
  overtaken: /别人改了这一条/,
  products: "产品",
};
const EN = {
  lang: "en",
  add: "Add one",
  save: "Save",
  wrong: /this is no figure/,
  noReason: /Why it is entered/,
  saved: "Saved.",
  change: "Change",
  overtaken: /Somebody changed this row/,
  products: "products",
};

journey(
  "a registrar enters a product, and changes it",
  async (visitor) => {
    const { page } = visitor;
    const words = visitor.lang === "en" ? EN : ZH;
    await atDesk(visitor, "registrar", { lang: words.lang });
    await visitor.go("/bureau/register");
    await visitor.go(await page.getByRole("main").locator(".results h3 a").nth(3).getAttribute("href"));
    const file = new URL(page.url()).pathname;
    const products = page.getByRole("region", { name: words.products });
    const name = `试制件${Date.now()}`;

    const save = page.getByRole("button", { name: words.save });
    await visitor.follow(products.getByRole("link", { name: words.add }));
    await page.locator("[name=name]").fill(name);
    await page.locator("[name=unit]").fill("件");
    await page.locator("[name=capacity]").fill("一千");
    await visitor.refused(save);
    // All that is wrong is said at once, and nothing typed is lost.
    const problems = page.locator(".summary");
    assert.match(await problems.innerText(), words.wrong);
    assert.match(await problems.innerText(), words.noReason);
    assert.equal(await page.locator("[name=name]").inputValue(), name);
    await page.locator("[name=capacity]").fill("1,000");
    await page.locator("[name=reason]").fill("许可证变更");
    await visitor.follow(save);
    await page.getByText(words.saved).waitFor();
    assert.equal(new URL(page.url()).pathname, file);

    const row = products.locator("tr", { hasText: name });
    const form = await row.getByRole("link", { name: words.change }).getAttribute("href");
    await visitor.go(form);
    const late = await page.locator("form input[name=seen]").inputValue();
    await page.locator("[name=capacity]").fill("1200");
    await page.locator("[name=reason]").fill("录入错误");
    await visitor.follow(save);
    await page.getByText(words.saved).waitFor();
    assert.match(await page.getByRole("main").innerText(), /1000 → 1200/);

    // A page that is older than what stands there changes nothing.
    await visitor.go(form);
    await page.locator("form input[name=seen]").evaluate((field, seen) => (field.value = seen), late);
    await page.locator("[name=capacity]").fill("7");
    await page.locator("[name=reason]").fill("又一次");
    await visitor.refused(save, page.url(), { status: 409 });
    await page.getByText(words.overtaken).waitFor();
    assert.equal(await page.locator("[name=capacity]").inputValue(), "7");
    assert.match(await page.locator("main .notice.over").innerText(), /1200/);
  },
  BOTH_LANGUAGES,
);
