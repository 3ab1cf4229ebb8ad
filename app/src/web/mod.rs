//! What a page knows of its request and of the site it belongs to.

mod address;
mod answer;
mod assets;
mod client;
mod fields;
mod keep_form;
mod made_for;
mod member;
pub(crate) mod page;
mod params;
mod redirect;
mod seat;
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
pub use made_for::{MADE_FOR, MadeFor, Sent};
pub use member::{MaybeMember, Member};
pub use page::{Crumb, Page, Section};
pub use params::At;
pub use redirect::{own_address, see_other};
pub use seat::Seat;
pub use site::{Both, Site};
pub use state::AppState;
pub use visit::Visit;
pub use visitor::Visitor;
