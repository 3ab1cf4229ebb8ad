//! `mingjian import map`.

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Args;
use domain::{
    lang::Lang,
    map::{LARGEST_FILE, System},
};
use services::{
    map::{MapFile, Outcome, Report, import},
    register::By,
};

use super::{print, settings::Database};

/// Faults that are printed.
const PRINTED: usize = 50;

/// Says what a map draws and what is wrong with it, and writes nothing without `--commit`. A map takes the place of the one
/// before it.
#[derive(Debug, Args)]
pub struct Map {
    #[command(flatten)]
    database: Database,
    /// A file of `GeoJSON` (RFC 7946): a `FeatureCollection`.
    file: PathBuf,
    /// The system of its coordinates: `wgs84` (also `cgcs2000`) or `gcj02`. Nobody guesses it: both lie hundreds of metres apart.
    #[arg(long)]
    system: System,
    /// Write it; nothing is written where anything is wrong.
    #[arg(long)]
    commit: bool,
    /// Only look, and write nothing: what happens without `--commit` anyway.
    #[arg(long, conflicts_with = "commit")]
    dry_run: bool,
    /// The language of the reasons.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

impl Map {
    pub async fn run(self) -> anyhow::Result<()> {
        let file = self.read()?;
        let ctx = self.database.connect_existing().await?;
        let report = import(&ctx, By::CommandLine, file, self.system, self.commit).await?;
        ctx.store.close().await?;
        self.tell(&report);
        if report.is_clean() { Ok(()) } else { bail!("something is wrong with the map; nothing was written") }
    }

    /// The file; one that is too large is not read, and the report says why.
    fn read(&self) -> anyhow::Result<MapFile> {
        let named = || format!("{} could not be read", self.file.display());
        let size = std::fs::metadata(&self.file).with_context(named)?.len();
        let is_small = size <= LARGEST_FILE as u64;
        let content = is_small.then(|| std::fs::read(&self.file)).transpose().with_context(named)?;
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(MapFile { name, content })
    }

    fn tell(&self, report: &Report) {
        for slip in report.slips.iter().take(PRINTED) {
            let said = slip.wrong.said(self.lang);
            let value = if slip.value.is_empty() { String::new() } else { format!(" `{}`", slip.value) };
            print::line(&format!("{}{value}: {}; {}", slip.place.said(self.lang), said.reason, said.remedy));
        }
        if report.faults > PRINTED {
            print::line(&format!("… {} faults in all", report.faults));
        }
        if !report.is_clean() {
            return;
        }
        let Report { towns, rivers, points, drawn, tolerance, .. } = report;
        let city = if report.has_city { ", the outline of the city" } else { "" };
        print::line(&format!(
            "{} ({}): {towns} towns{city}, {rivers} rivers, {points} points; pages draw {drawn} of them, at most \
             {tolerance} metres off.",
            report.file,
            report.system.name()
        ));
        if !report.without.is_empty() {
            print::line(&format!("Towns without a boundary in it: {}", report.without.join(", ")));
        }
        let done = match (report.outcome, report.written) {
            (Outcome::Same, _) => "Unchanged: it draws the map that stands.",
            (Outcome::New, true) => "Written: it is the first map.",
            (_, true) => "Written: it took the place of the map before it.",
            (Outcome::New, false) => {
                "Not written, only looked at: it would be the first map. Add `--commit` to write it."
            }
            (_, false) => {
                "Not written, only looked at: it would take the place of the map that stands. Add `--commit` to write it."
            }
        };
        print::line(done);
    }
}
