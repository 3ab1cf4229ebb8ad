//! From a data segment to a packet, in one pass.

use thiserror::Error;

use super::{Packet, Part};
use crate::{Command, Cp, Defect, Defects, Edition, Flag, Qn, SystemType};

/// Why a data segment is no packet.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SegmentError {
    /// No `CP=&&…&&` at the end.
    #[error("the data segment has no CP between `&&` and `&&`")]
    NoCp,
    /// A field without which nothing can be done is absent.
    #[error("the data segment has no {0}")]
    Missing(&'static str),
    /// ST or CN is no number of the right size.
    #[error("`{field}={value}` is no code")]
    BadCode {
        /// `ST` or `CN`.
        field: &'static str,
        /// What stood there.
        value: String,
    },
}

impl Packet {
    /// Takes a data segment apart, from `QN=` to the closing `&&`.
    ///
    /// Gives the packet and what was noticed about the header on the way; what CP means is the
    /// business of [`Packet::message`].
    ///
    /// # Errors
    /// [`SegmentError`] where ST, CN, MN or a closed CP is missing.
    pub fn parse(segment: &str) -> Result<(Self, Defects), SegmentError> {
        let mut header = Header::default();
        let cp = header.read(segment)?;
        header.finish(Cp::parse(cp))
    }
}

/// The fields as they stand, before any is judged.
#[derive(Default)]
struct Header<'a> {
    qn: Option<&'a str>,
    st: Option<&'a str>,
    cn: Option<&'a str>,
    pw: Option<&'a str>,
    mn: Option<&'a str>,
    flag: Option<&'a str>,
    pnum: Option<&'a str>,
    pno: Option<&'a str>,
    rf: Option<&'a str>,
    defects: Defects,
}

impl<'a> Header<'a> {
    /// Collects the fields and gives the text inside CP.
    fn read(&mut self, segment: &'a str) -> Result<&'a str, SegmentError> {
        let mut rest = segment;
        loop {
            if let Some(cp) = rest.trim_start().strip_prefix("CP=") {
                return self.unwrap_cp(cp);
            }
            let (field, behind) = rest.split_once(';').ok_or(SegmentError::NoCp)?;
            self.field(field);
            rest = behind;
        }
    }

    fn unwrap_cp(&mut self, cp: &'a str) -> Result<&'a str, SegmentError> {
        let trimmed = self.trim(cp);
        let inner = trimmed.strip_prefix("&&").and_then(|open| open.strip_suffix("&&"));
        inner.ok_or(SegmentError::NoCp)
    }

    fn field(&mut self, field: &'a str) {
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        let (name, value) = (self.trim(name), self.trim(value));
        let place = match name {
            "QN" => &mut self.qn,
            "ST" => &mut self.st,
            "CN" => &mut self.cn,
            "PW" => &mut self.pw,
            "MN" => &mut self.mn,
            "Flag" => &mut self.flag,
            "PNUM" => &mut self.pnum,
            "PNO" => &mut self.pno,
            "RF" => &mut self.rf,
            _ => return self.defects.insert(Defect::UnknownField),
        };
        if place.replace(value).is_some() {
            self.defects.insert(Defect::DuplicateItem);
        }
    }

    fn trim(&mut self, text: &'a str) -> &'a str {
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            self.defects.insert(Defect::StraySpace);
        }
        trimmed
    }

    fn finish(mut self, cp: Cp) -> Result<(Packet, Defects), SegmentError> {
        let st: u8 = code("ST", self.st)?;
        let cn: u16 = code("CN", self.cn)?;
        let mn = self.mn.ok_or(SegmentError::Missing("MN"))?;
        let packet = Packet {
            qn: self.read_qn(),
            st: SystemType::from(st),
            cn: Command::from(cn),
            pw: self.read_pw(),
            mn: mn.to_owned(),
            flag: self.read_flag(),
            part: self.read_part(),
            resent: self.rf == Some("1"),
            cp,
        };
        self.judge(&packet);
        Ok((packet, self.defects))
    }

    fn read_qn(&mut self) -> Option<Qn> {
        let Some(text) = self.qn.filter(|text| !text.is_empty()) else {
            self.defects.insert(Defect::MissingQn);
            return None;
        };
        let qn = text.parse().ok();
        if qn.is_none() {
            self.defects.insert(Defect::BadQn);
        }
        qn
    }

    fn read_pw(&mut self) -> String {
        if self.pw.is_none() {
            self.defects.insert(Defect::MissingPw);
        }
        self.pw.unwrap_or_default().to_owned()
    }

    fn read_flag(&mut self) -> Option<Flag> {
        let Some(text) = self.flag.filter(|text| !text.is_empty()) else {
            self.defects.insert(Defect::MissingFlag);
            return None;
        };
        let bits = number(text);
        if bits.is_none() {
            self.defects.insert(Defect::BadFlag);
        }
        bits.map(Flag::from_bits)
    }

    fn read_part(&mut self) -> Option<Part> {
        let part = part(self.pnum?, self.pno?);
        if !part.is_some_and(Part::is_possible) {
            self.defects.insert(Defect::PartMissing);
        }
        part
    }

    /// What only the fields together show.
    fn judge(&mut self, packet: &Packet) {
        match packet.mn.len() {
            0 => self.defects.insert(Defect::MnEmpty),
            24 => {}
            _ => self.defects.insert(Defect::MnShort),
        }
        let announced = packet.flag.is_some_and(Flag::is_split);
        if announced && packet.part.is_none() {
            self.defects.insert(Defect::PartMissing);
        } else if !announced && packet.part.is_some() {
            self.defects.insert(Defect::PartUnannounced);
        }
        let version = packet.flag.map(Flag::edition);
        if version == Some(None) || (self.rf.is_some() && version != Some(Some(Edition::E2025))) {
            self.defects.insert(Defect::EditionFlagOdd);
        }
    }
}

fn part(pnum: &str, pno: &str) -> Option<Part> {
    Some(Part { total: number(pnum)?, number: number(pno)? })
}

/// A number of digits only: `u8::from_str` would also take a plus sign.
fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn code<T: std::str::FromStr>(field: &'static str, text: Option<&str>) -> Result<T, SegmentError> {
    let text = text.ok_or(SegmentError::Missing(field))?;
    number(text).ok_or_else(|| SegmentError::BadCode { field, value: text.to_owned() })
}
