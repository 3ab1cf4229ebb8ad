// A picture of every public page in each width, language and mode: `node shots.mjs FOLDER`.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DESKTOP, PHONE, launch } from "./support/chromium.mjs";
import { beforeTheEnd } from "./support/ending.mjs";
import { serve } from "./support/server.mjs";

/** In one mode in both languages, in the other modes in Chinese only. */
const LOOKS = [
  { name: "zh", colours: "light" },
  { name: "en", colours: "light", lang: "en" },
  { name: "dark", colours: "dark" },
  { name: "elder", colours: "light", mode: "elder" },
];

const folder = process.argv[2] ?? new URL("../target/shots", import.meta.url).pathname;
const program = process.env.MINGJIAN ?? new URL("../target/debug/mingjian", import.meta.url).pathname;

const server = await serve(program);
// The server ends with us: so it is we who hear that we are interrupted, and not the browser alone.
const browser = await launch({ handleSIGINT: false, handleSIGTERM: false });
const close = beforeTheEnd(() => browser.close());
try {
  process.env.MINGJIAN_ORIGIN = server.origin;
  const pages = await publicPages();
  await mkdir(folder, { recursive: true });
  for (const look of LOOKS) {
    for (const viewport of [PHONE, DESKTOP]) {
      await take(look, viewport, pages);
    }
  }
} finally {
  await close();
  await server.stop();
}

/** The pages by the name of their picture. */
async function publicPages() {
  // Asked for only now: the module reads the server's address when it is loaded.
  const { aCase, anEnterprise } = await import("./support/city.mjs");
  const { credit_code: code, outlet } = await anEnterprise();
  const { case_no: number } = await aCase();
  return {
    home: "/",
    enterprises: "/enterprises",
    enterprise: `/enterprises/${code}`,
    outlet: `/enterprises/${code}/outlets/${outlet.code}`,
    map: "/map",
    cases: "/cases",
    case: `/cases/${encodeURIComponent(number)}`,
    tip: "/tip",
    "tip-follow": "/tip/follow",
    data: "/data",
    about: "/about",
    "sign-in": "/sign-in",
    sitemap: "/sitemap",
    nothing: "/no-such-page",
  };
}

async function take({ name: look, colours, lang, mode }, viewport, pages) {
  const context = await browser.newContext({
    baseURL: server.origin,
    viewport: { width: viewport.width, height: viewport.height },
    colorScheme: colours,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
  });
  const chosen = { ...(lang && { lang }), ...(mode && { mode }) };
  await context.addCookies(Object.entries(chosen).map(([name, value]) => ({ name, value, url: server.origin })));
  const page = await context.newPage();
  for (const [name, address] of Object.entries(pages)) {
    const response = await page.goto(address);
    const file = join(folder, `${name}-${viewport.width}-${look}.png`);
    await page.screenshot({ path: file, fullPage: true });
    console.log(`${response.status()} ${address} ${file}`);
  }
  await context.close();
}
