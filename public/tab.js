// A browser has one session, and may have pages of several people. This page was made for one; here it finds out who is
// signed in now, and says so when that is somebody else, or nobody. What is sent from it all the same the server refuses.
const bar = document.querySelector("[data-tab]");
const root = document.documentElement;
const own = bar.dataset.tab;
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("account") : null;
// Forms after which somebody else, or nobody, is signed in.
const ENDS = ["/sign-out", "/account/sign-out-everywhere"];

const tell = (now, who) => {
  const state = now === own ? "same" : now === "" ? "out" : "other";
  // A bar that says the same as before is not said aloud again.
  if (root.dataset.account !== state || root.dataset.accountWho !== who) {
    root.dataset.account = state;
    root.dataset.accountWho = who;
    for (const part of bar.querySelectorAll("[data-when]")) {
      part.hidden = part.dataset.when !== state;
    }
    bar.querySelector("[data-now]").textContent = who;
    bar.hidden = state === "same";
  }
  // For the editor, which holds back what it would save, and goes on.
  window.dispatchEvent(new Event("account"));
};

const look = async () => {
  const options = { headers: { accept: "application/json" }, cache: "no-store" };
  const answer = await fetch("/account/now", options).catch(() => null);
  if (answer?.ok) {
    const { made_for: now, who } = await answer.json();
    tell(now, who);
  }
};

// Whoever comes back to this tab learns of it at once, and so does a tab that lies open beside another one.
for (const [target, name] of [[document, "visibilitychange"], [window, "focus"], [window, "pageshow"]]) {
  target.addEventListener(name, () => document.visibilityState === "visible" && look());
}
tabs?.addEventListener("message", ({ data }) => {
  if (data === "leaves") {
    // The form is on its way: once soon, and once more where the network is slow.
    setTimeout(look, 500);
    setTimeout(look, 4_000);
  } else if (data !== own || root.dataset.account !== "same") {
    look();
  }
});
tabs?.postMessage(own);
document.addEventListener("submit", ({ target }) => {
  if (ENDS.includes(new URL(target.action, location.href).pathname)) {
    tabs?.postMessage("leaves");
  }
});
