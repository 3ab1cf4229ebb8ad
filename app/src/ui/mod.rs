//! The pieces that pages and islands are made of, in the manner of GOV.UK: small, with derived ids, and with every
//! word handed in, so that a piece knows neither language nor page.

pub mod bar;
#[cfg(feature = "public")]
pub mod chart;
pub mod check_boxes;
pub mod checkbox;
pub mod confirmation;
pub mod data_table;
pub mod day_strip;
pub mod emphasis;
pub mod error_summary;
pub mod field;
pub mod figure;
pub mod file_field;
pub mod form_key;
pub(crate) mod frame;
#[cfg(feature = "ssr")]
pub mod marked;
pub mod notice;
pub mod pagination;
pub mod radios;
pub mod reading;
pub mod select;
pub mod send_again;
pub mod strip;
pub mod summary_list;
pub mod tag;
pub mod task_list;
pub mod text_area;
#[cfg(feature = "ssr")]
pub mod when;

#[cfg(all(test, feature = "ssr"))]
pub(crate) mod testing;
