// A registrar takes in what the waterworks deliver: looks first, mends what is refused, writes, and finds it on the page of
// the feed.
import assert from "node:assert/strict";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

const ZH = {
  lang: "zh",
  feed: "用水",
  toImport: "导入",
  look: "只检查，不写入",
  write: /^检查后写入/,
  send: "上传",
  refused: /不是数字/,
  looked: /已检查/,
  written: "已写入。",
};
const EN = {
  lang: "en",
  feed: "Water",
  toImport: "Import",
  look: "Only look, write nothing",
  write: /^Look, and write/,
  send: "Send",
  refused: /this is no figure/,
  looked: /Looked at/,
  written: "It is written.",
};

journey(
  "a registrar imports the water of a month",
  async (visitor) => {
    const { page } = visitor;
    const words = visitor.lang === "en" ? EN : ZH;
    await atDesk(visitor, "registrar", { lang: words.lang });
    const answer = await page.request.get(new URL("/api/v1/enterprises?per_page=1", page.url()).href);
    const code = (await answer.json()).items[0].credit_code;
    const name = `water-${Date.now()}.csv`;
    const file = (figure) => ({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(`统一社会信用代码,月份,用水量（m³）\n${code},2021-03,${figure}\n`),
    });

    await visitor.go("/bureau/feeds");
    const providers = page.locator("section[aria-labelledby=providers]");
    await visitor.follow(providers.getByRole("link", { name: words.feed, exact: true }));
    const feed = new URL(page.url()).pathname;
    assert.equal(feed, "/bureau/feeds/water");
    await visitor.follow(page.getByRole("main").getByRole("link", { name: words.toImport, exact: true }));

    const send = page.getByRole("button", { name: words.send });
    await page.locator("[name=file]").setInputFiles([file("many")]);
    // The address of a form with files says for whom its page was made.
    await visitor.refused(send, await page.locator("main form:has([name=file])").getAttribute("action"));
    assert.match(await page.getByRole("main").innerText(), words.refused);

    await page.locator("[name=file]").setInputFiles([file("3100")]);
    await page.getByLabel(words.look).check();
    await visitor.follow(send);
    assert.match(await page.getByRole("main").innerText(), words.looked);

    await page.locator("[name=file]").setInputFiles([file("3100")]);
    await page.getByLabel(words.write).check();
    await visitor.follow(send);
    await page.getByText(words.written).waitFor();

    await visitor.go(feed);
    await page.getByRole("cell", { name }).or(page.getByText(name)).first().waitFor();
  },
  BOTH_LANGUAGES,
);
