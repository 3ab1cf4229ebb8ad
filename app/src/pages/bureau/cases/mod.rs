//! Cases at the bureau.

mod act;
mod begin;
mod doubt;
mod edit;
mod form;
mod labels;
mod list;
mod next_step;
mod progress;
mod show;
mod text;
mod typed;

pub use act::post;
pub use begin::{begin, new};
pub use edit::{edit, write};
pub use labels::stage_name;
pub use list::show as list;
pub use show::show;

/// The page of a case.
pub fn case_address(case_no: &str) -> String {
    format!("/bureau/cases/{}", crate::web::encode(case_no))
}
