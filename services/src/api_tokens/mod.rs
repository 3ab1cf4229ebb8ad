//! Tokens with which programs come to the REST interface: an enterprise's files its declarations, a department's delivers
//! feeds. Made by a person, shown once, kept as a digest, until a day.

mod authenticate;
mod create;
mod limits;
mod list;
mod owner;
mod revoke;
mod token;

pub use authenticate::{Caller, authenticate};
pub use create::{FIELDS, Issued, NewToken, Title, create};
pub use list::{Listed, State, list};
pub use revoke::revoke;
pub use token::ApiToken;
