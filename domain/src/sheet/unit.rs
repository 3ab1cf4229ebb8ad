//! Units that stand in headers or in columns of their own, and what one of them is in the unit of the register.

use rust_decimal::Decimal;

use crate::input::{clean, half_width};
use crate::utility::Feed;

fn plain(text: &str) -> String {
    let plain = clean(text).chars().filter(|c| !c.is_whitespace()).map(half_width).collect::<String>().to_lowercase();
    plain.replace('³', "3")
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
        "m3" | "立方米" | "立方" | "方" | "吨" | "t" => Some((Feed::Water, many)),
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
            ("元", None),
        ] {
            assert_eq!(bill_unit(text), want, "{text}");
        }
    }
}
