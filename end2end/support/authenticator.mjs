// An authenticator: codes of RFC 6238 from a key that was typed in by hand.
import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The bytes of a key in Base32. */
function bytes(key) {
  const digits = [...key.replaceAll(" ", "")].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, "0"));
  const bits = digits.join("").match(/.{8}/g) ?? [];
  return Buffer.from(bits.map((byte) => Number.parseInt(byte, 2)));
}

/** The code of a key at a moment. */
export function codeOf(key, now = Date.now()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac("sha1", bytes(key)).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
