// Starts the islands of a page: the places that leptos marked as `<leptos-island data-component=…>`.
// A page without one loads nothing more. Islands start in document order, an outer one before those inside it.
const islands = document.querySelectorAll("leptos-island");

if (islands.length > 0) {
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const code = await import(js);
  await code.default({ module_or_path: wasm });
  code.hydrate();
  for (const island of islands) {
    const start = code[island.dataset.component];
    if (start) {
      await start(island);
    } else {
      console.error(`no island named ${island.dataset.component} in ${js}`);
    }
  }
  // For whoever must know, the browser journeys among them.
  document.documentElement.dataset.islands = "started";
}
