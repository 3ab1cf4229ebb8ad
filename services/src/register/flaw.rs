//! What can be wrong with a row of the register.

use domain::{
    credit_code::CreditCode,
    fixed::Micro,
    input::{Issue, LatLng},
    outlet::OutletCode,
    time::Day,
};

use crate::Error;

/// What is wrong with a field. These words are for the command line; a page has its own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A text that cannot be kept.
    #[error(transparent)]
    Text(#[from] Issue),
    /// A division code that is none.
    #[error("a division code has 9 digits")]
    DivisionCode,
    /// A town of another city; the digits with which the codes of this one begin.
    #[error("this town is in another city: the towns of this one have codes that begin with {0}")]
    OtherCity(String),
    /// Not on the earth.
    #[error("a latitude has at most 90 degrees, a longitude at most 180")]
    NotOnEarth,
    /// An outline that cannot be drawn.
    #[error("write the outline as `lng,lat` pairs in degrees with blanks between them, at least three or none")]
    Outline,
    /// Days of a permit without its number.
    #[error("a permit with days needs its number")]
    PermitMissing,
    /// Nothing has this division code.
    #[error("there is no town with the code {0}")]
    UnknownTown(String),
    /// Nothing has this credit code.
    #[error("there is no enterprise with the credit code {0}")]
    UnknownEnterprise(CreditCode),
    /// No premises have this number.
    #[error("there are no premises with the number {0}")]
    UnknownPremises(String),
    /// An enterprise that came of itself.
    #[error("an enterprise does not come of itself")]
    OwnSuccessor,
    /// The enterprise has no such outlet.
    #[error("the enterprise {0} has no outlet {1}")]
    UnknownOutlet(CreditCode, OutletCode),
    /// No code of a pollutant looks like this.
    #[error("`{0}` is not a code of HJ 212; write w (water) or a (gas) and five digits, such as w01018")]
    UnknownPollutant(String),
    /// A pollutant of gas at an outlet for water, or the other way round.
    #[error("codes at DW outlets begin with w, at DA outlets with a")]
    OtherMedium,
    /// A limit that limits nothing.
    #[error("a limit needs a lowest or a highest value")]
    NothingLimited,
    /// A range without anything in it.
    #[error("the lowest value is above the highest")]
    LowAboveHigh,
    /// A unit in which this pollutant is not limited; those in which it is, an empty one for none.
    #[error("limits of this pollutant {}", in_units(.0))]
    UnitOfLimit(Vec<String>),
    /// No share of oxygen.
    #[error("reference oxygen is above 0 and below 21 per cent, and only gas has it")]
    Oxygen,
    /// A year that nobody means.
    #[error("the year lies outside of 1973 to 2100")]
    Year,
    /// A validity without any day in it.
    #[error("the last day comes before the first")]
    EndsBeforeItBegins,
    /// Two limits of one kind would hold on the same day.
    #[error("another limit of this pollutant and mean, from {0} on, holds on some of these days")]
    Overlap(Day),
    /// A quantity of nothing or less.
    #[error("the quantity must be above zero")]
    NotPositive,
    /// A capacity that nobody knows in what.
    #[error("a capacity needs its unit")]
    CapacityWithoutUnit,
    /// A unit of nothing.
    #[error("there is a unit and no capacity")]
    UnitWithoutCapacity,
    /// No telephone number.
    #[error("a telephone number has digits, blanks, and the signs + - ( )")]
    Telephone,
    /// A quantity of less than nothing.
    #[error("the quantity must not be below zero")]
    Negative,
    /// A month that has not begun.
    #[error("this month has not begun yet")]
    Future,
    /// A number of a logger that none has.
    #[error("the number (MN) of a logger has 1 to 24 letters and digits, 24 since the edition of 2017")]
    LoggerNumber,
    /// A password that no frame can carry.
    #[error("the password of a logger has 6 letters or digits")]
    LoggerPassword,
    /// An interval at which no logger sends.
    #[error("a logger sends every 1 to 3600 seconds")]
    Interval,
    /// Defects that HJ 212 does not have.
    #[error("this is not a list of defects: {0}")]
    Tolerance(String),
    /// Units that are none.
    #[error("write units like w20117=mg/L, with commas between them")]
    Units,
    /// A number of a meter that no company gives.
    #[error("a meter number has 1 to 32 letters, digits or hyphens")]
    MeterNumber,
    /// A share that is none.
    #[error("a share is 1 to 100 per cent")]
    Share,
    /// The enterprise has another share of the meter on the same day: its first day.
    #[error("the enterprise has another share of this meter, from {0} on, on the same day")]
    ShareOverlap(Day),
    /// On this day the shares of the meter come to more than the whole.
    #[error("on {0} the shares of this meter come to more than 100 per cent")]
    ShareSum(Day),
    /// A name that differs from another one's in nothing that a reader sees: in case, width or blanks, or in nothing at all.
    #[error("there is `{0}` already, and nobody could tell the two apart")]
    Alike(String),
    /// A limit that judges days anew that are over.
    #[error("from {0} to {1} there are values of {2} days, which would be judged anew")]
    JudgesAnew(Day, Day, u32),
    /// It is public since this day.
    #[error("it is public since {0}, and what was public stays public: it can only be closed")]
    Public(Day),
    /// What was recorded in trial would become public.
    #[error("the day is over: what was recorded in trial stays there; open it from today on, or later")]
    OpensInPast,
    /// A day that has not come.
    #[error("this day has not come yet")]
    NotYet,
    /// What stands holds from a later day on.
    #[error("what stands holds from {0} on: what is said of before is no change of it")]
    HoldsSince(Day),
    /// A town that is closed since this day.
    #[error("the town is closed since {0}, and nothing new is entered into it")]
    ClosedTown(Day),
    /// An enterprise had this code before it was registered anew under this one.
    #[error("the enterprise with this code is registered under {0} now")]
    FormerCode(CreditCode),
    /// An enterprise that is merged into this one.
    #[error("the enterprise is merged into {0}, and nothing of it is changed while it is")]
    Merged(CreditCode),
    /// The same thing twice in a list.
    #[error("this is the same as in row {}", .0 + 1)]
    Twice(usize),
}

