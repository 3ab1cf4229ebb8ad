//! `mingjian import`.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow, bail};
use clap::{Args, Subcommand};
use domain::{input::Read as _, lang::Lang, sheet::Kind};
use services::{
    feeds::{Courier, Delivered, deliver},
    register::{
        By, Reason,
        import::{self, Counts, File, LARGEST_FILE, Refusal, Report, SheetReport, Wish, template},
    },
};

use super::{import_folder, import_map, print, settings::Database};

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
    /// Enter towns, enterprises, products, caps, treatments, persons, outlets, limits, loggers, bills and meters from XLSX or CSV files.
    Register(Register),
    /// Take in what the grid company delivers: power by meter, day by day, month by month or by billing period.
    Power(Delivery),
    /// Take in what the waterworks deliver: water by meter, day by day, month by month or by billing period.
    Water(Delivery),
    /// Take in what the market registry says of enterprises.
    Registry(Delivery),
    /// Take in the weather, hour by hour or day by day.
    Weather(Delivery),
    /// Take in the State Council's notice of holidays and working weekends.
    Calendar(Delivery),
    /// Take in what was agreed with the tax office: bands, or yes and no.
    Tax(Delivery),
    /// Take in manifests of hazardous waste.
    Manifests(Delivery),
    /// Take in reports of laboratories.
    Lab(Delivery),
    /// Take in the city's map from a file of `GeoJSON`: towns' boundaries, the city's outline, rivers.
    Map(import_map::Map),
    /// Fill an empty database with what `mingjian export` wrote.
    Folder(import_folder::Folder),
    /// Write the templates into a folder: a workbook for the register, one for each kind of delivery, and CSV files.
    Template(Template),
}

/// Files, and what is wanted of them.
#[derive(Debug, Args)]
struct Sheets {
    #[command(flatten)]
    database: Database,
    /// Workbooks (.xlsx) or separated values (CSV in UTF-8 or GB18030), one kind of table for each sheet or file.
    #[arg(required_unless_present = "template")]
    files: Vec<PathBuf>,
    /// Write the empty template into this file instead of reading: a workbook, or with a name that ends with `.csv` what
    /// one table of a delivery looks like. A file that is there stays as it is.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["files", "commit", "dry_run", "partial", "report"])]
    template: Option<PathBuf>,
    /// Write it; nothing is written where anything is refused.
    #[arg(long)]
    commit: bool,
    /// Only look, and write nothing: what happens without `--commit` anyway.
    #[arg(long, conflicts_with = "commit")]
    dry_run: bool,
    /// With `--commit`: write the sound rows also where others are refused.
    #[arg(long, requires = "commit")]
    partial: bool,
    /// Write all that is refused or changes into this file, in both languages: a CSV file, or with a name that ends with
    /// `.xlsx` the same workbook with its cells marked.
    #[arg(long)]
    report: Option<PathBuf>,
    /// The language of the reasons.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

/// Says what would become of each row, and writes nothing without `--commit`.
#[derive(Debug, Args)]
struct Register {
    #[command(flatten)]
    sheets: Sheets,
    /// Why the register is changed: it stands in the log beside each change, with the names of the files.
    #[arg(long)]
    reason: Option<String>,
}

/// Says what would become of each row, and writes nothing without `--commit`.
#[derive(Debug, Args)]
struct Delivery {
    #[command(flatten)]
    sheets: Sheets,
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
            Command::Power(delivery) => delivery.run(Kind::Power).await,
            Command::Water(delivery) => delivery.run(Kind::Water).await,
            Command::Registry(delivery) => delivery.run(Kind::Market).await,
            Command::Weather(delivery) => delivery.run(Kind::Weather).await,
            Command::Calendar(delivery) => delivery.run(Kind::Holidays).await,
            Command::Tax(delivery) => delivery.run(Kind::Tax).await,
            Command::Manifests(delivery) => delivery.run(Kind::Manifests).await,
            Command::Lab(delivery) => delivery.run(Kind::Lab).await,
            Command::Map(map) => map.run().await,
            Command::Folder(folder) => folder.run().await,
            Command::Template(template) => template.run(),
        }
    }
}

