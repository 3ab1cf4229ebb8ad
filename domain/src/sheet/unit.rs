//! Units that stand in headers or in columns of their own, and what one of them is in the unit of the register.

use std::{collections::HashMap, sync::LazyLock};

use rust_decimal::Decimal;

use super::cell;
use crate::limit::UNITS;
use crate::utility::Feed;

/// Signs and words of units, and the letters by which they are compared.
const SIGNS: [(&str, &str); 10] = [
    ("³", "3"),
    ("²", "2"),
    ("µ", "u"),
    ("μ", "u"),
    ("℃", "°c"),
    ("毫克", "mg"),
    ("微克", "ug"),
    ("纳克", "ng"),
    ("立方米", "m3"),
    ("升", "l"),
];
/// What is counted or measured in, as it is compared, by itself or before a stroke (`g/L`). What stands in the brackets of
/// a header and is none of these is a remark.
const QUANTITIES: &[&str] = &[
    "g",
    "kg",
    "mg",
    "ug",
    "ng",
    "t",
    "lb",
    "tce",
    "l",
    "ml",
    "m3",
    "nm3",
    "m2",
    "m",
    "km",
    "mol",
    "bq",
    "mpn",
    "%",
    "‰",
    "ppm",
    "ppb",
    "°c",
    "pa",
    "kpa",
    "mpa",
    "kw",
    "kwh",
    "kw·h",
    "kw.h",
    "mwh",
    "gj",
    "mj",
    "s",
    "sec",
    "second",
    "seconds",
    "min",
    "minute",
    "minutes",
    "h",
    "hour",
    "hours",
    "ms",
    "pcs",
    "斤",
    "公斤",
    "千克",
    "克",
    "吨",
    "毫l",
    "立方",
    "方",
    "平方米",
    "平方",
    "米",
    "千米",
    "公里",
    "千瓦",
    "千瓦时",
    "兆瓦时",
    "度",
    "倍",
    "级",
    "小时",
    "分钟",
    "分",
    "秒",
    "毫秒",
    "元",
    "个",
    "只",
    "台",
    "套",
    "件",
    "片",
    "块",
    "张",
    "条",
    "双",
    "支",
    "瓶",
    "箱",
    "盒",
    "袋",
    "桶",
    "辆",
    "头",
    "羽",
    "株",
    "卷",
    "匹",
    "本",
    "册",
    "根",
    "粒",
    "枚",
];
/// Words for many of one.
const MANY: [&str; 5] = ["百万", "万", "亿", "千", "百"];

/// A unit as it is compared.
fn plain(text: &str) -> String {
    let small = cell::plain(text).to_lowercase();
    SIGNS.iter().fold(
        small,
        |text, (sign, letters)| {
            if text.contains(sign) { text.replace(sign, letters) } else { text }
        },
    )
}

/// Whether two texts are the same unit: `mg/m3`, `ＭＧ／Ｍ³` and `毫克/立方米` are.
pub fn same_unit(one: &str, other: &str) -> bool {
    one == other || plain(one) == plain(other)
}

/// Units that a text is looked up among, however it writes one of them: a sheet names its unit in each of 240,000 rows.
#[derive(Debug)]
pub struct Units<T>(HashMap<String, T>);

impl<T: Copy> FromIterator<(&'static str, T)> for Units<T> {
    /// Of two that are written alike the first one stands.
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(units: I) -> Self {
        let mut known = HashMap::new();
        for (said, unit) in units {
            known.entry(plain(said)).or_insert(unit);
        }
        Self(known)
    }
}

impl<T: Copy> Units<T> {
    /// The one that a text means.
    pub fn find(&self, text: &str) -> Option<T> {
        self.0.get(&plain(text)).copied()
    }
}

/// A unit of limits as the register writes it; empty for what has none. None for what no standard sets a limit in: `g/L`
/// is a slip of the pen.
pub fn limit_unit(text: &str) -> Option<&'static str> {
    static KNOWN: LazyLock<Units<&'static str>> = LazyLock::new(|| {
        let without = ["无量纲", "无", "dimensionless", "none"].map(|word| (word, ""));
        without.into_iter().chain(UNITS.map(|unit| (unit, unit))).collect()
    });
    KNOWN.find(text)
}

/// Whether a text is a quantity that something may be counted or measured in, be it one that can be meant here or not.
pub(super) fn is_quantity(text: &str) -> bool {
    let plain = plain(text);
    let one = plain.split('/').next().unwrap_or_default();
    let without_many = MANY.iter().find_map(|many| one.strip_prefix(many)).unwrap_or(one);
    [one, without_many].iter().any(|one| QUANTITIES.contains(one))
}

