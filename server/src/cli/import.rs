//! `mingjian import`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use domain::{lang::Lang, sheet::Kind};
use services::register::{
    By,
    import::{self, Counts, File, LARGEST_FILE, Refusal, Report, SheetReport, Wish, template},
};

use super::{print, settings::Database};

/// Refused cells and changed rows that are printed; the report has more.
const PRINTED: usize = 50;

/// Bring data in from spreadsheets.
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Enter towns, enterprises, products, caps, outlets, limits, loggers and bills from XLSX or CSV files.
    Register(Register),
    /// Write the templates into a folder: one workbook, and a CSV file for each kind of table.
    Template(Template),
}

/// Says what would become of each row, and writes nothing without `--commit`.
#[derive(Debug, Args)]
struct Register {
    #[command(flatten)]
    database: Database,
    /// Workbooks (.xlsx) or separated values (CSV in UTF-8 or GB18030), one kind of table for each sheet or file.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Write it; nothing is written where anything is refused.
    #[arg(long)]
    commit: bool,
    /// With `--commit`: write the sound rows also where others are refused.
    #[arg(long, requires = "commit")]
    partial: bool,
    /// Write all that is refused or changes into this CSV file, in both languages.
    #[arg(long)]
    report: Option<PathBuf>,
    /// The language of the reasons.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

#[derive(Debug, Args)]
struct Template {
    /// The folder; it is created where it is not there.
    folder: PathBuf,
}

impl Import {
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Register(register) => register.run().await,
            Command::Template(template) => template.run(),
        }
    }
}

impl Register {
    async fn run(self) -> anyhow::Result<()> {
        let files = self.files.iter().map(|path| read(path)).collect::<anyhow::Result<Vec<_>>>()?;
        let ctx = self.database.connect_existing().await?;
        let wish = Wish { write: self.commit, partial: self.partial };
        let report = import::import(&ctx, By::CommandLine, files, wish).await?;
        self.tell(&report);
        if let Some(path) = &self.report {
            let written = std::fs::write(path, import::as_csv(&report));
            written.with_context(|| format!("the report {} could not be written", path.display()))?;
        }
        ctx.store.close().await?;
        if self.commit && !report.written {
            bail!("nothing was written: mend what is refused, or add `--partial`");
        }
        if !report.is_clean() && !report.written {
            bail!("some of it is refused; nothing was written");
        }
        Ok(())
    }

    fn tell(&self, report: &Report) {
        for sheet in &report.sheets {
            self.sheet(sheet);
        }
        for refusal in report.refused.iter().take(PRINTED) {
            self.refusal(report, refusal);
        }
        for change in report.changed.iter().take(PRINTED) {
            let sheet = report.name(change.place);
            print::line(&format!("{sheet} row {} changes {}", change.place.row, change.columns.join(", ")));
        }
        let refused = (report.refusals, report.refused.len(), "refused cells");
        let changed = (report.total().changed, report.changed.len(), "changed rows");
        for line in [refused, changed].into_iter().filter_map(|(all, named, what)| more(all, named, what)) {
            print::line(&line);
        }
        if report.ended > 0 {
            print::line(&format!("{} limits that stand end on the day before a new one begins", report.ended));
        }
        let Counts { new, changed, same, refused } = report.total();
        let done = if report.written { "Written" } else { "Not written, only looked at" };
        print::line(&format!("{done}: {new} new, {changed} changed, {same} unchanged, {refused} refused."));
        if !report.written && !self.commit && report.is_clean() && new + changed > 0 {
            print::line("Add `--commit` to write it.");
        }
    }

    fn sheet(&self, sheet: &SheetReport) {
        let name = sheet.name();
        if let Some(problem) = &sheet.problem {
            let said = problem.said(self.lang);
            print::line(&format!("{name}: not read: {}; {}", said.reason, said.remedy));
        }
        let Some(kind) = sheet.kind else { return };
        let Counts { new, changed, same, refused } = sheet.counts();
        print::line(&format!("{name} ({kind}): {new} new, {changed} changed, {same} unchanged, {refused} refused"));
        if !sheet.unread.is_empty() {
            print::line(&format!("{name}: columns that are not read: {}", sheet.unread.join(", ")));
        }
    }

    fn refusal(&self, report: &Report, refusal: &Refusal) {
        let sheet = report.name(refusal.place);
        let said = report.said(refusal, self.lang);
        let (cell, header, value) = (refusal.cell(), &refusal.header, &refusal.value);
        print::line(&format!("{sheet} {cell} {header} `{value}`: {}; {}", said.reason, said.remedy));
    }
}

impl Template {
    fn run(self) -> anyhow::Result<()> {
        let written = || format!("the templates could not be written to {}", self.folder.display());
        std::fs::create_dir_all(&self.folder).with_context(written)?;
        let workbook = self.folder.join("mingjian-register.xlsx");
        std::fs::write(workbook, template::workbook()?).with_context(written)?;
        for kind in Kind::ALL {
            let file = self.folder.join(format!("{kind}.csv"));
            std::fs::write(file, template::separated(*kind)).with_context(written)?;
        }
        print::line(&format!("{}: mingjian-register.xlsx, and a CSV file for each kind.", self.folder.display()));
        Ok(())
    }
}

/// How many more there are than those that are printed, and where to find them: a report names only so many.
fn more(all: usize, named: usize, what: &str) -> Option<String> {
    let left = all.checked_sub(PRINTED).filter(|left| *left > 0)?;
    let found = if named < all { format!("the first {named} of all {all}") } else { "all of them".to_owned() };
    Some(format!("… and {left} more {what}; `--report FILE.csv` has {found}"))
}

fn read(path: &Path) -> anyhow::Result<File> {
    let named = || format!("{} could not be read", path.display());
    let size = std::fs::metadata(path).with_context(named)?.len();
    if size > LARGEST_FILE as u64 {
        bail!("{} has more than {} MB; divide it", path.display(), LARGEST_FILE >> 20);
    }
    let bytes = std::fs::read(path).with_context(named)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(File::new(name, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_printed_is_counted_and_said_where_to_find() {
        assert_eq!(more(PRINTED, PRINTED, "x"), None);
        let all = more(PRINTED + 1, PRINTED + 1, "changed rows").unwrap();
        assert_eq!(all, "… and 1 more changed rows; `--report FILE.csv` has all of them");
        let cut = more(5_000, 2_000, "refused cells").unwrap();
        assert_eq!(cut, "… and 4950 more refused cells; `--report FILE.csv` has the first 2000 of all 5000");
    }
}
