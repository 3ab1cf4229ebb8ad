//! Feeds, months and shares in words.

use domain::lang::Lang;
use domain::month::Month;
use domain::sheet::Kind;
use domain::utility::Feed;

use crate::texts::{admin_feeds as texts, bureau_feeds as delivered};
use crate::ui::when;

/// The name of a feed.
pub fn feed_name(lang: Lang, feed: Feed) -> &'static str {
    match feed {
        Feed::Power => texts::power(lang),
        Feed::Water => texts::water(lang),
        Feed::Tax => texts::tax(lang),
    }
}

/// The name of something that is delivered.
pub fn kind_name(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Power => delivered::kind_power(lang),
        Kind::Water => delivered::kind_water(lang),
        Kind::Market => delivered::kind_registry(lang),
        Kind::Weather => delivered::kind_weather(lang),
        Kind::Holidays => delivered::kind_calendar(lang),
        Kind::Tax => delivered::kind_tax(lang),
        Kind::Manifests => delivered::kind_manifests(lang),
        Kind::Lab => delivered::kind_lab(lang),
        other => lang.pick(other.zh(), other.en()),
    }
}

/// A month: 2026年10月, October 2026.
pub fn month_name(lang: Lang, month: Month) -> String {
    let first = format!("{month}-01").parse();
    first.map_or_else(|_impossible| month.to_string(), |day| when::month_of(lang, day))
}

/// Months one after the other.
pub fn month_names(lang: Lang, months: &[Month]) -> String {
    let names: Vec<_> = months.iter().map(|month| month_name(lang, *month)).collect();
    names.join(lang.pick("、", ", "))
}

/// A share in percent, rounded to one decimal; with two where one would make it 100 % while something is missing. Never 0 % while
/// something is there.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let (part, whole) = (u128::from(part), u128::from(whole));
    let tenths = (part * 2000 + whole) / (whole * 2);
    if tenths == 1000 && part < whole {
        let hundredths = part * 10_000 / whole;
        return format!("{}.{:02}%", hundredths / 100, hundredths % 100);
    }
    let tenths = if part > 0 { tenths.max(1) } else { tenths };
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_to_all_or_nothing() {
        for (part, whole, want) in [
            (24, 24, "100.0%"),
            (22_002, 22_008, "99.97%"),
            (239_999, 240_000, "99.99%"),
            (1_876, 1_900, "98.7%"),
            (1, 24_000, "0.1%"),
            (0, 5, "0.0%"),
            (0, 0, "—"),
        ] {
            assert_eq!(percent(part, whole), want);
        }
    }

    #[test]
    fn months_in_both_languages() {
        let months = ["2026-10".parse().unwrap(), "2026-11".parse().unwrap()];
        assert_eq!(month_names(Lang::Zh, &months), "2026年10月、2026年11月");
        assert_eq!(month_names(Lang::En, &months), "October 2026, November 2026");
    }
}
