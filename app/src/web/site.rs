//! Who runs this portal, as the pages know it.

pub use domain::site::{Both, Site};
