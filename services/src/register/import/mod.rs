//! The register from spreadsheets: what would become of it first, and then all of it or nothing.
//!
//! Files are read aside ([`read`]), row by row, into entries; what is wrong with a cell is kept as data. Then the register
//! is asked what would become of the entries, without a transaction, so that a gateway at work does not wait for it. Only
//! then, where that is wanted and nothing was refused, they are written in one transaction.

pub(crate) mod bounds;
mod csv;
pub(crate) mod entries;
pub(super) mod explain;
mod known;
mod marked;
mod once;
mod portions;
pub(crate) mod read;
pub(crate) mod report;
pub(crate) mod row;
pub mod template;
pub(crate) mod workbook;
mod xlsx;

use domain::{access::Action, input::printable};
use entities::town;
use sea_orm::EntityTrait;

pub use bounds::{FileSlip, LARGEST_FILE, LARGEST_IN_ALL, MOST_FILES};
pub use marked::marked;
pub use once::import_form;
pub use report::{Change, Counts, MOST_NAMED, Place, Problem, Refusal, Report, SheetReport, Why, as_csv};
pub use workbook::File;

use self::{
    entries::{FromRow, TownNames},
    read::{Batch, Tables},
};
use super::{
    By, Outcome, Reason, Refused, Register, Written, begin,
    entry::Entry,
    owners::{Owners, present_codes},
    write::{rehearse, write},
};
use crate::{Conflict, Ctx, Error, Result};

/// The most characters of the names of files that the log keeps.
const LONGEST_NAMES: usize = 300;

/// What is wanted of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Write what can be taken; otherwise only say what would become of it.
    pub write: bool,
    /// Write the rows that can be taken where others are refused; otherwise nothing is written then.
    pub partial: bool,
}

/// Reads the files and says what becomes of each row; writes where that is wanted. Why the register is changed stands in the log
/// beside each change: in the words of whoever imports, and always by which files.
pub async fn import(ctx: &Ctx, by: By<'_>, files: Vec<File>, wish: Wish, reason: Option<&Reason>) -> Result<Report> {
    let reason = because(reason, &files);
    let mut tables = look(ctx, by, files).await?;
    if tables.is_written(wish) && !tables.says_nothing_new() {
        let mut register = begin(ctx, by).await?;
        register.reason = Some(reason);
        write_all(&register, &mut tables).await?;
        register.commit().await?;
    }
    tables.report.written = tables.is_written(wish);
    Ok(tables.report)
}

/// Why, as the log keeps it.
fn because(reason: Option<&Reason>, files: &[File]) -> String {
    let names = files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、");
    let names = printable(&names, LONGEST_NAMES);
    match reason {
        Some(reason) => format!("{}（{names}）", &**reason),
        None => names,
    }
}

/// Reads the files and finds out what would become of each row.
async fn look(ctx: &Ctx, by: By<'_>, files: Vec<File>) -> Result<Tables> {
    if let Some(actor) = by.actor() {
        actor.must(Action::ManageRegister)?;
    }
    let (digest, files) = aside(move || (known::digest_of(&files), files)).await?;
    if let Some(report) = known::report(ctx, &digest).await? {
        let mut known = Tables::default();
        (known.report, known.digest) = (report, digest);
        return Ok(known);
    }
    let (towns, now) = (town_names(ctx).await?, ctx.now());
    let mut tables = aside(move || Tables::read(&files, towns, now)).await?;
    tables.digest = digest;
    rehearse_all(ctx, &mut tables).await?;
    tables.report.sort();
    Ok(tables)
}

impl Tables {
    /// Whether they are to be written.
    fn is_written(&self, wish: Wish) -> bool {
        wish.write && (wish.partial || self.report.is_clean())
    }

    /// Whether all of it stands in the register as it is: to write it would be to find that once more.
    fn says_nothing_new(&self) -> bool {
        let total = self.report.total();
        total.new + total.changed + self.report.ended == 0
    }
}

