// For browsers that know no modules, and so never run boot.js: the same fallback, in words that they understand.
(function () {
  var words = document.querySelectorAll("[data-stuck]");
  for (var i = 0; i < words.length; i += 1) {
    words[i].removeAttribute("hidden");
  }
  document.documentElement.setAttribute("data-islands", "stuck");
  var boot = document.querySelector("script[data-wasm]");
  var reload = boot && boot.getAttribute("data-reload");
  if (reload && document.querySelector("leptos-island")) {
    setTimeout(function () {
      location.reload();
    }, Number(reload) * 1000);
  }
})();
