// A journey is a test that a visitor takes on a phone and on a desktop, with JavaScript and without.
import { mkdir } from "node:fs/promises";
import { after, test } from "node:test";
import { DESKTOP, PHONE, launch } from "./chromium.mjs";
import { origin } from "./portal.mjs";
import { Visitor } from "./visitor.mjs";

const PICTURES = new URL("../../target/e2e/", import.meta.url);
const LIMIT_MS = 180_000;
/** Whether each journey is taken in every size with every setting of JavaScript: `cargo xtask test long`. */
const LONG = process.env.MINGJIAN_LONG === "1";

let browser;
after(() => browser?.close());

/**
 * Registers a journey. `steps` gets the visitor. `scripts` says with which settings of JavaScript it is taken, where
 * one of them makes no sense, and `sizes` on which screens, where what it is about looks the same on all. A journey
 * that fails leaves a picture of its last page in `target/e2e/`.
 */
export function journey(name, steps, { scripts = [true, false], sizes = [PHONE, DESKTOP], colours = "light" } = {}) {
  for (const { viewport, js } of settings(scripts, sizes)) {
    const title = `${name}, ${viewport.name}, JavaScript ${js ? "on" : "off"}`;
    test(title, { timeout: LIMIT_MS }, async () => {
      browser ??= await launch();
      const visitor = await Visitor.enter(browser, { origin, viewport, js, colours });
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

/**
 * The pairs of a screen and a setting of JavaScript. What is wrong on a small screen is so with scripts and without,
 * nearly always; so each screen and each setting is taken once, and all pairs only in the long form.
 */
function settings(scripts, sizes) {
  const all = sizes.flatMap((viewport) => scripts.map((js) => ({ viewport, js })));
  const diagonal = ({ viewport, js }) => js === (viewport === PHONE);
  return LONG || scripts.length === 1 || sizes.length === 1 ? all : all.filter(diagonal);
}

async function keepPicture({ page }, title) {
  await mkdir(PICTURES, { recursive: true });
  const file = new URL(`${title.replaceAll(/[^\w-]+/g, "-")}.png`, PICTURES);
  await page.screenshot({ path: file.pathname, fullPage: true }).catch(() => {});
}
