// A portal of its own for one run: free ports, an empty data folder, the demo city.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeTheEnd, unlessEnding } from "./ending.mjs";
import { provide } from "./provider.mjs";

const READY = /Mingjian is ready at (http:\/\/\S+?)\/?\s/;
const TIMEOUT_MS = 180_000;
const FAREWELL_MS = 20_000;
const LAST_WORDS = 4_000;

/**
 * Starts `program` with a provider of identities and answers `{ origin, gateway, issuer, stop }` when the first page can be had. It is stopped, and its folder
 * goes, when the process is made to end, from the first moment on.
 */
export async function serve(program) {
  const data = await mkdtemp(join(tmpdir(), "mingjian-e2e-"));
  const forget = beforeTheEnd(() => rm(data, { recursive: true, force: true }));
  const [listen, gateway] = [await freeAddress(), await freeAddress()];
  const provider = await provide(`http://${listen}`);
  const flags = [
    ...["--demo", "--behind-proxy", "--listen", listen, "--gateway", gateway, "--admin", "off", "--data-dir", data],
    ...provider.flags,
  ];
  const { child, exit, end } = begin(program, flags);
  const stopAndForget = async () => {
    const code = await end();
    await provider.stop();
    await forget();
    return code;
  };
  try {
    return { origin: await ready(child, exit), gateway, issuer: provider.issuer, stop: stopAndForget };
  } catch (error) {
    await unlessEnding();
    await stopAndForget();
    throw error;
  }
}

/**
 * Starts `program` over the folder `data` as it stands, without a demo city; answers `{ origin, gateway, stop }` when the first page can
 * be had. It is stopped when the process is made to end.
 */
export async function serveOver(program, data, env = process.env) {
  const [listen, gateway] = [await freeAddress(), await freeAddress()];
  const doors = ["--behind-proxy", "--listen", listen, "--gateway", gateway, "--admin", "off", "--data-dir", data];
  const { child, exit, end } = begin(program, doors, { env });
  try {
    return { origin: await ready(child, exit), gateway, stop: end };
  } catch (error) {
    await unlessEnding();
    await end();
    throw error;
  }
}

/** Starts the server; `end` asks it to end, and is asked by itself when the process is made to end. */
function begin(program, flags, options = {}) {
  const child = spawn(program, ["serve", ...flags], { stdio: ["ignore", "pipe", "pipe"], ...options });
  const exit = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal));
    child.once("error", (error) => resolve(error.message));
  });
  return { child, exit, end: beforeTheEnd(() => stop(child, exit)) };
}

function ready(child, exit) {
  let said = "";
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`the server ${why}:\n${said}`));
    const timer = setTimeout(() => fail(`was not ready after ${TIMEOUT_MS / 1000} s`), TIMEOUT_MS);
    const listen = (chunk) => {
      said = (said + chunk).slice(-LAST_WORDS);
      const found = READY.exec(said);
      if (found) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    exit.then((code) => {
      clearTimeout(timer);
      fail(`ended (${code}) before it was ready`);
    });
  });
}

/** Asks the server to end and answers its exit code, or the signal that it needed. */
async function stop(child, exit) {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), FAREWELL_MS);
  const code = await exit;
  clearTimeout(timer);
  return code;
}

function freeAddress() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(`127.0.0.1:${port}`));
    });
  });
}
