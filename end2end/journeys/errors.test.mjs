// Addresses that lead nowhere.
import assert from "node:assert/strict";
import { journey } from "../support/journey.mjs";

const NOWHERE = ["/enterprises/91440000000000000X", "/cases/none", "/no-such-page", "/enterprises/%E4%B8%8D/outlets/x"];

journey("a wrong address is answered with a page and a way on", async (visitor) => {
  for (const address of NOWHERE) {
    await visitor.go(address, { status: 404 });
    assert.ok((await visitor.page.locator('main a[href="/"]').count()) > 0, `${address}: a way home`);
  }
});
