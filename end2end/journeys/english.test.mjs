// Every public page and every desk in English. What must stay Chinese there, such as names of people and what they
// wrote, is marked as Chinese, so that it is read out and set as such.
import assert from "node:assert/strict";
import { PHONE } from "../support/chromium.mjs";
import { atDesk } from "../support/desk.mjs";
import { journey } from "../support/journey.mjs";

/** Runs in the page: its Chinese words that are not marked. Codes are shown as they are stored. */
function unmarked() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: around, textContent } = walker.currentNode;
    const isRead = around.closest("script, style, textarea, pre, code") === null;
    if (isRead && /[\u4e00-\u9fff]/.test(textContent) && !around.closest("[lang]").lang.startsWith("zh")) {
      found.push(textContent.trim());
    }
  }
  return found;
}

/** Walks pages in English and finds all that is not. An address that begins with `>` is that of the first such link. */
async function walk(visitor, addresses, found) {
  const { page } = visitor;
  for (const asked of addresses) {
    const link = asked.startsWith(">") ? page.getByRole("main").locator(asked.slice(1)).first() : null;
    const address = link ? await link.getAttribute("href") : asked;
    await visitor.go(address);
    assert.equal(await page.locator("html").getAttribute("lang"), "en", address);
    found.push(...(await page.evaluate(unmarked)).map((words) => `${address}: ${words}`));
  }
}

journey("signing in and an enterprise's desk are English", async (visitor) => {
  const found = [];
  await walk(visitor, ["/sign-in?lang=en"], found);
  await atDesk(visitor, "certifier", { lang: "en", address: "/filing" });
  // The quarter that runs can be filled in, the third of the list has been signed.
  await walk(visitor, ["/filing", ">.results li:nth-child(1) h3 a", ">.tasks a", ">.tasks a[href$='/check']"], found);
  await walk(visitor, ["/filing", ">.results li:nth-child(3) h3 a", ">a[href*='/versions/']"], found);
  await walk(visitor, ["/filing/exceedances", ">.results h3 a", "/filing/findings", "/account"], found);
  assert.deepEqual(found, []);
});

journey(
  "every public page is English and holds on a phone",
  async (visitor) => {
    const { page } = visitor;
    await visitor.go("/sitemap?lang=en");
    const links = await page.getByRole("main").getByRole("link").all();
    // A part of a page is that page: going from one of its parts to another answers nothing.
    const addresses = await Promise.all(links.map(async (link) => (await link.getAttribute("href")).split("#")[0]));
    const isPage = (address) => address.startsWith("/") && !address.startsWith("/api/");
    const pages = [...new Set(addresses.filter(isPage))];
    assert.ok(pages.includes("/statistics"), pages.join(" "));
    const found = [];
    await walk(visitor, pages, found);
    assert.deepEqual(found, []);
  },
  { scripts: [false], sizes: [PHONE] },
);

/** What each of the bureau has on their desk. */
const DESKS = {
  reviewer: [
    "/bureau",
    "/bureau/alarms",
    ">.results h4 a[href^='/bureau/signs/']",
    "/bureau/exceedances?state=all",
    ">.results h3 a",
    "/bureau/findings",
    "/bureau/findings?state=asked",
    ">.results h3 a",
  ],
  intake: ["/bureau/tips", ">a[href^='/bureau/tips/']"],
  publisher: ["/bureau/cases", ">a[href^='/bureau/cases/']"],
  registrar: [
    "/bureau/register",
    ">.results h3 a",
    ">section p a[href*='/rows/limits/new']",
    "/bureau/register/towns",
    "/bureau/register/premises",
    ">a[href^='/bureau/premises/']",
  ],
  admin: ["/bureau/accounts", ">th a", "/bureau/accounts/new", "/bureau/register/import", "/bureau/devices", ">th a"],
  auditor: ["/bureau/feeds", "/bureau/audit", "/bureau/jobs"],
};

journey(
  "the desks of the bureau are English",
  async (visitor) => {
    const found = [];
    for (const [login, addresses] of Object.entries(DESKS)) {
      await atDesk(visitor, login, { lang: "en" });
      await walk(visitor, addresses, found);
    }
    assert.deepEqual(found, []);
  },
  { scripts: [true] },
);
