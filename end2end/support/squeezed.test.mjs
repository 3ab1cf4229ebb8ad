// Which words count as squeezed.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { launch } from "./chromium.mjs";
import { squeezed } from "./squeezed.mjs";

let browser;
after(() => browser?.close());

test("words in a column of single letters are found, and short ones in a narrow cell are not", async () => {
  browser ??= await launch();
  const page = await browser.newPage();
  const found = async (body) => {
    await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(`<main>${body}</main>`)}`);
    return page.evaluate(squeezed);
  };
  // The signing form once had the width of a sign on the map.
  const form = "<form><label>您的登录密码</label><p>再输一次，表示是您本人确认</p></form>";
  assert.equal((await found(`<section style="inline-size: 1.1em">${form.replaceAll("label", "p")}</section>`)).length, 2);
  assert.deepEqual(await found(`<section>${form}</section>`), []);
  assert.deepEqual(await found("<table><tr><td style='inline-size: 1em'>7.2</td></tr></table>"), []);
  await page.close();
});
