//! The bureau's own views over everything: what waits for a role, and one enterprise on one page.

mod days;
mod desk;
mod file;
mod search;
mod timeline;

pub use days::{DayMean, OutletDays, PollutantDays};
pub use desk::{Desk, TipCounts, desk};
pub use file::{EnterpriseFile, file};
pub use search::search;
pub use timeline::{CaseRef, Event, FindingRef, Kind, Timeline, What, timeline};
