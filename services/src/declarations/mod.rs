//! Filing a quarter (季度自主申报): the quarters, the draft, the signature, the receipt, the correction.
//!
//! Whose declaration it is comes from the actor; another enterprise's cannot even be named. A draft carries a revision,
//! so that two people who edit it notice each other. A signed version is never changed (migration 9 sees to it): a
//! correction begins with a reason, goes on in the draft, and becomes the next version when it is signed.

mod abandon_correction;
mod begin_correction;
mod bounds;
mod context;
mod draft;
mod facts;
mod load;
mod quarters;
mod receipt;
mod refusal;
mod save;
mod standing;
mod submit;
mod version;

pub use abandon_correction::abandon_correction;
pub use begin_correction::{LONGEST_REASON, Reason, begin_correction};
pub use bounds::fits;
pub use draft::{Draft, SavedBy, draft};
pub use facts::{Fact, Known, Source};
pub(crate) use load::newest_version;
pub use quarters::{NewestVersion, QuarterRow, Quarters, quarters};
pub use receipt::Receipt;
pub use refusal::{Locked, Overtaken, Refusal};
pub use save::{Saved, save};
pub(crate) use standing::is_correctable;
pub use submit::submit;
pub use version::{Signed, digest, version, version_of};
