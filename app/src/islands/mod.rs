//! What moves on a page. The server renders each island's first state, so that it reads right without scripts; the
//! browser then brings it to life. An island holds no text of its own: the page hands it the few words it shows.

#[cfg(feature = "desk")]
mod account;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "public")]
mod chart_probe;
#[cfg(feature = "desk")]
pub mod editor;
#[cfg(feature = "public")]
mod link;
#[cfg(feature = "public")]
mod live;
#[cfg(feature = "public")]
mod live_readings;
#[cfg(feature = "public")]
mod refresh;
#[cfg(feature = "public")]
mod spot;

#[cfg(feature = "public")]
pub use chart_probe::ChartProbe;
#[cfg(feature = "public")]
pub use live_readings::{LiveReadings, LiveWords};
#[cfg(feature = "public")]
pub use refresh::{Refresh, RefreshWords};

/// What `public/boot.js` calls once before it starts a page's islands.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
