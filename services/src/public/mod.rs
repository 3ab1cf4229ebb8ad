//! What everybody may read (`domain::access::Action::ReadPublic`): the use cases behind the public pages and the open
//! part of the REST interface.
//!
//! Every view is a plain struct of domain types: no HTML and no language, only texts that exist in both. A past value
//! stands beside the limit of its own day, is judged only where it is the mean that the limit names, and what was
//! published at a given moment can be shown again.

pub mod cases;
pub mod declarations;
pub mod enterprise;
pub mod enterprises;
pub(crate) mod find_outlet;
pub mod home;
mod judged;
pub(crate) mod limits;
pub mod map;
pub mod measurements;
pub(crate) mod open;
pub mod outlet;
mod page;
pub(crate) mod party;
mod pulse;
mod reading;
pub mod status;
pub mod tips;
mod trade;

pub use crate::owed::Timing;
pub use find_outlet::find_outlet_of;
pub use judged::{Decided, Judged};
pub use limits::PublishedLimit;
pub use page::{PageOf, Paging};
pub use party::Party;
pub(crate) use party::{parties, town_names};
pub(crate) use pulse::SILENT_AFTER;
pub use pulse::{Monitors, Pulse};
pub use reading::{Newest, Reading};
pub use trade::Trade;
pub(crate) use trade::check_trades;
