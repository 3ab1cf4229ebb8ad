//! What the editor in the browser and the pages of a declaration say alike: how a row is called, and how a value is
//! shown. Fields and sections have their names in the domain ([`domain::declaration::form`]); here is no text of its own.

mod names;
#[cfg(feature = "ssr")]
mod values;

#[cfg(feature = "ssr")]
pub use names::is_own_word;
pub use names::{element, name_with_row, pollutant, row_name, with_unit};
#[cfg(feature = "ssr")]
pub use values::{shown, text_of};
