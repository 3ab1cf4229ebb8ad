// What axe finds wrong with a page.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Where this run notes the documents that axe has found nothing wrong with; without it each is looked at again. */
const NOTES = process.env.MINGJIAN_SEEN;

/** The violations on a page, one line each: the rule, what it asks for, and where it is broken. */
export async function violations(page, look) {
  return unlessSeen(page, look, () => found(page));
}

/**
 * The same for a page whose scripts are switched off, where axe cannot run: the document as it stands there is laid
 * out again in `twin()`, a page that has scripts, under the same address and with the page's own scripts held back.
 */
export async function violationsWithoutScripts(page, look, twin) {
  const [address, html] = [page.url(), await page.content()];
  return unlessSeen(page, look, async () => foundIn(await twin(), address, html, page.viewportSize()));
}

async function foundIn(twin, address, html, size) {
  await twin.setViewportSize(size);
  await twin.route("**/*", (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) {
      return route.fulfill({ body: html, contentType: "text/html; charset=utf-8" });
    }
    return request.resourceType() === "script" ? route.abort() : route.continue();
  });
  await twin.goto(address);
  const wrong = await found(twin);
  await twin.unrouteAll();
  // The next page may stand at the same address.
  await twin.goto("about:blank");
  return wrong;
}

async function found(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(async () => {
    // What is out of sight may not be laid out yet, and axe would look for its words where something else stands.
    const whole = new CSSStyleSheet();
    whole.replaceSync("*, ::details-content { content-visibility: visible !important }");
    document.adoptedStyleSheets.push(whole);
    const found = await window.axe.run(document, { resultTypes: ["violations"] });
    document.adoptedStyleSheets.pop();
    return found;
  });
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`.trim());
    return `${id}: ${help}\n    ${places.join("\n    ")}`;
  });
}

/**
 * Many journeys pass the same page, above all the one to sign in. One and the same document that looks the same
 * (`look`: screen, colours, scripts) is looked at once in a run.
 */
async function unlessSeen(page, look, inspect) {
  const seen = JSON.stringify([look, await asItLooks(page)]);
  const digest = createHash("sha256").update(seen).digest("hex");
  const note = NOTES && join(NOTES, digest);
  if (note && existsSync(note)) {
    return [];
  }
  const wrong = await inspect();
  if (note && wrong.length === 0) {
    writeFileSync(note, "");
  }
  return wrong;
}

/**
 * What decides how a document looks: all of it but the fields that nobody sees, whose keys are new on every page, and the
 * part of its address behind `#`, which says what is the target.
 */
export async function asItLooks(page) {
  const html = await page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll("input[type=hidden]").forEach((hidden) => hidden.remove());
    return copy.outerHTML;
  });
  return { html, target: new URL(page.url()).hash };
}
