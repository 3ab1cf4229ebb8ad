// A journey is a test that a visitor takes on a phone and on a desktop, with JavaScript and without, and where its words
// are there in both languages, in Chinese and in English.
import { mkdir } from "node:fs/promises";
import { after, test } from "node:test";
import { launch } from "./chromium.mjs";
import { origin } from "./portal.mjs";
import { settings } from "./settings.mjs";
import { Visitor } from "./visitor.mjs";

const PICTURES = new URL("../../target/e2e/", import.meta.url);
const LIMIT_MS = 180_000;
/** Whether each journey is taken in every setting: `cargo xtask test long`. */
const LONG = process.env.MINGJIAN_LONG === "1";

/** For journeys that have their words in both languages. */
export const BOTH_LANGUAGES = { languages: ["zh", "en"] };

let browser;
after(() => browser?.close());

/**
 * Registers a journey. `steps` gets the visitor. `scripts` says with which settings of JavaScript it is taken, where
 * one of them makes no sense; `sizes` on which screens, where what it is about looks the same on all; `languages` in
 * which languages it has its words (`visitor.lang` says which one it is). A journey that fails leaves a picture of its
 * last page in `target/e2e/`.
 */
export function journey(name, steps, { colours = "light", ...wanted } = {}) {
  for (const { viewport, js, lang } of settings(name, wanted, LONG)) {
    const spoken = wanted.languages ? `, ${lang === "en" ? "English" : "Chinese"}` : "";
    const title = `${name}, ${viewport.name}, JavaScript ${js ? "on" : "off"}${spoken}`;
    test(title, { timeout: LIMIT_MS }, async () => {
      browser ??= await launch();
      const visitor = await Visitor.enter(browser, { origin, viewport, js, lang, colours });
      try {
        await steps(visitor);
      } catch (error) {
        await keepPicture(visitor, title);
        await visitor.context.close();
        throw error;
      }
      await visitor.leave();
    });
  }
}

async function keepPicture({ page }, title) {
  await mkdir(PICTURES, { recursive: true });
  const file = new URL(`${title.replaceAll(/[^\w-]+/g, "-")}.png`, PICTURES);
  await page.screenshot({ path: file.pathname, fullPage: true }).catch(() => {});
}
