//! The form as the page shows it.

mod conflict;
pub mod emissions;
pub mod facilities;
mod field;
pub mod figures;
mod hints;
pub mod products;
pub mod remarks;
mod row_box;
mod saved_by;
pub mod status;
pub mod summary;
mod third_party;
