// An installer's path by the README: database, settings, schema, administrator, service, proxy. Places, ports and names of
// this machine stand in for those of the README; everything else is taken as it stands there. There is no systemd that could
// start the unit, so its lines are looked at, and what it would start is started.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import http2 from "node:http2";
import https from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { block, blocks } from "./readme.mjs";

const run = promisify(execFile);
const program = process.env.MINGJIAN;
const postgres = new URL(process.env.POSTGRES);
const HOST = "mingjian.example";
const PASSWORD = "a long enough password";
const MEGABYTE = 1024 * 1024;

let folder, all, ports, settings, portal, proxy;

/** The words of the README with this machine's places in them. */
function here(text) {
  return text
    .replaceAll("/etc/mingjian", join(folder, "etc"))
    .replaceAll("/var/lib/mingjian", join(folder, "data"))
    .replaceAll("/usr/local/bin/mingjian", program)
    .replaceAll("/etc/ssl/mingjian.pem", join(folder, "mingjian.pem"))
    .replaceAll("/etc/ssl/private/mingjian.key", join(folder, "mingjian.key"))
    .replaceAll("mingjian:PASSWORD@127.0.0.1/", `mingjian:PASSWORD@127.0.0.1:${postgres.port}/`)
    .replaceAll(/\b3000\b/g, ports.pages)
    .replaceAll(/\b9212\b/g, ports.gateway)
    .replaceAll(/\b3002\b/g, ports.admin)
    .replaceAll(/\b443\b/g, ports.https);
}

/** Types a block of commands into a shell, as the README has it. */
async function typed(text, environment = {}) {
  const path = `${dirname(program)}:${process.env.PATH}`;
  return run("sh", ["-ec", text], { env: { ...process.env, PATH: path, ...environment } });
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Starts a program and waits until it has said something. */
function started(command, words, until, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    const hear = (piece) => {
      said += piece;
      if (until.test(said)) {
        resolve(child);
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => reject(new Error(`${command} ended (${code}): ${said}`)));
    setTimeout(() => reject(new Error(`${command} says nothing of ${until}: ${said}`)), 60_000).unref();
  });
}

/** Asks through the proxy, as a browser would from anywhere. */
function ask(path, { method = "GET", headers = {}, body } = {}) {
  const there = { host: "127.0.0.1", port: ports.https, servername: HOST, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const request = https.request({ ...there, path, method, headers: { host: HOST, ...headers } }, (response) => {
      let text = "";
      response.on("data", (piece) => (text += piece));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "mingjian-install-"));
  all = await blocks();
  ports = Object.fromEntries(
    await Promise.all(["pages", "gateway", "admin", "https"].map(async (name) => [name, await freePort()])),
  );
  await mkdir(join(folder, "etc"));
  await mkdir(join(folder, "data"));
  settings = here(block(all, "MINGJIAN_DATABASE="));
  await writeFile(join(folder, "etc/mingjian.env"), settings);
  await writeFile(join(folder, "etc/site.toml"), block(all, "identification_code"));
  const subject = ["-subj", `/CN=${HOST}`, "-days", "2", "-nodes", "-newkey", "rsa:2048"];
  await run("openssl", ["req", "-x509", ...subject, "-keyout", join(folder, "mingjian.key"), "-out", join(folder, "mingjian.pem")]);
});

after(async () => {
  for (const child of [proxy, portal]) {
    child?.removeAllListeners("exit");
    child?.kill("SIGTERM");
  }
  await rm(folder, { recursive: true, force: true });
});

test("the database is made by the two commands", async () => {
  const commands = block(all, "createuser").replaceAll("sudo -u postgres ", "").replaceAll("--pwprompt ", "");
  await typed(commands, { PGHOST: "127.0.0.1", PGPORT: postgres.port, PGUSER: postgres.username });
});

