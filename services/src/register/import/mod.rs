//! The register from spreadsheets: what would become of it first, and then all of it or nothing.
//!
//! Files are read aside ([`read`]), row by row, into entries; what is wrong with a cell is kept as data. Then the register
//! is asked what would become of the entries, without a transaction, so that a gateway at work does not wait for it. Only
//! then, where that is wanted and nothing was refused, they are written in one transaction.

mod bounds;
mod csv;
mod entries;
mod file;
mod read;
mod report;
mod row;
pub mod template;
mod words;
mod xlsx;

use std::{collections::HashSet, sync::Arc};

use domain::access::Action;
use entities::town;
use sea_orm::EntityTrait;

pub use bounds::{FileSlip, LARGEST_FILE, MOST_FILES};
pub use file::File;
pub use report::{Change, Counts, MOST_NAMED, Place, Problem, Refusal, Report, SheetReport, Why, as_csv};

use self::{
    entries::TownNames,
    read::{Batch, Tables, name_town},
};
use super::{
    By, Fault, Flaw, Outcome, Refused, Register, Written, begin,
    entry::Entry,
    owners::Owners,
    write::{rehearse, write},
};
use crate::{Conflict, Ctx, Error, Result};

/// What is wanted of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Write what can be taken; otherwise only say what would become of it.
    pub write: bool,
    /// Write the rows that can be taken where others are refused; otherwise nothing is written then.
    pub partial: bool,
}

/// Reads the files and says what becomes of each row; writes where that is wanted.
pub async fn import(ctx: &Ctx, by: By<'_>, files: Vec<File>, wish: Wish) -> Result<Report> {
    if let By::Person(actor) = by {
        actor.must(Action::ManageRegister)?;
    }
    let files: Arc<[File]> = files.into();
    let towns = town_names(ctx).await?;
    let mut tables = aside({
        let files = files.clone();
        move || Tables::read(&files, towns)
    })
    .await?;
    rehearse_all(ctx, &mut tables).await?;
    let mut tables = aside(move || {
        tables.look_up_values(&files);
        tables
    })
    .await?;
    if wish.write && (wish.partial || tables.report.is_clean()) {
        write_all(ctx, by, &tables).await?;
        tables.report.written = true;
    }
    Ok(tables.report)
}

/// Does something that takes its time where it keeps nobody waiting.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let failed = |_panic| Error::invalid("file", "the file cannot be read; save it anew as .xlsx or CSV");
    tokio::task::spawn_blocking(work).await.map_err(failed)
}

async fn town_names(ctx: &Ctx) -> Result<TownNames> {
    let mut names = TownNames::new();
    for town in town::Entity::find().all(ctx.store.read()).await? {
        name_town(&mut names, &town.name, &town.code);
    }
    Ok(names)
}

/// Asks the register what would become of all entries, and leaves out those that it refuses.
async fn rehearse_all(ctx: &Ctx, tables: &mut Tables) -> Result<()> {
    let mut expected = Owners::default();
    macro_rules! each {
        ($($kind:ident),+) => {$(
            let mut batch = std::mem::take(&mut tables.$kind);
            settle(ctx, &mut expected, &mut batch, tables).await?;
            tables.$kind = batch;
        )+};
    }
    each!(towns, enterprises, products, caps, outlets, limits, loggers, bills);
    Ok(())
}

async fn settle<E: Entry>(ctx: &Ctx, expected: &mut Owners, batch: &mut Batch<E>, tables: &mut Tables) -> Result<()> {
    // Each time round at least one entry is left out.
    loop {
        match rehearse(ctx, expected, &batch.entries).await {
            Ok(written) => {
                note(tables, batch, written);
                return Ok(());
            }
            Err(Refused::Faults(faults)) => refuse(tables, batch, faults),
            Err(Refused::Other(error)) => return Err(error),
        }
    }
}

fn note<E>(tables: &mut Tables, batch: &Batch<E>, written: Written) {
    let report = &mut tables.report;
    report.ended += written.ended;
    for (place, outcome) in batch.places.iter().zip(written.rows) {
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

fn refuse<E>(tables: &mut Tables, batch: &mut Batch<E>, faults: Vec<Fault>) {
    let mut rows = HashSet::new();
    for Fault { row, field, flaw } in faults {
        let Some(place) = batch.places.get(row).copied() else { continue };
        if rows.insert(row) {
            tables.report.sheets[place.sheet].refused += 1;
        }
        let why = match &flaw {
            Flaw::Twice(first) => batch.places.get(*first).map_or(Why::Register(flaw), |first| Why::Twice(*first)),
            _ => Why::Register(flaw),
        };
        tables.refuse(place, field, why, None);
    }
    batch.without(&rows);
}

/// Writes all entries. What somebody else has changed since they were looked at, so that one of them no longer stands, is a
/// conflict, and nothing is written.
async fn write_all(ctx: &Ctx, by: By<'_>, tables: &Tables) -> Result<()> {
    let register = begin(ctx, by).await?;
    macro_rules! each {
        ($($kind:ident),+) => {$( put(&register, &tables.$kind.entries).await?; )+};
    }
    each!(towns, enterprises, products, caps, outlets, limits, loggers, bills);
    register.commit().await
}

async fn put<E: Entry>(register: &Register<'_>, entries: &[E]) -> Result<()> {
    match write(register, entries).await {
        Ok(_written) => Ok(()),
        Err(Refused::Faults(_)) => Err(Error::Conflict(Conflict::Overtaken)),
        Err(Refused::Other(error)) => Err(error),
    }
}
