//! `target/site`: the islands, the style sheet and what `public/` holds, as the server hands them out.

mod bundle;
mod compress;
mod islands;
mod manifest;
mod site;
mod style;

pub use bundle::Bundle;
pub use manifest::Manifest;

use crate::{output, project};
use anyhow::Result;

/// Builds what is out of date of the front end and writes the site.
pub fn build() -> Result<Manifest> {
    let sources = islands::sources()?;
    let public = islands::build(Bundle::Public, &sources)?;
    let desk = islands::build(Bundle::Desk, &sources)?;
    let style = style::bundle(&project::at("style/main.css"))?;
    let (manifest, files) = site::assemble(&public, &desk, &style)?;
    let written = site::write(&project::site(), &files)?;
    let changed = if written == 0 { "nothing changed".to_owned() } else { format!("{written} files new") };
    output::step(&format!("front end: target/site stands ({changed})"));
    Ok(manifest)
}
