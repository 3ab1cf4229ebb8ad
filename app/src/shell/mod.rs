//! The document around every page: head, identity strip, masthead, way, foot.

mod crumbs;
mod document;
mod footer;
mod head;
mod markers;
mod masthead;
mod strip;

pub use document::document;
