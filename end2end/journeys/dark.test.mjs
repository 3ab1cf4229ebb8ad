// The dark colours: contrast and layout hold there too.
import { aCase, anEnterprise } from "../support/city.mjs";
import { journey } from "../support/journey.mjs";

journey(
  "the pages hold in dark colours",
  async (visitor) => {
    const { credit_code: code, outlet } = await anEnterprise();
    const { case_no: number } = await aCase();
    const inner = [`/enterprises/${code}`, `/enterprises/${code}/outlets/${outlet.code}`, `/cases/${number}`];
    for (const address of ["/", "/enterprises", "/map", ...inner, "/cases", "/data", "/about"]) {
      await visitor.go(address);
    }
  },
  { colours: "dark", scripts: [true] },
);
