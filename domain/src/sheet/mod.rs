//! Spreadsheets of the register and of deliveries, as people keep them: what a cell says, which column is which, and what is wrong, in both
//! languages. Files and formats are somebody else's; here are only cells in rows.

mod cell;
mod column;
mod delivered;
mod delivery_slip;
mod header;
mod key;
mod kind;
mod registered;
mod said;
mod slip;
mod unit;

pub use cell::{Cell, choose, plain};
pub use column::{Column, Measure};
pub use delivery_slip::DeliverySlip;
pub use header::{HEAD_ROWS, Header, HeaderSlip, Place};
pub use kind::{Kind, LIFE_FIELDS, column, columns, key_fields};
pub use said::Said;
pub use slip::Slip;
pub use unit::{Units, bill_unit, limit_unit, load_unit, mass_unit, same_unit, seconds_unit};
