// Where the works are: a picture, and the same as lists; and how a registrar brings the boundaries.
import assert from "node:assert/strict";
import { atDesk } from "../support/desk.mjs";
import { BOTH_LANGUAGES, journey } from "../support/journey.mjs";

const ZH = { near: "我身边的企业", number: "审图号：", back: "看全市", swapped: /经度和纬度写反了/ };
const EN = {
  near: "Enterprises near me",
  number: "Map approval number:",
  back: "The whole city",
  swapped: /in each other's place/,
};

journey(
  "the map shows the works, and the list has them all",
  async (visitor) => {
    const { page, lang } = visitor;
    const words = lang === "en" ? EN : ZH;
    await visitor.go(`/?lang=${lang}`);
    await visitor.follow(page.getByRole("link", { name: words.near }));
    assert.equal(new URL(page.url()).pathname, "/map");
    const main = page.getByRole("main");
    assert.equal(await main.locator("svg.city .town").count(), 34, "each town has its outline");
    assert.ok((await main.locator("svg.city .river").count()) > 0, "a river");
    assert.ok(await main.getByText(words.number).isVisible(), "a map that is published carries its number");

    // Whatever a mark leads to, a link of the list leads to as well.
    const marks = await main.locator("svg.city .works a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    const listed = await main.locator("#works a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    assert.ok(marks.length > 10, `only ${marks.length} marks`);
    assert.deepEqual(marks.filter((href) => !listed.includes(href)), [], "marks that the list does not have");
    // Nothing of the picture is in the way of a keyboard.
    assert.equal(await main.locator("svg.city a:not([tabindex='-1'])").count(), 0);

    // A mark can be pressed: the gravest lie on top.
    const grave = main.locator("svg.city .works a").last();
    const address = await grave.getAttribute("href");
    await visitor.follow(grave.locator("use"));
    assert.equal(page.url(), new URL(address, visitor.origin).href);

    await visitor.go("/map");
    const town = main.locator("#works tbody a").nth(6);
    const name = (await town.innerText()).trim();
    await visitor.follow(town);
    assert.match(await visitor.title(), new RegExp(name));
    const own = await main.locator("#works .map-works li").count();
    assert.ok(own > 0, `${name} has works`);
    await visitor.follow(main.getByRole("link", { name: words.back }));
    assert.equal(new URL(page.url()).search, "");
  },
  BOTH_LANGUAGES,
);

journey(
  "a registrar brings a map, and hears what is wrong with it",
  async (visitor) => {
    const { page, lang } = visitor;
    const words = lang === "en" ? EN : ZH;
    await atDesk(visitor, "registrar", { lang });
    await visitor.go("/bureau/register/map");
    const send = async (coordinates) => {
      const river = { type: "LineString", coordinates };
      const feature = { type: "Feature", properties: { name: "明川河", name_en: "Mingchuan River" }, geometry: river };
      const file = JSON.stringify({ type: "FeatureCollection", features: [feature] });
      await page.locator("[name=file]").setInputFiles({ name: "map.geojson", mimeType: "application/geo+json", buffer: Buffer.from(file) });
      await page.locator("[name=system][value=wgs84]").check();
      await page.locator("[name=wish][value=look]").check();
    };
    await send([[22.9, 113.8], [22.95, 113.9]]);
    await visitor.refused(page.locator("main form button"), await page.locator("main form").getAttribute("action"));
    assert.match(await page.getByRole("main").innerText(), words.swapped);
    await send([[113.8, 22.9], [113.9, 22.95]]);
    await visitor.follow(page.locator("main form button"));
    // Looking changes nothing: the other journeys see the city's own map.
    assert.match(await page.getByRole("main").locator(".notice").innerText(), /1 条河流|rivers 1/);
  },
  BOTH_LANGUAGES,
);
