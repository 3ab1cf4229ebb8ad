//! The front end: it builds, and what a browser loads with a first page stays within the budget.

use super::summary::Summary;
use crate::front::{self, Bundle, Manifest};
use crate::{output, project};
use anyhow::{Context as _, Result, bail};
use std::fs;

/// The first load of a public page is 150 KB at most, and 25 of them are kept for the page itself. In bytes, brotli.
const PUBLIC: u64 = 125_000;
/// The same for pages with the declaration editor, which carries its rules and their sentences in two languages: loaded
/// once, then kept by the browser, by people at a desk.
const DESK: u64 = 300_000;

/// Runs the part.
pub fn run(summary: &mut Summary) {
    let mut built = None;
    summary.check("front end", || {
        built = Some(front::build()?);
        Ok(())
    });
    if let Some(manifest) = built {
        summary.check("size of the first load", || within(&manifest, Bundle::Public, PUBLIC));
        summary.check("size of the first load, signed in", || within(&manifest, Bundle::Desk, DESK));
    }
}

fn within(manifest: &Manifest, bundle: Bundle, budget: u64) -> Result<()> {
    let mut total = 0;
    for address in manifest.addresses(bundle) {
        let copy = project::site().join(format!("{}.br", address.trim_start_matches('/')));
        let size = fs::metadata(&copy).with_context(|| format!("{} is missing", copy.display()))?.len();
        output::plain(&format!("{size:>10}  {address}"));
        total += size;
    }
    output::plain(&format!("{total:>10}  bytes of {budget}"));
    if total > budget {
        bail!("a first page loads {total} bytes besides its HTML, and may load {budget}");
    }
    Ok(())
}
