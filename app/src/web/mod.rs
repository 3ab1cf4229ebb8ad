//! What a page knows of its request and of the site it belongs to.

mod address;
mod answer;
mod assets;
mod page;
mod params;
mod site;
mod state;
mod visit;
mod visitor;

pub use address::{encode, with_params};
pub use assets::Assets;
pub use page::{Crumb, Page, Section};
pub use params::At;
pub use site::{Both, Site};
pub use state::AppState;
pub use visit::Visit;
pub use visitor::Visitor;
