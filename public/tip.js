// Makes the pages of tip-offs a little easier where scripts run. Everything that it does can be done without it, so what
// it needs is hidden until it is here. It asks nobody for anything: no request leaves the page because of it.
const all = (marks) => document.querySelectorAll(marks);

// Where the reporter is, to about ten metres, and only when asked.
for (const place of all("[data-here]")) {
  const field = document.getElementById(place.dataset.here);
  const [button, said] = [place.querySelector("button"), place.querySelector("[role=status]")];
  if (!navigator.geolocation) {
    continue;
  }
  place.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = place.dataset.asking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(4)}, ${coords.longitude.toFixed(4)}`;
        said.textContent = field.value;
      },
      () => {
        said.textContent = place.dataset.failed;
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  });
}

for (const button of all("[data-copy]")) {
  const said = button.closest("form").querySelector("[role=status]");
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(button.dataset.copy).then(() => true, () => false);
    said.textContent = copied ? button.dataset.done : button.dataset.failed;
  });
}

for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A page that answers a form cannot be gone back to: the browser would have to send the form again, and shows an error in
// its place. So a page that is left by one of its own ways leaves an address behind that can be asked for.
for (const way of all("[data-gone]")) {
  const address = way.href ?? way.dataset.gone;
  way.addEventListener(way.href ? "click" : "submit", () => history.replaceState(null, "", address));
}

// A receipt that is left without the tick is lost for good: the browser asks whether that is meant.
for (const form of all("[data-keep]")) {
  const tick = form.querySelector("[type=checkbox]");
  let sends = false;
  document.addEventListener("submit", () => {
    sends = true;
    setTimeout(() => (sends = false), 2_000);
  });
  window.addEventListener("beforeunload", (event) => {
    if (!tick.checked && !sends) {
      event.preventDefault();
    }
  });
}
