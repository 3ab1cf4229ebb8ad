// The blocks of the README's part for a real city, as an installer copies them.
import { readFile } from "node:fs/promises";

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** The blocks of "A real city": for each its language and its text. */
export async function blocks() {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const part = readme.split(/^## /m).find((text) => text.startsWith("A real city"));
  return [...part.matchAll(FENCE)].map(([, language, text]) => ({ language, text }));
}

/** The one block that has these words. */
export function block(all, words) {
  const found = all.filter(({ text }) => text.includes(words));
  if (found.length !== 1) {
    throw new Error(`the README has ${found.length} blocks with “${words}” where one is copied`);
  }
  return found[0].text;
}
