//! Words and pieces that several pages share: domain values as a reader meets them.

mod acted;
mod bills;
mod calendar_doubt;
mod case_table;
mod code;
pub mod declaration;
pub mod dialogue;
pub mod duty;
mod enterprise_entry;
pub mod exceedance;
mod figures;
pub mod finding;
mod given_back;
pub mod issue;
mod judgement;
pub mod labels;
mod live;
pub mod mark;
pub mod mark_facts;
mod names;
mod reading;
mod search_box;
pub mod sign;
mod spoken;
mod wait;

pub use crate::web::role_name;
pub use acted::{acted, when_acted};
pub use bills::bills;
pub use calendar_doubt::calendar_doubt;
pub use case_table::case_table;
pub use code::Code;
pub use enterprise_entry::enterprise_entry;
pub use figures::{
    averaging_limit, fine_figure, interval_word, number, quantity, range, share, significant, significant_beside,
    with_unit,
};
pub use given_back::given_back;
pub use judgement::{checked, conditions, decided_name, why};
pub use live::live_readings;
pub use names::{
    Sentence, around, chinese, count, enterprise_address, named, outlet_address, pollutant_name, quarter_name,
    unit_name,
};
pub use reading::{figure, reading_words};
pub use search_box::{find_box, search_box};
pub use spoken::spoken;
pub use wait::wait;
