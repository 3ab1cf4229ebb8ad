// Serves a demo city and takes the journeys through it: `node run.mjs [word…]` takes those whose file name holds a
// word; without one, the tests of `support/` come along. `MINGJIAN` names the program, `TAP` a file for a report that
// programs can read.
import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeTheEnd, unlessEnding } from "./support/ending.mjs";
import { serve } from "./support/server.mjs";

const program = process.env.MINGJIAN ?? new URL("../target/debug/mingjian", import.meta.url).pathname;
const words = process.argv.slice(2);
const names = [...(await testsIn("journeys")), ...(await testsIn("support"))];
const files = names
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .map((name) => new URL(name, import.meta.url).pathname);
if (files.length === 0) {
  console.error(`no journey is called ${words.join(" or ")}; there are ${names.join(", ")}`);
  process.exit(2);
}

const server = await serve(program);
// Two at a time, as some journeys wait for a logger to speak. Older ones of Node.js take them one after the other.
const [major, minor] = process.versions.node.split(".").map(Number);
const atOnce = major > 20 || (major === 20 && minor >= 10) ? ["--test-concurrency=2"] : [];
const reports = ["--test-reporter=spec", "--test-reporter-destination=stdout"];
if (process.env.TAP) {
  reports.push("--test-reporter=tap", `--test-reporter-destination=${process.env.TAP}`);
}
const seen = await mkdtemp(join(tmpdir(), "mingjian-seen-"));
const forget = beforeTheEnd(() => rm(seen, { recursive: true, force: true }));
const failed = await new Promise((resolve) => {
  const { origin, gateway, issuer } = server;
  const portal = { MINGJIAN_ORIGIN: origin, MINGJIAN_GATEWAY: gateway, MINGJIAN_ISSUER: issuer };
  const environment = { ...process.env, ...portal, MINGJIAN_SEEN: seen };
  const journeys = spawn(process.execPath, ["--test", ...atOnce, ...reports, ...files], { stdio: "inherit", env: environment });
  // A process that is asked to end takes them along.
  beforeTheEnd(() => journeys.kill());
  journeys.once("exit", (code) => resolve(code ?? 1));
});
await unlessEnding();
await forget();
const farewell = await server.stop();
if (farewell !== 0) {
  console.error(`the server did not end cleanly when it was asked to (${farewell})`);
}
process.exit(failed || farewell ? 1 : 0);

async function testsIn(folder) {
  const names = await readdir(new URL(`${folder}/`, import.meta.url));
  return names.filter((name) => name.endsWith(".test.mjs")).sort().map((name) => `${folder}/${name}`);
}
