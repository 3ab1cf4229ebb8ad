// How long it takes from a key press to the finding that it causes, in the declaration editor, with 200 rows of
// emissions on the page and the processor slowed down four times: `node bench/editor.mjs`, against the portal at
// MINGJIAN_ORIGIN. Prints one line of JSON, in milliseconds.
import assert from "node:assert/strict";
import { launch } from "../support/chromium.mjs";
import { ready } from "../support/declaration.mjs";
import { origin } from "../support/portal.mjs";
import { PASSWORD } from "../support/sign_in.mjs";

const ROWS = 200;
const SLOWER = 4;
const KEYS = 60;

const browser = await launch();
try {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.locator("#f-login").fill("preparer");
  await page.locator("#f-password").fill(PASSWORD);
  await Promise.all([page.waitForNavigation(), page.getByRole("main").getByRole("button").click()]);
  const home = await page.locator(".results h3 a").first().getAttribute("href");
  await enlarge(page, home.split("/").at(-1));

  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto(`${home}/emissions`);
  await ready(page);
  assert.equal(await page.locator("fieldset.emission").count(), ROWS);
  const times = await measure(page);
  times.sort((one, other) => one - other);
  const at = (share) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] * 10) / 10;
  console.log(JSON.stringify({ rows: ROWS, keys: times.length, median: at(0.5), p95: at(0.95), worst: at(1) }));
} finally {
  await browser.close();
}

/** Saves a draft with so many rows of emissions that there are 200: as many figures again as the permit asks for. */
async function enlarge(page, quarter) {
  const status = await page.evaluate(async ([quarter, rows]) => {
    const call = (name, sent) => {
      const madeFor = document.querySelector("[data-tab]").dataset.tab;
      const headers = { "content-type": "application/json", "made-for": madeFor };
      return fetch(`/fn/filing/draft/${name}`, { method: "POST", body: JSON.stringify(sent), headers });
    };
    const { revision, content } = await (await call("read", { own: { quarter } })).json();
    const { outlet } = content.emissions[0];
    const kind = outlet.startsWith("DW") ? "w2" : "a2";
    for (let n = 0; content.emissions.length < rows; n += 1) {
      const pollutant = `${kind}${String(5000 + n)}`;
      content.emissions.push({ outlet, pollutant, method: "manual", mean: "1.5", amount_kg: "12.25" });
    }
    content.emissions.forEach((row) => { row.mean ??= "0.1"; row.amount_kg ??= "1"; });
    return (await call("save", { draft: { quarter, revision, content } })).status;
  }, [quarter, ROWS]);
  assert.equal(status, 200, `the draft of ${ROWS} rows was not saved: ${status}`);
}

/**
 * Types a digit that makes a figure negative or not, so that each key brings a finding or takes it away, and answers
 * the times from the key's own time stamp to the frame in which the change is painted.
 */
async function measure(page) {
  const field = page.locator("fieldset.emission input[inputmode=decimal]").nth(ROWS);
  await field.fill("5");
  await page.evaluate((id) => {
    const input = document.getElementById(id);
    const said = document.getElementById(`${id}-error`);
    window.times = [];
    let pressed = 0;
    input.addEventListener("keydown", (event) => { pressed = event.timeStamp; }, { capture: true });
    new MutationObserver(() => {
      const start = pressed;
      // After the frame: the message of a channel is handled when it has been painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.times.push(performance.now() - start);
        port2.postMessage(0);
      });
    }).observe(said, { childList: true, subtree: true, characterData: true });
  }, await field.getAttribute("id"));
  await field.focus();
  for (let key = 0; key < KEYS; key += 1) {
    const before = await page.evaluate(() => window.times.length);
    await page.keyboard.press("Home");
    await page.keyboard.press(key % 2 === 0 ? "-" : "Delete");
    await page.waitForFunction((before) => window.times.length > before, before);
  }
  return page.evaluate(() => window.times);
}
