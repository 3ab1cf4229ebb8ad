//! The document around every page: head, identity strip, masthead, way, foot.

mod answer;
mod crumbs;
mod document;
mod footer;
mod forms;
mod head;
mod markers;
mod masthead;
mod strip;
mod tab;
