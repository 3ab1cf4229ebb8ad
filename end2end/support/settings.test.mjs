// The settings in which journeys are taken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, PHONE } from "./chromium.mjs";
import { settings } from "./settings.mjs";

const BOTH = { languages: ["zh", "en"] };
const values = (all, of) => new Set(all.map((setting) => setting[of]));
const shown = (all) => all.map(({ viewport, js, lang }) => `${viewport.name} ${js} ${lang}`);

test("the short form takes every screen, every setting of scripts and every language once", () => {
  for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
    const taken = settings(name, BOTH);
    assert.equal(taken.length, 2, name);
    for (const of of ["viewport", "js", "lang"]) {
      assert.equal(values(taken, of).size, 2, `${name}: ${of}`);
    }
  }
  assert.deepEqual(shown(settings("x", { scripts: [true] })), ["phone true zh", "desktop true zh"]);
  assert.equal(settings("x", { scripts: [true], sizes: [PHONE] }).length, 1);
  assert.equal(values(settings("x", { scripts: [true], sizes: [PHONE], ...BOTH }), "lang").size, 2);
});

test("what goes together depends on the name and on nothing else", () => {
  assert.deepEqual(settings("a journey", BOTH), settings("a journey", BOTH));
  const names = Array.from({ length: 40 }, (_, n) => `journey ${n}`);
  const pairs = new Set(names.flatMap((name) => shown(settings(name, BOTH))));
  assert.equal(pairs.size, 8, "over many journeys everything goes with everything");
});

test("the long form takes every screen with every setting of scripts, and spares no screen", () => {
  const taken = settings("a", BOTH, true);
  assert.equal(new Set(taken.map(({ viewport, js }) => `${viewport.name} ${js}`)).size, 4);
  for (const { viewport, js } of taken) {
    assert.equal(values(taken.filter((other) => other.viewport === viewport), "lang").size, 2);
    assert.equal(values(taken.filter((other) => other.js === js), "lang").size, 2);
  }
  const spared = settings("a", { scripts: [true], sizes: [DESKTOP] }, true);
  assert.deepEqual(shown(spared), ["phone true zh", "desktop true zh"]);
});