impl Register {
    async fn run(self) -> anyhow::Result<()> {
        let Self { sheets, reason } = self;
        if let Some(path) = &sheets.template {
            if is_named(path, "csv") {
                bail!(
                    "the register is several tables: name a workbook (.xlsx), or use `import template FOLDER` for CSV"
                );
            }
            return empty(path, &template::workbook()?);
        }
        let reason = reason.map(|text| Reason::read(&text)).transpose();
        let reason = reason.map_err(|issue| anyhow!("`--reason`: {issue}"))?;
        let files = sheets.read()?;
        let ctx = sheets.database.connect_existing().await?;
        let report = import::import(&ctx, By::CommandLine, files.clone(), sheets.wish(), reason.as_ref()).await?;
        sheets.tell(&report);
        ctx.store.close().await?;
        sheets.end(&files, &report)
    }
}

impl Delivery {
    async fn run(self, kind: Kind) -> anyhow::Result<()> {
        let Self { sheets } = self;
        if let Some(path) = &sheets.template {
            let is_csv = is_named(path, "csv");
            return empty(path, &if is_csv { template::separated(kind) } else { template::workbook_of(kind)? });
        }
        let files = sheets.read()?;
        let ctx = sheets.database.connect_existing().await?;
        let delivered = deliver(&ctx, Courier::CommandLine, kind, files.clone(), sheets.wish(), None).await?;
        let Delivered { report, doubtful, strange, doubts, id } = &delivered;
        sheets.tell(report);
        if doubtful + strange > 0 {
            print::line(&format!("{doubtful} rows are in doubt, {strange} are about nobody of the register."));
        }
        for doubt in doubts {
            print::line(&format!("In doubt: {doubt}"));
        }
        if let Some(id) = id {
            print::line(&format!("It is delivery {id}. Who is in doubt is said at /bureau/feeds/{kind}/doubtful."));
        }
        ctx.store.close().await?;
        sheets.end(&files, report)
    }
}

impl Sheets {
    const fn wish(&self) -> Wish {
        Wish { write: self.commit, partial: self.partial }
    }

    fn read(&self) -> anyhow::Result<Vec<File>> {
        self.files.iter().map(|path| read(path)).collect()
    }

    /// Writes the report, and fails where what was wanted was not done.
    fn end(&self, files: &[File], report: &Report) -> anyhow::Result<()> {
        if let Some(path) = &self.report {
            let bytes = if is_named(path, "xlsx") { import::marked(files, report)? } else { import::as_csv(report) };
            let written = std::fs::write(path, bytes);
            written.with_context(|| format!("the report {} could not be written", path.display()))?;
        }
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
            print::line(&format!(
                "{} limits or shares that stand end on the day before a new one begins",
                report.ended
            ));
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
        for kind in Kind::DELIVERED {
            let workbook = self.folder.join(format!("mingjian-{kind}.xlsx"));
            std::fs::write(workbook, template::workbook_of(*kind)?).with_context(written)?;
        }
        for kind in Kind::ALL {
            let file = self.folder.join(format!("{kind}.csv"));
            std::fs::write(file, template::separated(*kind)).with_context(written)?;
        }
        print::line(&format!(
            "{}: mingjian-register.xlsx, a workbook for each kind of delivery, and a CSV file for each kind.",
            self.folder.display()
        ));
        Ok(())
    }
}

fn is_named(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending))
}

/// Writes an empty template. Nobody's filled one is written over.
fn empty(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = fs::File::create_new(path).and_then(|mut file| file.write_all(bytes));
    written.with_context(|| format!("the template {} could not be written", path.display()))?;
    print::line(&format!("{}: the empty template", path.display()));
    Ok(())
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
