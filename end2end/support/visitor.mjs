// A person at a browser: goes to pages, follows links, and objects to what no page may do.
import assert from "node:assert/strict";
import { violations, violationsWithoutScripts } from "./axe.mjs";
import { squeezed } from "./squeezed.mjs";

/** An address of the visitor's own, so that many visitors are not throttled as one. From a range that nobody has. */
export function address() {
  const part = () => Math.floor(Math.random() * 256);
  return `198.18.${part()}.${part()}`;
}

export class Visitor {
  #browser;
  #problems = [];
  #excused = null;
  #expected = null;
  /** Another site that the journey leads to: what happens there is not the portal's doing. */
  #elsewhere = null;
  /** Where pages without scripts are laid out again for axe. */
  #twin = null;

  static async enter(browser, { origin, viewport, js = true, lang = "zh", colours = "light" }) {
    const visitor = new Visitor();
    visitor.#browser = browser;
    visitor.origin = origin;
    visitor.js = js;
    visitor.lang = lang;
    visitor.viewport = viewport;
    visitor.colours = colours;
    visitor.context = await browser.newContext({
      baseURL: origin,
      viewport: { width: viewport.width, height: viewport.height },
      javaScriptEnabled: js,
      colorScheme: colours,
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      // A page that scrolls slowly to a button holds it back from being pressed.
      reducedMotion: "reduce",
      extraHTTPHeaders: { "x-forwarded-for": address() },
    });
    visitor.context.setDefaultTimeout(15_000);
    visitor.page = await visitor.context.newPage();
    visitor.#watch();
    return visitor;
  }

  /** Opens an address of the portal, which must answer with `status`, and looks the page over. */
  async go(path, { status = 200 } = {}) {
    this.#excused = status >= 400 ? new URL(path, this.origin).href : null;
    const response = await this.page.goto(path);
    assert.ok(response, `${path} is a part of the page that is open already: nothing was asked for`);
    assert.equal(response.status(), status, `${path} answers ${response.status()}`);
    await this.lookOver();
    return response;
  }

  /** From now on the browser may complain about requests to this address: the journey breaks them on purpose. */
  excuse(path) {
    this.#excused = new URL(path, this.origin).href;
  }

  /** From now on the console may say this: the journey takes away what the page needs. */
  expect(words) {
    this.#expected = words;
  }

  /** From now on the journey may lead to this other site and back, but to nothing that its pages ask for still elsewhere. */
  async mayGoTo(origin) {
    this.#elsewhere = origin;
    await this.context.route((url) => ![origin, this.origin].includes(url.origin), (route) => route.abort());
  }

  /** Activates a link or a button that leads to another page, and looks that page over. */
  async follow(target) {
    await this.#leave(target);
    await this.lookOver();
  }

  /** Sends a form to `path`, which the server refuses with a page (`status`), and looks that page over. */
  async refused(target, path = this.page.url(), { status = 422 } = {}) {
    this.excuse(path);
    const response = await this.#leave(target);
    assert.equal(response.status(), status, `${response.url()} answers ${response.status()}`);
    await this.lookOver();
  }

  /** Activates what leads to another page, and answers the response that the page came with. */
  async #leave(target) {
    // Only what asks the server is another page: a script may change the address of the old one while it is left.
    const isPage = (response) => {
      const [request, status] = [response.request(), response.status()];
      return request.isNavigationRequest() && (status < 300 || status >= 400);
    };
    const arrived = [this.page.waitForResponse(isPage), this.page.waitForEvent("load")];
    const [response] = await Promise.all([...arrived, target.click()]);
    return response;
  }

  /** The same person in another tab of the same browser. */
  async anotherTab() {
    const tab = new Visitor();
    const { origin, js, lang, viewport, colours } = this;
    Object.assign(tab, { origin, js, lang, viewport, colours });
    tab.#browser = this.#browser;
    tab.context = this.context;
    tab.page = await this.context.newPage();
    tab.#watch();
    return tab;
  }

  /** Another person at a browser of their own. */
  another() {
    const { origin, viewport, js, lang, colours } = this;
    return Visitor.enter(this.#browser, { origin, viewport, js, lang, colours });
  }

  /** The text of the page's one heading of the first level. */
  async title() {
    return (await this.page.getByRole("heading", { level: 1 }).innerText()).trim();
  }

  /** What holds for every page, however one came to it. */
  async lookOver() {
    await this.#settle();
    const where = `${new URL(this.page.url()).pathname} (${this.viewport.name})`;
    assert.equal(await this.page.getByRole("heading", { level: 1 }).count(), 1, `${where}: one first-level heading`);
    assert.equal(await this.page.getByRole("main").count(), 1, `${where}: one main region`);
    const beyond = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    assert.ok(beyond <= 0, `${where}: scrolls ${beyond} px sideways`);
    assert.deepEqual(await this.page.evaluate(squeezed), [], `${where}: words squeezed into a column`);
    assert.deepEqual(await this.#axe(), [], `${where}: axe`);
    this.#noProblems();
  }

  /** Ends the visit; complaints that came late count too. */
  async leave() {
    await this.context.close();
    await this.#twin?.close();
    this.#noProblems();
  }

  /** Islands start after the page stands; `boot.js` says when they have. */
  async #settle() {
    await this.page.waitForLoadState("load");
    if (this.js && (await this.page.locator("leptos-island").count()) > 0) {
      await this.page.locator("html[data-islands=started]").waitFor({ state: "attached" });
    }
  }

  async #axe() {
    const look = { size: this.page.viewportSize(), colours: this.colours, js: this.js };
    return this.js
      ? violations(this.page, look)
      : violationsWithoutScripts(this.page, look, () => this.#layOutAgain());
  }

  async #layOutAgain() {
    this.#twin ??= await this.#browser.newPage({ colorScheme: this.colours, locale: "zh-CN" });
    return this.#twin;
  }

  #watch() {
    this.page.on("pageerror", (error) => this.#problems.push(`script error: ${error.message}`));
    this.page.on("console", (message) => {
      const excused = this.#excused !== null && message.location().url === this.#excused;
      const expected = excused || this.#isElsewhere(message.location().url) || (this.#expected?.test(message.text()) ?? false);
      if (["error", "warning"].includes(message.type()) && !expected) {
        this.#problems.push(`console ${message.type()}: ${message.text()}`);
      }
    });
    this.page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== "data:" && origin !== this.origin && !this.#isElsewhere(request.url())) {
        this.#problems.push(`a request to another place: ${request.url()}`);
      }
    });
  }

  /** Whether something happens at the other site, or is asked for by its pages. */
  #isElsewhere(address) {
    const place = this.#elsewhere;
    return place !== null && [address, this.page.url()].some((url) => url.startsWith(`${place}/`));
  }

  #noProblems() {
    assert.deepEqual(this.#problems.splice(0), [], `on ${this.page.url()}`);
  }
}
