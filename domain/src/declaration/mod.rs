//! The quarterly self-declaration (季度自主申报): what it holds, what is wrong with it, through which states it goes,
//! and how it is sealed.

mod canonical;
pub mod check;
mod content;
pub mod deadline;
pub mod form;
mod receipt_no;
pub mod state;

pub use canonical::canonical;
pub use content::{Content, Emission, Explanation, Facility, Fuel, Method, Product, Water};
pub use receipt_no::{BadReceiptNo, ReceiptNo};
pub use state::DeclarationStatus;

#[cfg(test)]
mod tests;
