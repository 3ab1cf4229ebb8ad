// The browser. Playwright brings none along: this is the system's own.
import { chromium } from "playwright-core";

// No sandbox: the runs of a build machine are root's. The rest keeps the browser from calling anybody.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser with a new, empty profile. Where the process is interrupted it ends the browser, and itself. */
export function launch(options = {}) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS, ...options });
}

export const PHONE = { name: "phone", width: 360, height: 740 };
export const DESKTOP = { name: "desktop", width: 1280, height: 900 };
