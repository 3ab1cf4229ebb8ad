//! Signs in the data (数据异常迹象): from hourly means, marks and what loggers tell, to what the bureau says of them. The rules are in
//! `domain::sign`.
//!
//! - `work`: each watched outlet is looked at once an hour, by rows that say when (`sign_due`).
//! - `gather`: what is known of an outlet over the last eight days.
//! - `look`: what of that is a sign, and how stored signs change by it (`store`). What the bureau has settled changes no more.
//! - `steps`: the bureau asks and settles; the enterprise answers what it was asked, and sees nothing of a sign before.
//!
//! Only values that everybody may see make a sign. Signs themselves are the bureau's: no public page and no interface has them.

mod again;
mod counts;
mod desk;
mod entry;
mod gather;
mod load;
mod look;
mod others_heard;
mod own;
mod row;
mod rules;
mod show;
mod steps;
mod store;
mod terms;
mod work;

pub use crate::dialogue::{Entry, LONGEST_TEXT, Words};
pub use again::{Again, again};
pub use counts::{Counts, counts};
pub(crate) use desk::{answers, waiting, with_keys};
pub use own::{OwnSignView, own, show_own};
pub use row::SignRow;
pub(crate) use rules::check;
pub use rules::sign_rules;
pub use show::{Course, CourseSeries, MarkBeside, SignView, show};
pub use steps::{Settlement, answer, ask, settle};
pub(crate) use terms::count_terms;
pub use work::{keep, work_off_due};
