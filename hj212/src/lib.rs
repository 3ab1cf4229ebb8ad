#![doc = include_str!("../README.md")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod content;
pub mod crc;
pub mod defect;
pub mod frame;
pub mod pollutant;
pub mod reassembly;

#[cfg(feature = "codec")]
mod codec;
mod command;
mod cp;
mod data_flag;
mod edition;
mod flag;
mod left_out;
mod message;
mod packet;
mod policy;
mod qn;
mod read;
mod reading;
mod received;
mod station;
mod system_type;
mod time;
mod unit;

#[cfg(feature = "codec")]
pub use codec::FrameCodec;
pub use command::Command;
pub use content::{
    Content,
    answer::{ExeRtn, QnRtn},
    upload::{Interval, Upload},
};
pub use cp::{BuildError, Cp, CpBuilder, Item};
pub use data_flag::DataFlag;
pub use defect::{Defect, Defects, Severity};
pub use edition::{Edition, UnknownEdition};
pub use flag::Flag;
pub use frame::examine;
pub use left_out::{LeftOut, WhyLeft};
pub use message::Message;
pub use packet::{MAX_SEGMENT, Packet, Part, SegmentError};
pub use policy::{Policy, Verdict};
pub use pollutant::{Medium, Pollutant};
pub use qn::{BadQn, Qn};
pub use read::ReadError;
pub use reading::Reading;
pub use reassembly::{Assembled, Reassembler};
pub use received::Received;
pub use station::Station;
pub use system_type::SystemType;
pub use unit::{Unit, UnknownUnit};
