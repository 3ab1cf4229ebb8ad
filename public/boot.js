// Starts the islands of a page: the places that leptos marked as `<leptos-island data-component=…>`.
// A page without one loads nothing more. Islands start in document order, an outer one before those inside it.
//
// Where they cannot start (no WebAssembly, a file that does not arrive or is broken), the page falls back to what it does
// without scripts: it says so where it cannot be used, and loads itself again where it shows live values.
const islands = document.querySelectorAll("leptos-island");
const { js, wasm, reload } = document.querySelector("script[data-wasm]").dataset;
const root = document.documentElement;
// How long a reader looks at fields that take no key before being told.
const TIMEOUT_MS = 8_000;

const start = async () => {
  const code = await import(js);
  await code.default({ module_or_path: wasm });
  code.hydrate();
  for (const island of islands) {
    const begin = code[island.dataset.component];
    if (begin) {
      await begin(island);
    } else {
      console.error(`no island named ${island.dataset.component} in ${js}`);
    }
  }
};

const say = (stuck) => {
  // For whoever must know, the browser journeys among them.
  root.dataset.islands = stuck ? "stuck" : "started";
  for (const words of document.querySelectorAll("[data-stuck]")) {
    words.hidden = !stuck;
  }
};

if (islands.length > 0) {
  const late = setTimeout(() => say(true), TIMEOUT_MS);
  start().then(
    () => {
      clearTimeout(late);
      say(false);
    },
    (reason) => {
      clearTimeout(late);
      console.warn(`the islands of this page cannot start: ${reason}`);
      say(true);
      if (reload) {
        setTimeout(() => location.reload(), Number(reload) * 1_000);
      }
    },
  );
}
