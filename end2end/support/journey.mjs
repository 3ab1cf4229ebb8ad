// A journey is a test that a visitor takes on a phone and on a desktop, with JavaScript and without.
import { mkdir } from "node:fs/promises";
import { after, test } from "node:test";
import { DESKTOP, PHONE, launch } from "./chromium.mjs";
import { origin } from "./portal.mjs";
import { Visitor } from "./visitor.mjs";

const PICTURES = new URL("../../target/e2e/", import.meta.url);
const LIMIT_MS = 180_000;

let browser;
after(() => browser?.close());

/**
 * Registers a journey. `steps` gets the visitor. `scripts` says with which settings of JavaScript it is taken, where
 * one of them makes no sense. A journey that fails leaves a picture of its last page in `target/e2e/`.
 */
export function journey(name, steps, { scripts = [true, false], colours = "light" } = {}) {
  for (const viewport of [PHONE, DESKTOP]) {
    for (const js of scripts) {
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
}

async function keepPicture({ page }, title) {
  await mkdir(PICTURES, { recursive: true });
  const file = new URL(`${title.replaceAll(/[^\w-]+/g, "-")}.png`, PICTURES);
  await page.screenshot({ path: file.pathname, fullPage: true }).catch(() => {});
}
