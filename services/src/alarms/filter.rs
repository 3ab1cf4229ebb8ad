//! What is looked for on the desk.

use domain::{
    exceedance::EventStatus,
    sign::{SignKind, SignStatus},
};

use crate::public::Paging;

/// Where things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// What waits for the bureau: recorded, answered, or asked about and not answered in time.
    #[default]
    ToDo,
    /// What the enterprise is asked about.
    Asked,
    /// What somebody goes and looks at.
    Inspected,
    /// What is settled.
    Settled,
}

/// What kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Events of exceedance.
    Exceedance,
    /// Signs of a kind.
    Sign(SignKind),
}

/// What is wanted. What is absent matches all.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Where it stands.
    pub show: Show,
    /// Of which kind.
    pub what: Option<What>,
    /// In a town, by its code.
    pub town: Option<String>,
    /// Which page of outlets.
    pub paging: Paging,
}

impl Show {
    pub(super) const fn of_events(self) -> &'static [EventStatus] {
        match self {
            Self::ToDo => &[EventStatus::Open, EventStatus::Answered],
            Self::Asked => &[EventStatus::Asked],
            Self::Inspected => &[EventStatus::Inspected],
            Self::Settled => &[EventStatus::Confirmed, EventStatus::Exempt],
        }
    }

    pub(super) const fn of_signs(self) -> &'static [SignStatus] {
        match self {
            Self::ToDo => &[SignStatus::Open, SignStatus::Answered],
            Self::Asked => &[SignStatus::Asked],
            Self::Inspected => &[SignStatus::Inspected],
            Self::Settled => &[SignStatus::Explained, SignStatus::Unreliable],
        }
    }
}
