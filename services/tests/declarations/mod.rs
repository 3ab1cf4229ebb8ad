//! Filing a quarter, and the cross-check of what was filed.

mod access;
mod calendar;
mod correction;
mod cross_check;
mod draft;
mod filing;
mod gas;
mod jobs;
mod meters;
mod world;
