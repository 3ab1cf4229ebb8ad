//! Words and pieces that several pages share: domain values as a reader meets them.

mod bills;
mod calendar_doubt;
mod case_table;
pub mod declaration;
mod enterprise_entry;
mod figures;
pub mod finding;
pub mod issue;
mod judgement;
pub mod labels;
mod live;
mod names;
mod search_box;
mod spoken;

pub use crate::web::role_name;
pub use bills::bills;
pub use calendar_doubt::calendar_doubt;
pub use case_table::case_table;
pub use enterprise_entry::enterprise_entry;
pub use figures::{averaging_limit, figure, fine_figure, interval_word, number, quantity, range, reading_words, share};
pub use judgement::{conditions, mean_name, why};
pub use live::live_readings;
pub use names::{
    Sentence, around, chinese, count, enterprise_address, named, outlet_address, pollutant_name, quarter_name,
    unit_name,
};
pub use search_box::{find_box, search_box};
pub use spoken::spoken;