/// Which units a limit may have.
fn in_units(units: &[String]) -> String {
    if units.iter().all(String::is_empty) { "have no unit".to_owned() } else { format!("are in {}", units.join(", ")) }
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {}, {field}: {flaw}", .row + 1)]
pub struct Fault {
    /// The row's place in the list, from 0.
    pub row: usize,
    /// The field of the entry.
    pub field: &'static str,
    /// What is wrong with it.
    pub flaw: Flaw,
}

impl Fault {
    /// The same in a longer list, in which so many rows come before.
    pub(super) fn further(mut self, rows: usize) -> Self {
        self.row += rows;
        if let Flaw::Twice(first) = &mut self.flaw {
            *first += rows;
        }
        self
    }
}

/// Why a list was not written.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Everything that is wrong with it, row by row.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Faults(Vec<Fault>),
    /// Anything that can go wrong in any use case.
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<sea_orm::DbErr> for Refused {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Other(error.into())
    }
}

/// For callers that make their rows themselves: a fault is theirs.
impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Other(error) => error,
            Refused::Faults(ref faults) => Self::invalid(faults.first().map_or("rows", |first| first.field), &refused),
        }
    }
}

/// Collects what is wrong with the fields of a row.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(&'static str, Flaw)>);

impl Faults {
    /// Notes a flaw where there is one.
    pub(super) fn when(&mut self, is_wrong: bool, field: &'static str, flaw: Flaw) {
        if is_wrong {
            self.0.push((field, flaw));
        }
    }

    /// Notes what is wrong with a text.
    pub(super) fn text(&mut self, field: &'static str, typed: &str, most: usize) {
        if let Err(issue) = domain::input::Text::unbroken(typed, 1..=most) {
            self.0.push((field, issue.into()));
        }
    }

    /// The same for a text that may be missing.
    pub(super) fn optional(&mut self, field: &'static str, typed: &str, most: usize) {
        match domain::input::Text::unbroken(typed, 1..=most) {
            Ok(_) | Err(Issue::Missing) => {}
            Err(issue) => self.0.push((field, issue.into())),
        }
    }

    /// Notes what is no code of a pollutant in water or gas. Codes that the table of the portal lacks may be named: the
    /// gateway takes values under them from then on.
    pub(super) fn pollutant(&mut self, code: &str) {
        let is_code = domain::pollutant::medium(code).is_some();
        self.when(!is_code, "pollutant", Flaw::UnknownPollutant(domain::input::printable(code, 12)));
    }

    /// Notes a place that is not on earth, at the figure that says so.
    pub(super) fn position(&mut self, lat: Micro, lng: Micro) {
        let nowhere = Micro(0);
        self.when(!LatLng { lat, lng: nowhere }.is_on_earth(), "lat", Flaw::NotOnEarth);
        self.when(!LatLng { lat: nowhere, lng }.is_on_earth(), "lng", Flaw::NotOnEarth);
    }

    /// All of them, for the row at this place.
    pub(super) fn of(self, row: usize) -> impl Iterator<Item = Fault> {
        self.0.into_iter().map(move |(field, flaw)| Fault { row, field, flaw })
    }
}
