//! The bureau's own views over everything: what waits for a role, and one enterprise on one page.

mod days;
mod enterprise;
mod held;
mod inbox;
mod late;
mod premises;
mod search;
mod timeline;

pub use days::{DayMean, OutletDays, PollutantDays};
pub use enterprise::{EnterpriseFile, file};
pub use held::{Person, Treatment};
pub use inbox::{Inbox, TipCounts, inbox};
pub use late::{Late, LateCounts};
pub use premises::{Housed, PremisesFile, Tenant, premises};
pub use search::{Search, search};
pub use timeline::{CaseRef, Event, ExceedanceRef, FindingRef, Kind, MarkRef, Timeline, What, timeline};