test("the schema and the administrator are made by the settings", async () => {
  const commands = here(block(all, "mingjian migrate\n")).replace(/systemd-ask-password "[^"]*"/, `echo '${PASSWORD}'`);
  assert.match(commands, /echo 'a long/);
  const { stdout } = await typed(commands);
  assert.match(stdout, /admin/);
});

test("the unit has no line that systemd does not know", async (t) => {
  const unit = join(folder, "mingjian.service");
  await writeFile(unit, here(block(all, "[Service]")));
  try {
    await run("systemd-analyze", ["--version"]);
  } catch {
    t.skip("systemd-analyze is not installed");
    return;
  }
  const told = await run("systemd-analyze", ["verify", "--man=no", unit]).catch((failure) => failure);
  const about = `${told.stderr}`.split("\n").filter((line) => line.includes("mingjian.service"));
  assert.deepEqual(about, []);
});

test("the doctor finds nothing to mend, and what the unit starts gets ready", async () => {
  const unit = here(block(all, "[Service]"));
  const [, command] = unit.match(/^ExecStart=(.*)$/m);
  const [, mode] = unit.match(/^StateDirectoryMode=(.*)$/m);
  await chmod(join(folder, "data"), Number.parseInt(mode, 8));
  const [, mask] = unit.match(/^UMask=(.*)$/m);
  const [, file] = unit.match(/^EnvironmentFile=(.*)$/m);
  const line = `umask ${mask}; set -a; . ${file}; set +a; exec ${command}`;
  const doctor = await typed(`set -a; . ${file}; set +a; mingjian doctor`).catch((failure) => failure);
  // The database of the tests writes nothing through to the disk, and no mail server is set.
  const told = `${doctor.stdout}`.split("\n").filter((line) => /^(BAD|odd)/.test(line));
  const other = told.filter((line) => !/fsync|synchronous_commit|full_page_writes|--smtp/.test(line));
  assert.match(`${doctor.stdout}`, /looked at/);
  assert.deepEqual(other, []);
  portal = await started("sh", ["-ec", line], /Mingjian is ready/);
});

test("nginx takes the server block as it stands", async () => {
  const server = here(block(all, "proxy_pass")).replace(/^\s*listen \[::\].*\n/m, "");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const places = temporary.map((name) => `${name}_temp_path ${join(folder, name)};`).join("\n");
  const configuration = `
    daemon off; pid ${join(folder, "nginx.pid")}; error_log stderr notice;
    events {}
    http { access_log ${join(folder, "access.log")}; ${places} ${server} }`;
  const file = join(folder, "nginx.conf");
  await writeFile(file, configuration);
  await run("nginx", ["-t", "-c", file]);
  proxy = await started("nginx", ["-c", file], /start worker process/);
});

test("the pages come through it with the portal's own headers, by HTTP/2 too", async () => {
  const page = await ask("/");
  assert.equal(page.status, 200);
  assert.match(page.headers["content-security-policy"], /default-src 'none'/);
  assert.match(page.text, /示范市生态环境局/, "the head is that of the site's file");
  const session = http2.connect(`https://127.0.0.1:${ports.https}`, { servername: HOST, rejectUnauthorized: false });
  const status = await new Promise((resolve, reject) => {
    session.on("error", reject);
    const request = session.request({ ":path": "/readyz", ":authority": HOST });
    request.on("response", (headers) => resolve(headers[":status"]));
    request.end();
  });
  session.close();
  assert.equal(status, 200);
});

test("the administrator signs in from outside, with a cookie that is kept to https", async () => {
  const form = new URLSearchParams({ login: "admin", password: PASSWORD }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", origin: `https://${HOST}`, "sec-fetch-site": "same-origin" };
  const answer = await ask("/sign-in", { method: "POST", headers, body: form });
  assert.equal(answer.status, 303, answer.text);
  assert.match(answer.headers["set-cookie"].join("; "), /Secure/);
});

test("the proxy lets through whatever the portal takes", async () => {
  // Refused by the portal, in its own words, and not by the proxy for its size.
  const delivery = await ask("/api/v1/feeds/power", { method: "POST", body: Buffer.alloc(8 * MEGABYTE, "x") });
  assert.equal(delivery.status, 401, delivery.text);
  for (const path of ["/bureau/register/import", "/bureau/feeds/power/import", "/bureau/site/seal", "/tip"]) {
    const headers = { "content-type": "multipart/form-data; boundary=edge", origin: `https://${HOST}`, "sec-fetch-site": "same-origin" };
    const answer = await ask(path, { method: "POST", headers, body: Buffer.alloc(3 * MEGABYTE, "x") });
    assert.doesNotMatch(answer.text, /nginx/, `${path}: ${answer.status}`);
  }
});

test("live values are passed on at once, and nobody's look at a tip-off is in the proxy's log", async () => {
  const there = { host: "127.0.0.1", port: ports.https, servername: HOST, rejectUnauthorized: false };
  const first = await new Promise((resolve, reject) => {
    const request = https.get({ ...there, path: "/api/v1/live", headers: { host: HOST } }, (response) => {
      assert.equal(response.headers["content-type"], "text/event-stream");
      response.once("data", (piece) => {
        request.destroy();
        resolve(`${piece}`);
      });
    });
    request.on("error", (error) => error.code !== "ECONNRESET" && reject(error));
  });
  assert.match(first, /^(:|event:|retry:)/);
  await ask("/tip");
  await ask("/tip/follow");
  await ask("/bureau/tips");
  await ask("/api/v1/tips/statistics");
  await ask("/about");
  const { stdout } = await run("cat", [join(folder, "access.log")]);
  assert.match(stdout, /GET \/about/);
  assert.doesNotMatch(stdout, /tip/);
});

test("on the signal of systemd it ends cleanly", async () => {
  portal.removeAllListeners("exit");
  const ended = new Promise((resolve) => portal.once("exit", (code, signal) => resolve(code ?? signal)));
  portal.kill("SIGTERM");
  assert.equal(await ended, 0);
});
