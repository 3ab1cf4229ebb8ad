//! From a packet to bytes, with the quirks that a logger is known for.

use bytes::Bytes;
use hj212::{Packet, crc::Algorithm};

/// How a logger makes its check sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CheckSum {
    /// As the standard says.
    #[default]
    Standard,
    /// CRC-16/MODBUS.
    Modbus,
    /// As the standard says, in lower case.
    LowerCase,
}

impl CheckSum {
    /// The habit that the registered tolerances speak of.
    pub fn of(tolerated: &str) -> Self {
        match tolerated.split(',').map(str::trim).find(|code| code.starts_with("crc_")) {
            Some("crc_modbus") => Self::Modbus,
            Some("crc_lower_case") => Self::LowerCase,
            _ => Self::Standard,
        }
    }

    /// The whole frame.
    pub fn frame(self, packet: &Packet) -> Bytes {
        match self {
            Self::Standard => packet.encode(),
            Self::Modbus => packet.encode_with(Algorithm::Modbus),
            Self::LowerCase => lower_case(&packet.encode()),
        }
    }
}

/// Makes the four digits before CR LF small.
fn lower_case(frame: &[u8]) -> Bytes {
    const TAIL: usize = 6;
    let mut frame = frame.to_vec();
    let start = frame.len().saturating_sub(TAIL);
    frame[start..].make_ascii_lowercase();
    frame.into()
}

#[cfg(test)]
mod tests {
    use hj212::{Defect, Policy, Verdict, examine};

    use super::*;

    fn packet() -> Packet {
        let segment = "QN=20261122070131000;ST=32;CN=1013;PW=123456;MN=441900A8900016F000169DC0;Flag=5;\
                       CP=&&PolId=w01018&&";
        Packet::parse(segment).unwrap().0
    }

    #[test]
    fn each_habit_is_the_defect_that_it_is_registered_for() {
        for tolerated in ["", "crc_modbus", "crc_lower_case"] {
            let received = examine(CheckSum::of(tolerated).frame(&packet()));
            assert_eq!(received.packet, Some(packet()));
            let found: Vec<_> =
                Defect::ALL.iter().filter(|d| received.defects.contains(**d)).map(|d| d.code()).collect();
            assert_eq!(found.join(","), tolerated);
            let policy: Policy = tolerated.parse().unwrap();
            assert!(!matches!(policy.judge(&received), Verdict::Refuse(_)));
        }
    }
}
