// Which documents are looked at again.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { asItLooks } from "./axe.mjs";
import { launch } from "./chromium.mjs";

let browser;
after(() => browser?.close());

for (const javaScriptEnabled of [true, false]) {
  test(`a key that nobody sees makes no other document, scripts ${javaScriptEnabled ? "on" : "off"}`, async () => {
    browser ??= await launch();
    const page = await browser.newPage({ javaScriptEnabled });
    const looks = async (body) => {
      await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(body)}`);
      return asItLooks(page);
    };
    const form = (key) => `<form><input value="${key}" type='hidden' name="a>b"><input name="login"></form>`;
    assert.deepEqual(await looks(form("1")), await looks(form("2>3")));
    assert.match((await looks(form("1"))).html, /name="login"/);
    assert.notDeepEqual(await looks("<p id=a>1"), await looks("<p id=a>2"));
    await looks("<p id=a>1");
    const untargeted = await asItLooks(page);
    await page.goto(`${page.url()}#a`);
    assert.notDeepEqual(await asItLooks(page), untargeted);
    await page.close();
  });
}
