//! The tables of Mingjian, one per file, in SeaORM's dense format. No behaviour: use cases are in `services`, rules in
//! `domain`. A test in `services` compares these with the migrations.

pub mod account;
pub mod api_token;
pub mod audit;
pub mod case_step;
pub mod declaration;
pub mod declaration_version;
pub mod device;
pub mod device_event;
pub mod device_notice;
pub mod discharge_limit;
pub mod enterprise;
pub mod finding;
pub mod finding_message;
pub mod frame_tally;
pub mod job;
pub mod load_cap;
pub mod mail;
pub mod measurement;
pub mod not_checked;
pub mod outlet;
pub mod product;
pub mod raw_frame;
pub mod receipt_counter;
pub mod session;
pub mod spent_form;
pub mod tip;
pub mod tip_message;
pub mod tip_photo;
pub mod town;
pub mod utility_reading;
pub mod violation_case;
