// What a page tells the browser not to allow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { origin } from "../support/portal.mjs";

for (const address of ["/", "/enterprises", "/no-such-page"]) {
  test(`${address} comes with its guards`, async () => {
    const { headers } = await fetch(new URL(address, origin));
    const policy = headers.get("content-security-policy") ?? "";
    for (const rule of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
      assert.ok(policy.includes(rule), `${rule} is not in: ${policy}`);
    }
    assert.ok(!policy.includes("unsafe-inline"), policy);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.ok(headers.get("referrer-policy"), "no referrer policy");
  });
}

test("built files can be kept for ever, and come compressed", async () => {
  const page = await (await fetch(origin)).text();
  const style = /href="(\/pkg\/style\.[^"]+)"/.exec(page)?.[1];
  assert.ok(style, "the page names no style sheet");
  const { headers, status } = await fetch(new URL(style, origin), { headers: { "accept-encoding": "br" } });
  assert.equal(status, 200);
  assert.match(headers.get("cache-control") ?? "", /immutable/);
  assert.equal(headers.get("content-encoding"), "br");
});
