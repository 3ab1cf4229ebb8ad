// What axe finds wrong with a page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The violations on a page, one line each: the rule, what it asks for, and where it is broken. */
export async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`.trim());
    return `${id}: ${help}\n    ${places.join("\n    ")}`;
  });
}

/**
 * The same for a page whose scripts are switched off, where axe cannot run: the document as it stands there is laid
 * out again in `twin`, a page that has scripts, under the same address and with the page's own scripts held back.
 */
export async function violationsWithoutScripts(page, twin) {
  const [address, html] = [page.url(), await page.content()];
  await twin.setViewportSize(page.viewportSize());
  await twin.route("**/*", (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) {
      return route.fulfill({ body: html, contentType: "text/html; charset=utf-8" });
    }
    return request.resourceType() === "script" ? route.abort() : route.continue();
  });
  await twin.goto(address);
  const found = await violations(twin);
  await twin.unrouteAll();
  // The next page may stand at the same address.
  await twin.goto("about:blank");
  return found;
}
