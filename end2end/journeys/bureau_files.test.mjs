// One enterprise on one page, and the desk of every role.
import assert from "node:assert/strict";
import { anEnterprise } from "../support/city.mjs";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

journey("an officer reads an enterprise's file and narrows its timeline", async (visitor) => {
  const { page } = visitor;
  const main = page.getByRole("main");
  const { credit_code: code } = await anEnterprise();
  await atDesk(visitor, "officer", visitor);
  await main.getByRole("searchbox").fill(code);
  await visitor.follow(main.getByRole("button"));
  await visitor.follow(main.getByRole("heading", { level: 3 }).getByRole("link"));
  assert.equal(new URL(page.url()).pathname, `/bureau/enterprises/${code}`);
  await visitor.follow(main.getByRole("link", { name: visitor.lang === "en" ? /^Declarations/ : /^申报/ }));
  assert.equal(new URL(page.url()).searchParams.get("show"), "declarations");
}, BOTH_LANGUAGES);

journey(
  "every role finds its desk",
  async (visitor) => {
    for (const role of ["intake", "custodian", "legal", "publisher", "branch", "grid", "auditor", "admin"]) {
      await atDesk(visitor, role);
      assert.equal(new URL(visitor.page.url()).pathname, "/bureau", role);
    }
  },
  { scripts: [false] },
);
