//! What everybody may read.

pub(crate) mod basis;
mod cases;
mod declarations;
mod enterprises;
mod home;
mod measurements;
mod outlet;
pub(crate) mod rows;
mod strip;
mod tips;
