// What a run leaves behind when it is interrupted: nothing.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

const SERVER = new URL("./server.mjs", import.meta.url).href;
/** Serves what it is given and goes on until it is interrupted. */
const RUN = `import { serve } from ${JSON.stringify(SERVER)};
await serve(process.argv[1]);
console.log("served");
setInterval(() => {}, 1000);`;

for (const [when, says] of [
  ["while the server starts", "starting"],
  ["while it serves", "served"],
]) {
  test(`a run that is interrupted ${when} leaves neither server nor folder`, { timeout: 20_000 }, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "mingjian-interrupted-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const [program, own] = [join(folder, "program"), join(folder, "own")];
    const word = says === "served" ? 'echo "Mingjian is ready at http://127.0.0.1:1/ now"' : ":";
    await writeFile(program, `#!/bin/sh\necho $$ > ${own}.pid\n${word}\nexec sleep 60\n`, { mode: 0o755 });
    await mkdir(own);
    const run = spawn(process.execPath, ["--input-type=module", "--eval", RUN, program], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, TMPDIR: own },
    });
    const ended = new Promise((resolve) => run.once("exit", (code, signal) => resolve(code ?? signal)));
    const pid = await until(async () => Number(await readFile(`${own}.pid`, "utf8").catch(() => 0)));
    if (says === "served") {
      await new Promise((resolve) => run.stdout.once("data", resolve));
    }
    run.kill("SIGINT");
    assert.equal(await ended, 130);
    assert.deepEqual(await readdir(own), [], "no folder is left");
    assert.throws(() => process.kill(pid, 0), "the server is gone");
  });
}

/** What `look` answers as soon as that is something. */
async function until(look) {
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
