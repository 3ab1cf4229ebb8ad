//! The form as it is being filled in, without a browser: what stands in each field, what is wrong with it, how two
//! people's changes come together, and when what is sent. Everything here is tested natively; `view` draws it.

mod cell;
mod issue;
mod merge;
mod row;
mod saving;
mod sheet;

pub use cell::{Cell, Reasons, Stage};
pub use issue::FieldIssue;
pub use merge::{Clash, same};
pub use row::{CellId, Row, RowId};
pub use saving::{Saving, State, Step};
pub use sheet::Sheet;
