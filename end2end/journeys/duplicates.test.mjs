// The registrar finds a works that was registered twice, merges the two, sees the old address lead on, and undoes it.
import assert from "node:assert/strict";
import { ask } from "../support/city.mjs";
import { creditCode } from "../support/credit_code.mjs";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

const ZH = {
  lang: "zh",
  save: "保存",
  queue: "重复登记",
  look: /查看并判断/,
  swapped: "代码有两位对调",
  merge: "合并",
  missing: /为什么是同一家/,
  merged: "已合并。",
  undo: "撤销合并",
  undone: "已撤销合并，一切照旧。",
  twin: "重复登记（已并入）",
};
const EN = {
  lang: "en",
  save: "Save",
  queue: "Duplicates",
  look: /Look and decide/,
  swapped: "two characters of the codes are swapped",
  merge: "Merge",
  missing: /Why they are one/,
  merged: "Merged.",
  undo: "Undo the merging",
  undone: "The merging is undone; all is as it was.",
  twin: "Registered twice (merged)",
};
/** What the form of an enterprise asks for. */
const FIELDS = ["name", "town", "industry", "class", "address", "lat", "lng"];

/** The code of a works with two neighbouring digits swapped, which nobody else has. */
async function mistyped(origin, code) {
  for (let at = 15; at > 8; at -= 1) {
    const letters = [...code.slice(0, 17)];
    if (letters[at] === letters[at - 1]) continue;
    [letters[at - 1], letters[at]] = [letters[at], letters[at - 1]];
    const other = creditCode(letters.join(""));
    const found = await fetch(new URL(`/api/v1/enterprises/${other}`, origin), { redirect: "manual" });
    if (found.status === 404) return other;
  }
  throw new Error(`each swap of ${code} is somebody's code`);
}

journey(
  "a registrar merges a works that was registered twice, and undoes it",
  async (visitor) => {
    const { page, origin } = visitor;
    const words = visitor.lang === "en" ? EN : ZH;
    // Each setting has works of its own.
    const number = 30 + 2 * Number(words.lang === "en") + Number(visitor.js);
    const { items } = await ask(`/enterprises?per_page=1&page=${number}`);
    const [{ credit_code: kept, name }] = items;
    const gone = await mistyped(origin, kept);

    await atDesk(visitor, "registrar", { lang: words.lang });
    await visitor.go(`/bureau/register/of/${kept}`);
    const form = page.locator("#enterprises ~ ul a").first();
    await visitor.follow(form);
    const said = {};
    for (const field of FIELDS) said[field] = await page.locator(`[name=${field}]`).inputValue();
    await visitor.go("/bureau/register/rows/enterprises/new");
    await page.locator("[name=credit_code]").fill(gone);
    for (const field of FIELDS) {
      const input = page.locator(`[name=${field}]`);
      const isList = (await input.evaluate((one) => one.tagName)) === "SELECT";
      await (isList ? input.selectOption(said[field]) : input.fill(said[field]));
    }
    await page.locator("[name=reason]").fill("许可证变更时另行登记");
    await visitor.follow(page.getByRole("button", { name: words.save }));

    // It comes up, with a reason and a proposal.
    await visitor.go("/bureau/register");
    await visitor.follow(page.getByRole("main").getByRole("link", { name: words.queue }));
    const waiting = page.locator("li", { hasText: gone }).filter({ has: page.getByRole("link", { name: words.look }) });
    assert.match(await waiting.innerText(), new RegExp(words.swapped));
    await visitor.follow(waiting.getByRole("link", { name: words.look }));
    const pair = new URL(page.url()).pathname;
    assert.match(await page.getByRole("main").innerText(), new RegExp(`${kept}[^]*${gone}|${gone}[^]*${kept}`));

    const merge = page.getByRole("button", { name: words.merge, exact: true });
    await page.locator(`[name=stays][value="${kept}"]`).check();
    await visitor.refused(merge, `${pair}/merge`);
    assert.match(await page.locator(".summary").innerText(), words.missing);
    assert.ok(await page.locator(`[name=stays][value="${kept}"]`).isChecked());
    await page.locator("[name=reason]").fill("营业执照上的代码是前一个，已电话核实");
    await visitor.follow(merge);
    await page.getByText(words.merged, { exact: true }).waitFor();

    // Whoever has the other code comes to the one that stays.
    await visitor.go(`/enterprises/${gone}`);
    assert.equal(new URL(page.url()).pathname, `/enterprises/${kept}`);
    assert.match(await page.getByRole("main").innerText(), new RegExp(gone));
    await page.getByText(words.twin).waitFor();

    // Undone, it is a works of its own again: nobody is led anywhere.
    await visitor.go(`/bureau/register/of/${gone}`);
    await visitor.follow(page.getByRole("main").getByRole("link", { name: words.undo }));
    await page.locator("[name=reason]").fill("先核对现场");
    await visitor.follow(page.getByRole("button", { name: words.undo }));
    await page.getByText(words.undone).waitFor();
    await visitor.go(`/enterprises/${gone}`, { status: 404 });

    // What is left to other journeys is one works.
    await visitor.go(pair);
    await page.locator(`[name=stays][value="${kept}"]`).check();
    await page.locator("[name=reason]").fill(`${name} 现场核实为同一家`);
    await visitor.follow(page.getByRole("button", { name: words.merge, exact: true }));
    await page.getByText(words.merged, { exact: true }).waitFor();
  },
  BOTH_LANGUAGES,
);
