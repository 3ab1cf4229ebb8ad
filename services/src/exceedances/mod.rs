//! Events of exceedance (超限事件): from means that decide to what the bureau says of them.
//!
//! - `work`: looking at what is due (`monitoring::to_judge` has written it down), again and again.
//! - `points`: what the means of a stretch say by the limits of their days.
//! - `settle`: how stored events change by that. An event that the bureau has confirmed or exempted changes no more; what comes
//!   late beside it is an event of its own.
//! - `steps`: the enterprise answers; the bureau asks, confirms, exempts, or has somebody go and look.
//!
//! Only values that everybody may see make an event: what a logger sends in trial is counted by nobody.

mod again;
mod counts;
mod desk;
mod entry;
mod furnace;
mod load;
mod own;
mod period;
mod points;
mod published;
mod queue;
mod row;
mod settle;
mod show;
mod steps;
mod stretch;
mod tell;
mod terms;
mod work;

pub use crate::dialogue::{Entry, LONGEST_TEXT, Words};
pub use again::{Again, again};
pub use counts::{Counts, counts};
pub(crate) use desk::{answers, beside, waiting, with_keys};
pub(crate) use furnace::furnaces;
pub use furnace::{Furnace, FurnaceDay};
pub use own::{OwnEventView, own, show_own};
pub use period::Period;
pub use published::{Ask, PublishedEvent, published};
pub(crate) use queue::in_town;
pub use queue::{Filter, Show, queue};
pub use row::{EventRow, Peak};
pub use show::{Course, CourseMean, EventView, show};
pub use steps::{Settlement, answer, ask, settle};
pub(crate) use terms::count_terms;
pub use terms::handle_due;
pub use work::{keep, work_off_due};
