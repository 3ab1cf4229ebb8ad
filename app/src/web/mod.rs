//! What a page knows of its request and of the site it belongs to.

mod address;
mod answer;
mod assets;
mod client;
mod fields;
mod keep_form;
mod member;
pub(crate) mod page;
mod params;
mod redirect;
pub mod session;
mod site;
mod state;
mod visit;
mod visitor;

pub use address::{encode, path_for_log, with_params};
pub use assets::{Assets, Bundle};
pub use client::Client;
pub use fields::Fields;
pub use keep_form::{LARGEST_FORM, NotSaved, keep_form};
pub use member::{MaybeMember, Member};
pub use page::{Crumb, Page, Section};
pub use params::At;
pub use redirect::{own_address, see_other};
pub use site::{Both, Site};
pub use state::AppState;
pub use visit::Visit;
pub use visitor::Visitor;