/// Does something that takes its time where it keeps nobody waiting.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let failed = |_panic| Error::invalid("file", "the file cannot be read; save it anew as .xlsx or CSV");
    tokio::task::spawn_blocking(work).await.map_err(failed)
}

async fn town_names(ctx: &Ctx) -> Result<TownNames> {
    let mut names = TownNames::default();
    for town in town::Entity::find().all(ctx.store.read()).await? {
        names.note(&town.name, &town.code);
    }
    Ok(names)
}

/// Asks the register what would become of all entries, and leaves out those that it refuses.
async fn rehearse_all(ctx: &Ctx, tables: &mut Tables) -> Result<()> {
    let mut expected = Owners::default();
    let present = present_codes(ctx.store.read()).await?;
    macro_rules! each {
        ($($kind:ident),+) => {$(
            let mut batch = std::mem::take(&mut tables.$kind);
            batch.bring_together(&present);
            settle(ctx, &mut expected, &mut batch, tables).await?;
            tables.$kind = batch;
        )+};
    }
    each!(
        towns,
        enterprises,
        products,
        caps,
        treatments,
        persons,
        outlets,
        limits,
        loggers,
        bills,
        meters,
        premises,
        tenancies,
        successions
    );
    Ok(())
}

async fn settle<E: Entry + FromRow>(
    ctx: &Ctx,
    expected: &mut Owners,
    batch: &mut Batch<E>,
    tables: &mut Tables,
) -> Result<()> {
    let mut left_out = 0;
    for portion in std::mem::take(&mut batch.portions) {
        let (start, mut end) = (portion.start - left_out, portion.end - left_out);
        // Each time round at least one entry is left out.
        loop {
            match rehearse(ctx, expected, &batch.entries[start..end]).await {
                Ok(written) => {
                    note(tables, &batch.places[start..end], written);
                    break;
                }
                Err(Refused::Faults(faults)) => {
                    let faults = faults.into_iter().map(|fault| fault.further(start));
                    let gone = tables.without(batch, faults.map(|fault| (fault.row, fault.field, fault.flaw)));
                    (end, left_out) = (end - gone, left_out + gone);
                }
                Err(Refused::Other(error)) => return Err(error),
            }
        }
        batch.portions.push(start..end);
    }
    Ok(())
}

fn note(tables: &mut Tables, places: &[Place], written: Written) {
    let report = &mut tables.report;
    report.ended += written.ended;
    for (place, outcome) in places.iter().zip(written.rows) {
        let sheet = &mut report.sheets[place.sheet];
        match outcome {
            Outcome::New => sheet.new += 1,
            Outcome::Same => sheet.same += 1,
            Outcome::Changed(columns) => {
                sheet.changed += 1;
                if report.changed.len() < MOST_NAMED {
                    report.changed.push(Change { place: *place, columns });
                }
            }
        }
    }
}

/// Writes all entries; what the report says of them is what became of them now, and not what would have when they were
/// looked at. What somebody else has changed since, so that one of them no longer stands, is a conflict.
async fn write_all(register: &Register<'_>, tables: &mut Tables) -> Result<()> {
    tables.report.forget_outcomes();
    macro_rules! each {
        ($($kind:ident),+) => {$(
            let batch = std::mem::take(&mut tables.$kind);
            for portion in batch.portions {
                let written = put(register, &batch.entries[portion.clone()]).await?;
                note(tables, &batch.places[portion], written);
            }
        )+};
    }
    each!(
        towns,
        enterprises,
        products,
        caps,
        treatments,
        persons,
        outlets,
        limits,
        loggers,
        bills,
        meters,
        premises,
        tenancies,
        successions
    );
    tables.report.sort();
    known::keep(register, &tables.digest, &tables.report).await
}

async fn put<E: Entry>(register: &Register<'_>, entries: &[E]) -> Result<Written> {
    match write(register, entries).await {
        Ok(written) => Ok(written),
        Err(Refused::Faults(_)) => Err(Error::Conflict(Conflict::Overtaken)),
        Err(Refused::Other(error)) => Err(error),
    }
}
