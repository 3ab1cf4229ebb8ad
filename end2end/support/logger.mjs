// A data logger at the gateway: frames of HJ 212 over TCP.
import { connect } from "node:net";
import { gateway } from "./portal.mjs";

const TIMEOUT_MS = 10_000;
/** How long the gateway takes at most to store what came. */
const COMMITTED_MS = 1_000;

/** Sends an upload in the name of logger `mn`, sound but for its password. What is refused is not answered. */
export async function sendWithWrongPassword(mn, serial) {
  const content = "DataTime=20261122081500;w01018-Rtd=41.2,w01018-Flag=N";
  await send(frame(`QN=${serial};ST=32;CN=2011;PW=000000;MN=${mn};Flag=5;CP=&&${content}&&`));
}

/**
 * Sends an instant of COD in the name of a logger to the gateway at `door`, as `docs/HJ212.md` has it, and answers what comes back:
 * a line as soon as the value is stored.
 */
export function sendInstant(door, { mn, password, value }) {
  // Loggers know Beijing's time and no zones.
  const now = new Date(Date.now() + 8 * 3_600_000).toISOString().replaceAll(/\D/g, "");
  const content = `DataTime=${now.slice(0, 14)};w01018-Rtd=${value},w01018-Flag=N`;
  const text = frame(`QN=${now.slice(0, 17)};ST=32;CN=2011;PW=${password};MN=${mn};Flag=5;CP=&&${content}&&`);
  const [, host, port] = /^(.*):(\d+)$/.exec(door);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port) }, () => socket.write(text));
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`the gateway at ${door} does not answer`)));
    socket.once("error", reject);
    let came = "";
    socket.on("data", (part) => {
      came += part;
      if (came.includes("\n")) {
        socket.destroy();
        resolve(came);
      }
    });
    socket.once("close", () => reject(new Error(`the gateway hung up: ${came}`)));
  });
}

function frame(segment) {
  const length = String(segment.length).padStart(4, "0");
  const sum = checksum(segment).toString(16).toUpperCase().padStart(4, "0");
  return `##${length}${segment}${sum}\r\n`;
}

/** The check sum of the standard, which is not CRC-16/MODBUS. */
function checksum(segment) {
  let register = 0xffff;
  for (const byte of Buffer.from(segment, "ascii")) {
    register = (register >> 8) ^ byte;
    for (let bit = 0; bit < 8; bit += 1) {
      register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1;
    }
  }
  return register;
}

function send(text) {
  const [, host, port] = /^(.*):(\d+)$/.exec(gateway);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port) }, () => socket.end(text));
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`the gateway at ${gateway} does not answer`)));
    socket.once("error", reject);
    socket.once("close", () => setTimeout(resolve, COMMITTED_MS));
    socket.resume();
  });
}
