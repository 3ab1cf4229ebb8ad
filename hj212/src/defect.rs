//! What can be wrong with a frame, each with a stable name.

use std::{fmt, str::FromStr};

use thiserror::Error;

mod set;

pub use set::Defects;

/// How much a defect weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Always accepted, and noted.
    Note,
    /// Accepted only where the policy of the device tolerates it.
    Tolerable,
    /// Never accepted.
    Fatal,
}

macro_rules! defects {
    ($($name:ident, $code:literal, $severity:ident, $english:literal, $chinese:literal;)*) => {
        /// A departure from the standard. The order is the one in which a refusal is explained.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum Defect {
            $(#[doc = concat!("`", $code, "` (", stringify!($severity), "): ", $english)] $name,)*
        }

        impl Defect {
            /// All defects.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name, for policies, statistics and stores.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// How much it weighs.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// The English sentence.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$name => $english,)* }
            }

            /// The Chinese sentence.
            pub const fn chinese(self) -> &'static str {
                match self { $(Self::$name => $chinese,)* }
            }
        }
    };
}

defects! {
    // Frame.
    Garbage, "garbage", Fatal, "The bytes belong to no frame.", "字节不属于任何数据包。";
    Oversize, "oversize", Fatal, "The frame is longer than the receiver takes in.", "数据包超过接收上限。";
    Truncated, "truncated", Fatal, "The connection ended within the frame.", "连接在数据包中途断开。";
    CrcWrong, "crc_wrong", Fatal, "The check sum is wrong by every known way of computing it.", "CRC 校验错误。";
    CrcModbus, "crc_modbus", Tolerable, "The check sum is CRC-16/MODBUS instead of the one of HJ 212.", "校验码按 CRC-16/MODBUS 计算，而非 HJ 212 算法。";
    CrcSwapped, "crc_swapped", Tolerable, "The two bytes of the check sum are in the wrong order.", "校验码高低字节颠倒。";
    CrcLowerCase, "crc_lower_case", Note, "The check sum is written in lower case.", "校验码为小写字母。";
    LengthOff, "length_off", Tolerable, "The length field does not match the data segment.", "长度字段与数据段不符。";
    LengthInCharacters, "length_in_characters", Note, "The length field counts characters instead of bytes.", "长度字段按字符而非字节计数。";
    TooLong, "too_long", Tolerable, "The data segment is longer than 1024 bytes.", "数据段超过 1024 字节。";
    LfOnly, "lf_only", Tolerable, "The frame ends with LF instead of CR LF.", "包尾为 LF 而非 CR LF。";
    NoTerminator, "no_terminator", Tolerable, "The frame ends without CR LF.", "缺少包尾 CR LF。";
    // Data segment.
    BadSegment, "bad_segment", Fatal, "The data segment lacks ST, CN, MN or a closed CP.", "数据段缺少 ST、CN、MN 或完整的 CP。";
    NulByte, "nul_byte", Fatal, "The data segment holds a NUL byte, which belongs to no text.", "数据段含有空字符（NUL），不是合法文本。";
    NotUtf8, "not_utf8", Tolerable, "The text is not UTF-8 (probably GBK).", "文本不是 UTF-8 编码（可能是 GBK）。";
    MissingQn, "missing_qn", Tolerable, "QN is missing.", "缺少 QN。";
    BadQn, "bad_qn", Tolerable, "QN is not 17 digits.", "QN 不是 17 位数字。";
    MissingPw, "missing_pw", Tolerable, "PW is missing.", "缺少 PW。";
    MnEmpty, "mn_empty", Fatal, "MN is empty.", "MN 为空。";
    MnShort, "mn_short", Tolerable, "MN has not the 24 characters of the 2017 edition.", "MN 不是 24 位。";
    MissingFlag, "missing_flag", Tolerable, "Flag is missing.", "缺少 Flag。";
    BadFlag, "bad_flag", Tolerable, "Flag is no number from 0 to 255.", "Flag 不是 0 至 255 的数字。";
    EditionFlagOdd, "edition_flag_odd", Tolerable, "The version bits of Flag do not fit the device or the packet.", "Flag 版本位与设备或数据包不符。";
    PartMissing, "part_missing", Fatal, "Flag announces parts, but PNUM and PNO are missing or impossible.", "Flag 声明拆包，但 PNUM、PNO 缺失或不合理。";
    PartUnannounced, "part_unannounced", Tolerable, "PNUM and PNO stand there although Flag does not announce them.", "存在 PNUM、PNO，但 Flag 未声明拆包。";
    UnknownField, "unknown_field", Note, "The header holds a field that no edition knows.", "包头含有标准之外的字段。";
    StraySpace, "stray_space", Tolerable, "There are blanks around a name, a value or the CP marks.", "名称、取值或 CP 标记周围有多余空格。";
    // Command parameters.
    UnknownCommand, "unknown_command", Note, "The command is not in the standard.", "标准中没有该命令编码。";
    MissingItem, "missing_item", Fatal, "An item that the command needs is missing or unreadable.", "缺少命令必需的数据项，或该项无法识别。";
    IllegalTime, "illegal_time", Fatal, "A time that the command needs is no legal time.", "时间格式不合法。";
    TimeWithMilliseconds, "time_with_milliseconds", Tolerable, "A time inside CP carries milliseconds.", "CP 内的时间带有毫秒。";
    LostValue, "lost_value", Fatal, "A measured value stands under a name that the standard does not know, so nobody could say what it is.", "有测量值的数据项名称不符合标准（如后缀写错），无法确定含义。";
    EmptyValue, "empty_value", Note, "A value is empty; the item counts as not measured, everything else was taken.", "有数值为空，该项按未测得处理，其余内容照常接收。";
    BadValue, "bad_value", Note, "A value cannot be read; that item alone was not used, everything else was taken.", "有数值无法识别，仅该项未采用，其余内容照常接收。";
    OddNumber, "odd_number", Note, "A number is not written as in the standard (such as +3.2, .5 or 1.5E2); it was read by its only meaning.", "有数值的写法不合标准（如 +3.2、.5、1.5E2），已按其唯一含义读取。";
    OddCase, "odd_case", Note, "A name is written in the wrong case (such as -rtd); it was read as meant.", "有名称的大小写不合标准（如 -rtd），已按原意读取。";
    BadItem, "bad_item", Tolerable, "An item has no `=`.", "有数据项缺少等号。";
    DuplicateItem, "duplicate_item", Tolerable, "The same item stands there twice; the first counts.", "同一数据项重复出现，以首个为准。";
    SemicolonForComma, "semicolon_for_comma", Tolerable, "`;` separates items of the same pollutant.", "同一污染物的数据项之间误用分号。";
    CommaForSemicolon, "comma_for_semicolon", Tolerable, "`,` separates items of different pollutants.", "不同污染物的数据项之间误用逗号。";
    UnknownPollutant, "unknown_pollutant", Note, "A pollutant code is not in the table.", "污染物编码不在编码表中。";
    LegacyCode, "legacy_code", Note, "A pollutant code is one of the 2005 edition.", "使用了 2005 版污染物编码。";
    UnknownFlag, "unknown_flag", Note, "A data flag is not in the standard.", "数据标记不在标准中。";
    VendorSuffix, "vendor_suffix", Note, "An item is a vendor's own; it is kept, not interpreted.", "含有厂商自定义数据项，保留但不解释。";
    SystemTypeMismatch, "system_type_mismatch", Note, "ST does not fit the pollutants (as water for a gas point).", "ST 与污染物类别不符（如废气点位使用废水编码）。";
}

impl Defect {
    /// Its bit in a [`Defects`] set.
    const fn bit(self) -> u64 {
        1 << self as u8
    }
}

/// The English sentence.
impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.english())
    }
}

/// The text is the name of no defect.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is the name of no defect")]
pub struct UnknownDefect(pub String);

/// Reads the stable name.
impl FromStr for Defect {
    type Err = UnknownDefect;

    fn from_str(code: &str) -> Result<Self, UnknownDefect> {
        let found = Self::ALL.iter().find(|defect| defect.code() == code);
        found.copied().ok_or_else(|| UnknownDefect(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_read_back() {
        for defect in Defect::ALL {
            assert_eq!(defect.code().parse(), Ok(*defect));
        }
        assert!("crc".parse::<Defect>().is_err());
    }

    #[test]
    fn a_set_has_room_for_all() {
        assert!(Defect::ALL.len() <= 64);
    }
}
