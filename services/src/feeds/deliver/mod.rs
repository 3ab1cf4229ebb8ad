//! Something that others deliver, from spreadsheets: what would become of it first, and then all of it or nothing.
//!
//! Files are read aside ([`read`]), whom they mean is looked up ([`subjects`]), and what is there already is compared
//! ([`compare`]), all without a transaction. What is new is then written in portions under a delivery that does not count
//! yet, so that a gateway at work waits for none of them long; one short transaction lets it count ([`write`]). What a
//! delivery says otherwise than the one before is a row more: the old one is kept, and the last delivery that counts is what
//! is believed.

mod compare;
mod entry;
mod read;
mod reading;
mod subject;
mod subjects;
mod write;

pub(super) use compare::uncounted;
pub(super) use subjects::{called, roster};

use std::{collections::HashMap, sync::Arc};

use domain::{access::Action, delivery::Brought, matching::Roster, sheet::Kind, utility::Feed};
use rust_decimal::Decimal;

use self::{read::Batch, subjects::Subjects};
use crate::{
    Ctx, Error, FormKey, Result,
    accounts::Actor,
    register::import::{File, Report, Wish, bounds::FileSlip},
    secret,
};

/// The most doubtful ones that are named.
const MOST_NAMED: usize = 50;

/// Who brings a delivery.
#[derive(Clone, Copy, Debug)]
pub enum Courier<'a> {
    /// Somebody signed in, by a form.
    Person(&'a Actor),
    /// The command line: somebody who can reach the database anyway.
    CommandLine,
    /// A program with a token that is for this kind, which whoever took it has looked at; and who made the token.
    Program(&'a Actor),
}

impl<'a> Courier<'a> {
    const fn brought(self) -> Brought {
        match self {
            Self::Person(_) => Brought::Page,
            Self::CommandLine => Brought::CommandLine,
            Self::Program(_) => Brought::Interface,
        }
    }

    const fn actor(self) -> Option<&'a Actor> {
        match self {
            Self::Person(actor) | Self::Program(actor) => Some(actor),
            Self::CommandLine => None,
        }
    }
}

/// What was delivered, and what becomes of it.
#[derive(Debug, Default)]
pub struct Delivered {
    /// Sheet by sheet and row by row.
    pub report: Report,
    /// Rows of which it is in doubt whom they mean.
    pub doubtful: usize,
    /// Rows that seem to mean nobody of the register.
    pub strange: usize,
    /// Whom the doubtful ones may mean is to be said: the first of them, as the delivery names them.
    pub doubts: Vec<String>,
    /// Its number, where it was written.
    pub id: Option<i64>,
}

/// What the register says of meters before anything is read.
#[derive(Debug, Default)]
struct Meters {
    /// Numbers that the register gives to somebody, with their factors.
    multipliers: HashMap<String, Decimal>,
    /// The devices that were last said to stand there.
    devices: HashMap<String, String>,
}

/// Reads the files and says what becomes of each row; writes where that is wanted.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a kind that nobody delivers; a conflict where another delivery of the kind
/// came to count meanwhile.
pub async fn deliver(
    ctx: &Ctx,
    courier: Courier<'_>,
    kind: Kind,
    files: Vec<File>,
    wish: Wish,
    form: Option<&FormKey>,
) -> Result<Delivered> {
    if !kind.is_delivered() {
        return Err(Error::NotFound);
    }
    if let Courier::Person(actor) = courier {
        actor.must(Action::ManageRegister)?;
    }
    let names = files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join("、");
    let digest = digest_of(&files);
    let seen = write::newest(ctx, kind).await?;
    let roster = Arc::new(subjects::roster(ctx).await?);
    let meters = subjects::meters(ctx, kind).await?;
    let known: Vec<String> = meters.multipliers.keys().cloned().collect();
    // Where nobody keeps the settings fresh, on the command line, they are read here.
    ctx.site().refresh(&ctx.store).await?;
    let rules = (ctx.now().day(), ctx.site().may_hear_turnover());
    let mut batch = aside(move || Batch::read(kind, &files, meters, rules)).await?;
    let mut subjects = Subjects::resolve(ctx, kind, &batch.subjects, known, &roster).await?;
    refuse_strangers(&mut batch, &mut subjects, &roster);
    let fresh = compare::compare(ctx, kind, &mut batch, &subjects).await?;
    batch.report.sort();
    let mut delivered = Delivered {
        doubtful: subjects.doubtful(&batch),
        strange: subjects.strange(&batch),
        doubts: subjects.doubts(&batch, MOST_NAMED),
        report: std::mem::take(&mut batch.report),
        id: None,
    };
    if wish.write && (wish.partial || delivered.report.is_clean()) {
        let label = write::Label { courier, kind, names, digest, seen, form };
        delivered.id = Some(write::write(ctx, label, &batch, &mut subjects, &fresh, &delivered).await?);
        delivered.report.written = true;
    }
    Ok(delivered)
}

/// A file that names nobody of the register is another city's, or comes before the register: it is refused as a whole.
fn refuse_strangers(batch: &mut Batch, subjects: &mut Subjects, roster: &Roster) {
    let all = subjects.len();
    if all == 0 || !subjects.are_all_strange() || (roster.is_empty() && batch.kind == Kind::Market) {
        return;
    }
    batch.refuse_all(&FileSlip::Strangers(all));
    subjects.clear();
}

/// Which meters a kind of delivery reads.
const fn feed_of(kind: Kind) -> Option<Feed> {
    match kind {
        Kind::Power => Some(Feed::Power),
        Kind::Water => Some(Feed::Water),
        _ => None,
    }
}

/// The kind of delivery that reads meters of this sort.
pub(super) const fn kind_of(feed: Feed) -> Kind {
    match feed {
        Feed::Power => Kind::Power,
        Feed::Water => Kind::Water,
        Feed::Tax => Kind::Tax,
    }
}

/// Does something that takes its time where it keeps nobody waiting.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let failed = |_panic| Error::invalid("file", "the file cannot be read; save it anew as .xlsx or CSV");
    tokio::task::spawn_blocking(work).await.map_err(failed)
}

/// What tells files from others: all that is in them.
fn digest_of(files: &[File]) -> String {
    let one =
        |file: &File| file.content.as_ref().map_or_else(|slip| format!("{slip:?}"), |bytes| secret::digest(bytes));
    match files {
        [file] => one(file),
        all => secret::digest(all.iter().map(one).collect::<Vec<_>>().join("\n").as_bytes()),
    }
}
