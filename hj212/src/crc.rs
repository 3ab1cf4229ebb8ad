//! The check sum at the end of a frame (HJ 212-2017, appendix A).
//!
//! It looks like CRC-16/MODBUS and is not: the register is shifted right by eight bits *before* the
//! next byte is mixed in, so the register never holds more than eight bits of history. Only 256
//! values ever occur. All single-byte errors are found, but about one in 256 heavier errors is not:
//! never use the sum as a key or as proof that two packets are equal.

/// The reflected polynomial 0xA001, one step of eight bits per entry.
const TABLE: [u16; 256] = table();

const fn table() -> [u16; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    let mut start: u16 = 0;
    while index < table.len() {
        let mut register = start;
        let mut bit = 0;
        while bit < 8 {
            register = if register & 1 == 1 { (register >> 1) ^ 0xA001 } else { register >> 1 };
            bit += 1;
        }
        table[index] = register;
        index += 1;
        start += 1;
    }
    table
}

/// The HJ 212 check sum of a data segment (the bytes between the length field and the sum itself).
///
/// ```
/// assert_eq!(hj212::crc::checksum(b"123456789"), 0x2F80);
/// ```
pub fn checksum(segment: &[u8]) -> u16 {
    // After the shift eight bits remain, so the table entry is the whole new register.
    segment.iter().fold(0xFFFF, |register: u16, byte| TABLE[usize::from(high_byte(register) ^ byte)])
}

/// CRC-16/MODBUS of the same bytes: what a logger sends that used the wrong library function.
///
/// ```
/// assert_eq!(hj212::crc::modbus(b"123456789"), 0x4B37);
/// ```
pub fn modbus(segment: &[u8]) -> u16 {
    segment.iter().fold(0xFFFF, |register: u16, byte| TABLE[usize::from(low_byte(register) ^ byte)] ^ (register >> 8))
}

/// The ways of computing the sum that are met in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Algorithm {
    /// [`checksum`]: the one of the standard.
    #[default]
    Standard,
    /// [`modbus`]: loggers that use it also expect it in answers.
    Modbus,
}

impl Algorithm {
    /// The sum of a data segment.
    pub fn sum(self, segment: &[u8]) -> u16 {
        match self {
            Self::Standard => checksum(segment),
            Self::Modbus => modbus(segment),
        }
    }
}

/// Whether `sum` is one of the 256 values that the HJ 212 sum of a non-empty segment can take.
///
/// A sum for which this is false was made by another algorithm.
pub fn can_occur(sum: u16) -> bool {
    TABLE.contains(&sum)
}

const fn high_byte(register: u16) -> u8 {
    register.to_be_bytes()[0]
}

const fn low_byte(register: u16) -> u8 {
    register.to_be_bytes()[1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const OFFICIAL: &[u8] =
        b"QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&";

    #[rstest]
    #[case(OFFICIAL, 0x1C80, 0x0759)]
    #[case(b"123456789", 0x2F80, 0x4B37)]
    #[case(b"", 0xFFFF, 0xFFFF)]
    fn vectors(#[case] segment: &[u8], #[case] ours: u16, #[case] theirs: u16) {
        assert_eq!(checksum(segment), ours);
        assert_eq!(modbus(segment), theirs);
    }

    /// The definition of appendix A, bit by bit.
    fn by_definition(segment: &[u8]) -> u16 {
        let mut register: u16 = 0xFFFF;
        for byte in segment {
            register = (register >> 8) ^ u16::from(*byte);
            for _ in 0..8 {
                let odd = register & 1 == 1;
                register >>= 1;
                if odd {
                    register ^= 0xA001;
                }
            }
        }
        register
    }

    proptest::proptest! {
        #[test]
        fn the_table_does_what_the_standard_says(segment: Vec<u8>) {
            proptest::prop_assert_eq!(checksum(&segment), by_definition(&segment));
        }

        #[test]
        fn every_single_byte_error_is_found(segment in proptest::collection::vec(0_u8.., 1..64), at: usize, flip in 1_u8..) {
            let mut wrong = segment.clone();
            let at = at % wrong.len();
            wrong[at] ^= flip;
            proptest::prop_assert_ne!(checksum(&segment), checksum(&wrong));
            proptest::prop_assert!(can_occur(checksum(&segment)));
        }
    }

    #[test]
    fn the_low_byte_tells_a_foreign_algorithm() {
        assert!(can_occur(0x1C80));
        assert!(!can_occur(0x0759));
        let mut low: Vec<u8> = TABLE.iter().map(|sum| low_byte(*sum)).collect();
        low.sort_unstable();
        low.dedup();
        assert_eq!(low, [0x00, 0x01, 0x40, 0x41, 0x80, 0x81, 0xC0, 0xC1]);
    }
}
