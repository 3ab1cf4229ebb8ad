//! The register: enterprises with their permits, outlets, limits, caps, products and loggers, the towns that they lie in,
//! and the monthly bills that come of them. Everything that enters or changes one of these goes through here.
//!
//! [`begin`] asks for the permission and opens a transaction; what is written in it is all there after
//! [`Register::commit`], and nothing of it where that is not called. Rows come in lists, one kind at a time, and are known
//! by what people know them by: credit codes, codes of outlets, numbers of loggers. What is there already under that name
//! is changed, and what is the same is left alone. A list in which anything is wrong writes nothing and answers with all
//! that is wrong with each of its rows.

mod bill;
mod cap;
mod changes;
mod chunks;
pub mod duplicates;
mod enter;
mod enterprise;
mod entry;
mod flaw;
mod former;
mod identity;
pub mod import;
mod life;
mod limit;
mod logger;
mod meter;
mod near;
mod outlet;
mod owners;
mod past;
mod person;
mod pinyin;
mod premises;
mod product;
mod reason;
mod said;
mod show;
mod succession;
mod tenancy;
mod town;
mod treatment;
mod write;

use domain::{access::Action, time::Day};
use sea_orm::DatabaseTransaction;

pub use bill::BillEntry;
pub use cap::CapEntry;
pub use changes::{Change, ChangedRow, Differs, kind_of};
pub use enter::{Anew, Entering, PAST, Place, Typed, Wrong, enter};
pub use enterprise::EnterpriseEntry;
pub use flaw::{Fault, Flaw, Refused};
pub use former::CORRECTED;
pub use identity::{Identity, Renamed, rename};
pub use life::{LifeAct, Lived, Wanted, live};
pub use limit::LimitEntry;
pub(crate) use limit::is_unitless;
pub use logger::LoggerEntry;
pub(crate) use logger::is_logger_number;
pub use meter::MeterEntry;
pub(crate) use meter::{is_meter_number, share};
pub use outlet::OutletEntry;
pub use person::PersonEntry;
pub use pinyin::{pinyin, syllable};
pub use premises::PremisesEntry;
pub use product::ProductEntry;
pub use reason::{LONGEST_REASON, Reason};
pub use show::{RegisterFile, Standing, one, premises, show, towns};
pub use succession::SuccessionEntry;
pub use tenancy::TenancyEntry;
pub use town::TownEntry;
pub use treatment::TreatmentEntry;

use crate::{
    Ctx, Result,
    accounts::Actor,
    store::{self, Turn},
};

/// Who writes.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// Somebody signed in.
    Person(&'a Actor),
    /// The command line: somebody who can reach the database anyway.
    CommandLine,
}

impl<'a> By<'a> {
    /// Who is signed in, as the audit log names them.
    pub(crate) const fn actor(self) -> Option<&'a Actor> {
        match self {
            Self::Person(actor) => Some(actor),
            Self::CommandLine => None,
        }
    }
}

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The key of each row, in the order of the list; of towns, enterprises and outlets only, to which others belong.
    pub ids: Vec<i64>,
    /// Rows that were not there.
    pub new: usize,
    /// Rows that were there and said something else.
    pub changed: usize,
    /// Rows that were there and said the same.
    pub same: usize,
    /// What became of each row, in the order of the list.
    pub rows: Vec<Outcome>,
    /// Limits that stood and now end on the day before a new one begins.
    pub ended: usize,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there.
    New,
    /// It was there and said something else in these columns.
    Changed(Vec<&'static str>),
    /// It was there and said the same.
    Same,
}

/// Whether days that are over may be judged anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meant {
    /// Nobody has said so: what would do it is refused.
    No,
    /// Somebody has, of the days from the first to the last.
    Days(Day, Day),
    /// Somebody corrects what was never so: it is not kept as what it was.
    Correction,
}

/// The register, open for writing.
pub struct Register<'a> {
    ctx: &'a Ctx,
    by: By<'a>,
    /// Why it is changed, where anybody said so.
    reason: Option<String>,
    /// Whether what is added goes into the log in full: what somebody enters by hand. Of a long list its file is the record.
    in_full: bool,
    /// Whether somebody means it where days are judged anew that are over.
    past: Meant,
    tx: DatabaseTransaction,
}

/// Opens the register for writing. One at a time does: two lists that name the same works would otherwise both find it
/// missing. Whoever comes second waits as long as for any lock, and then finds what the first one wrote.
pub async fn begin<'a>(ctx: &'a Ctx, by: By<'a>) -> Result<Register<'a>> {
    if let Some(actor) = by.actor() {
        actor.must(Action::ManageRegister)?;
    }
    let tx = ctx.store.write().await?;
    store::alone(&tx, Turn::Register).await?;
    Ok(Register { ctx, by, reason: None, in_full: false, past: Meant::No, tx })
}

impl Register<'_> {
    /// What is written from now on was entered by hand, for this reason.
    fn by_hand(&mut self, reason: Option<String>) {
        self.in_full = reason.is_some();
        self.reason = reason;
    }

    /// Enters towns, known by their division codes.
    pub async fn towns(&self, entries: &[TownEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters enterprises, known by their credit codes.
    pub async fn enterprises(&self, entries: &[EnterpriseEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters products of permits, known by their names.
    pub async fn products(&self, entries: &[ProductEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters yearly caps of permits, known by their pollutants.
    pub async fn caps(&self, entries: &[CapEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters facilities that treat pollution, known by their numbers.
    pub async fn treatments(&self, entries: &[TreatmentEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters who answers for enterprises, known by duty, name and first day.
    pub async fn persons(&self, entries: &[PersonEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters outlets, known by their codes.
    pub async fn outlets(&self, entries: &[OutletEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters limits, known by their pollutant, mean and first day. The open limit before it ends on the day before.
    pub async fn limits(&self, entries: &[LimitEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters data loggers, known by their numbers.
    pub async fn loggers(&self, entries: &[LoggerEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters monthly bills.
    pub async fn bills(&self, entries: &[BillEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters shares of meters, known by the meter, the enterprise and the first day.
    pub async fn meters(&self, entries: &[MeterEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters premises, known by their numbers.
    pub async fn premises(&self, entries: &[PremisesEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters who is in which premises, known by both and the first day.
    pub async fn tenancies(&self, entries: &[TenancyEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// Enters enterprises that came of others, known by both and the day.
    pub async fn successions(&self, entries: &[SuccessionEntry]) -> Result<Written, Refused> {
        write::write(self, entries).await
    }

    /// The transaction, for what must be stored together with the register or not at all.
    pub fn tx(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// Makes it so. The gateway of this process knows it at once; another process notices within five seconds.
    pub async fn commit(self) -> Result<()> {
        store::register_version::count(&self.tx).await?;
        self.tx.commit().await?;
        // It stands from here on, and whoever heard of a failure would enter it again.
        if let Err(error) = self.ctx.registry().refresh(&self.ctx.store).await {
            tracing::warn!(%error, "the register was written, and is read again within seconds: not now");
        }
        Ok(())
    }
}
