// What stands in the demo city, asked of the portal's own interface, so that no journey depends on an invented name.
import assert from "node:assert/strict";
import { origin } from "./portal.mjs";

/** The answer of `/api/v1` + path. */
export async function ask(path) {
  const response = await fetch(`${origin}/api/v1${path}`);
  assert.equal(response.status, 200, `${path} answers ${response.status}`);
  return response.json();
}

/** An enterprise with a water outlet that has limits: `{ credit_code, name, …, outlet }`. */
export async function anEnterprise() {
  const { items } = await ask("/enterprises?per_page=20");
  for (const { credit_code } of items) {
    const enterprise = await ask(`/enterprises/${credit_code}`);
    const outlet = enterprise.outlets.find(({ kind, limits }) => kind === "water" && limits.length > 0);
    if (outlet) {
      return { ...enterprise, outlet };
    }
  }
  return assert.fail("the first 20 enterprises of the demo city have no water outlet with limits");
}

/** The first case of the exposure board. */
export async function aCase() {
  const { items } = await ask("/cases");
  assert.ok(items.length > 0, "the demo city has no published case");
  return items[0];
}
