//! One packet: the data segment of a frame, taken apart.

use crate::{Command, Cp, Edition, Flag, Qn, SystemType};

mod encode;
mod parse;

pub use parse::SegmentError;

/// The longest data segment that the standard allows, in bytes.
pub const MAX_SEGMENT: usize = 1024;

/// A parsed data segment. [`Packet::encode`] makes a frame of it.
///
/// The fields are free to set; the protocol has no escaping, so `pw`, `mn` and hand-made [`Cp`]
/// texts must not hold `;` or `&`. [`Station`](crate::Station) builds packets with that checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// QN (请求编码), absent in 2005-style traffic.
    pub qn: Option<Qn>,
    /// ST (系统编码).
    pub st: SystemType,
    /// CN (命令编码).
    pub cn: Command,
    /// PW (访问密码), six characters; empty where the sender left it out.
    pub pw: String,
    /// MN (设备唯一标识), 24 characters since 2017, 14 before.
    pub mn: String,
    /// Flag, absent in 2005-style traffic.
    pub flag: Option<Flag>,
    /// PNUM and PNO where the packet is one part of several.
    pub part: Option<Part>,
    /// `RF=1`: sent again from the logger's store (2025 edition).
    pub resent: bool,
    /// CP (指令参数).
    pub cp: Cp,
}

/// Which part of a split packet this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Part {
    /// PNUM (总包数).
    pub total: u16,
    /// PNO (包号), 1 to `total`.
    pub number: u16,
}

impl Part {
    /// Whether the numbers can be true: at least one part, counted from 1.
    pub const fn is_possible(self) -> bool {
        1 <= self.number && self.number <= self.total
    }
}

impl Packet {
    /// The edition by the version bits. Without Flag it is the 2005 style; a version that is not
    /// published yet is taken as the newest known.
    pub fn edition(&self) -> Edition {
        self.flag.map_or(Edition::E2005, |flag| flag.edition().unwrap_or(Edition::E2025))
    }

    /// Whether the sender waits for an answer. Without Flag nobody does.
    pub fn wants_answer(&self) -> bool {
        self.flag.is_some_and(Flag::wants_answer)
    }
}
