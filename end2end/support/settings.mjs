// In which settings a journey is taken: on which screen, with or without scripts, in which language.
import { createHash } from "node:crypto";
import { DESKTOP, PHONE } from "./chromium.mjs";

export const SCREENS = [PHONE, DESKTOP];

/**
 * The settings of a journey. What is wrong on a small screen is so with scripts and without, and in both languages,
 * nearly always. So in the short form each screen, each setting of scripts and each language is taken once, and which of
 * them go together is drawn from the journey's name: for one journey always the same, and over all journeys every pair.
 * The long form takes every screen with every setting of scripts, `sizes` or not: these only spare the short form what
 * looks the same on all. Each screen and each setting of scripts meets both languages there.
 */
export function settings(name, { scripts = [true, false], sizes = SCREENS, languages = ["zh"] } = {}, long = false) {
  const drawn = createHash("sha256").update(name).digest();
  const pick = (choices, run, by) => choices[(run + by) % choices.length];
  if (long) {
    return SCREENS.flatMap((viewport, screen) =>
      scripts.map((js, script) => ({ viewport, js, lang: pick(languages, screen + script, drawn[1]) })),
    );
  }
  const runs = Math.max(scripts.length, sizes.length, languages.length);
  return Array.from({ length: runs }, (_, run) => ({
    viewport: pick(sizes, run, 0),
    js: pick(scripts, run, drawn[0]),
    lang: pick(languages, run, drawn[1]),
  }));
}
