//! Every sentence that a person reads, as typed functions generated from `texts/*.toml` (see `build/texts`).
//!
//! The module is private to the crate on purpose: a text that no page uses is dead code, and refused as such.
#![cfg_attr(not(feature = "ssr"), allow(dead_code, reason = "the browser gets those of the editor only"))]
#![allow(clippy::too_many_arguments, clippy::uninlined_format_args, clippy::match_same_arms, clippy::doc_markdown)]

use std::fmt::Display;

use domain::lang::Lang;

use crate::number::grouped;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