/// How many kilograms a year one of this unit is: `kg`, `吨/年`, `t/a`.
pub fn load_unit(text: &str) -> Option<Decimal> {
    let plain = plain(text);
    let mass = ["/a", "/年", "/yr", "/year", "每年", "ayear"].iter().find_map(|year| plain.strip_suffix(year));
    match mass.unwrap_or(&plain) {
        "kg" | "千克" | "公斤" => Some(Decimal::ONE),
        "t" | "吨" => Some(Decimal::ONE_THOUSAND),
        "g" | "克" => Some(Decimal::new(1, 3)),
        _ => None,
    }
}

/// How many kilograms one of this unit is: `kg`, `吨`.
pub fn mass_unit(text: &str) -> Option<Decimal> {
    let plain = plain(text);
    load_unit(text).filter(|_| matches!(&*plain, "kg" | "千克" | "公斤" | "t" | "吨" | "g" | "克"))
}

/// How many seconds one of this unit is.
pub fn seconds_unit(text: &str) -> Option<Decimal> {
    match &*plain(text) {
        "s" | "秒" | "sec" | "second" | "seconds" => Some(Decimal::ONE),
        "min" | "分" | "分钟" | "minute" | "minutes" => Some(Decimal::from(60)),
        _ => None,
    }
}

/// Which feed bills in this unit, and how many kWh or m³ one of it is. A tonne of water is a cubic metre.
pub fn bill_unit(text: &str) -> Option<(Feed, Decimal)> {
    let plain = plain(text);
    let (many, one) = match plain.strip_prefix('万') {
        Some(one) => (Decimal::from(10_000), one),
        None => (Decimal::ONE, &*plain),
    };
    match one {
        "kwh" | "kw·h" | "kw.h" | "千瓦时" | "度" => Some((Feed::Power, many)),
        "mwh" | "兆瓦时" => Some((Feed::Power, many * Decimal::ONE_THOUSAND)),
        "m3" | "立方" | "方" | "吨" | "t" => Some((Feed::Water, many)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn units_and_what_they_are() {
        for (text, want) in [
            ("kg", Some(dec!(1))),
            ("千克/年", Some(dec!(1))),
            ("ｔ／ａ", Some(dec!(1000))),
            ("吨", Some(dec!(1000))),
            ("万吨", None),
            ("", None),
        ] {
            assert_eq!(load_unit(text), want, "{text}");
        }
        assert_eq!((seconds_unit("分钟"), seconds_unit("s"), seconds_unit("h")), (Some(dec!(60)), Some(dec!(1)), None));
        for (text, want) in [
            ("kWh", Some((Feed::Power, dec!(1)))),
            ("万千瓦时", Some((Feed::Power, dec!(10000)))),
            ("MWh", Some((Feed::Power, dec!(1000)))),
            ("m³", Some((Feed::Water, dec!(1)))),
            ("万 m3", Some((Feed::Water, dec!(10000)))),
            ("立方米", Some((Feed::Water, dec!(1)))),
            ("元", None),
        ] {
            assert_eq!(bill_unit(text), want, "{text}");
        }
    }
    #[test]
    fn limits_are_set_in_few_units() {
        for (text, want) in [
            ("mg/L", Some("mg/L")),
            ("ＭＧ／Ｌ", Some("mg/L")),
            ("毫克/升", Some("mg/L")),
            ("mg/m3", Some("mg/m³")),
            ("毫克/立方米", Some("mg/m³")),
            ("μg/L", Some("µg/L")),
            ("个/升", Some("个/L")),
            ("℃", Some("°C")),
            ("倍", Some("倍")),
            ("无量纲", Some("")),
            ("g/L", None),
            ("kg/L", None),
            ("斤", None),
            ("", None),
        ] {
            assert_eq!(limit_unit(text), want, "{text}");
        }
        assert!(UNITS.iter().all(|unit| limit_unit(unit) == Some(unit) && is_quantity(unit)));
    }

    #[test]
    fn quantities_are_told_from_remarks() {
        for text in ["g/L", "mg/L", "斤", "吨/天", "万件", "百万千瓦时", "m²", "毫克/立方米", "%", "kW·h", "h", "元/吨"]
        {
            assert!(is_quantity(text), "{text}");
        }
        for text in ["全称", "设计", "全厂", "必填", "MN", "GB 21900", "日均", "是/否", "WGS-84", "COD", ""]
        {
            assert!(!is_quantity(text), "{text}");
        }
    }
}
