//! What the portal says of itself: head, foot, opening words and seal, edited without a restart.

mod form;
mod picture;
mod post;
mod seal;
mod sent;
mod show;

pub use picture::picture;
pub use post::post;
pub use seal::post_seal;
pub use show::show;
