//! The one form in which names, addresses and numbers of permits are compared.

use crate::sheet::plain;

/// How companies end; the longest first. Which of them somebody wrote tells nobody apart.
const LEGAL_FORMS: [&str; 5] = ["有限责任公司", "股份有限公司", "有限公司", "总公司", "公司"];
/// Signs that say nothing in a name, and in an address but for the dash: 1-2 is not 12.
const SIGNS: &str = "()（）[]{}<>【】〔〕「」《》·•・_,，.。、;；:：'\"“”‘’#&";
/// Dashes.
const DASHES: &str = "-—–";
/// Within so many characters the name of a province or a city stands in front of an address.
const FRONT: usize = 6;
/// What is shorter than this is no address.
const SHORTEST_ADDRESS: usize = 4;

/// Without blanks, width, case and signs.
fn bare(text: &str) -> String {
    plain(text).to_lowercase().chars().filter(|c| !SIGNS.contains(*c)).collect()
}

/// A name without its legal form; all of it where nothing else is left.
pub(super) fn name(said: &str) -> String {
    let bare: String = bare(said).chars().filter(|c| !DASHES.contains(*c)).collect();
    let front = LEGAL_FORMS.iter().find_map(|form| bare.strip_suffix(form)).filter(|front| !front.is_empty());
    front.map_or_else(|| bare.clone(), str::to_owned)
}

/// An address without province and city; empty where it is too short to be one.
pub(super) fn address(said: &str) -> String {
    let bare = bare(said);
    let rest = behind(behind(&bare, '省'), '市');
    if rest.chars().count() < SHORTEST_ADDRESS { String::new() } else { rest.to_owned() }
}

/// What stands behind a sign that comes early, where anything does.
fn behind(text: &str, sign: char) -> &str {
    let early = text.char_indices().take(FRONT).skip(1).find(|(_, c)| *c == sign);
    let rest = early.map_or(text, |(at, c)| &text[at + c.len_utf8()..]);
    if rest.is_empty() { text } else { rest }
}

/// The number of a permit; empty where there is none.
pub(super) fn permit(said: Option<&str>) -> String {
    said.map(bare).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_nothing_that_tells() {
        for (said, want) in [
            ("样溪晨岚电镀有限公司", "样溪晨岚电镀"),
            ("样溪晨岚电镀有限责任公司", "样溪晨岚电镀"),
            ("样溪晨岚电镀股份有限公司", "样溪晨岚电镀"),
            (" 样溪（晨岚）电镀 有限公司 ", "样溪晨岚电镀"),
            ("ＹＸ晨岚电镀公司", "yx晨岚电镀"),
            ("样溪晨岚电镀厂", "样溪晨岚电镀厂"),
            ("样溪晨岚电镀有限公司澄溪分公司", "样溪晨岚电镀有限公司澄溪分"),
            ("有限公司", "有限公司"),
            ("", ""),
        ] {
            assert_eq!(name(said), want, "{said}");
        }
    }

    #[test]
    fn addresses_with_and_without_their_city() {
        for (said, want) in [
            ("例川省样溪市澄溪镇工业一路1号", "澄溪镇工业一路1号"),
            ("样溪市 澄溪镇工业一路 １号", "澄溪镇工业一路1号"),
            ("澄溪镇工业一路1号", "澄溪镇工业一路1号"),
            ("澄溪镇工业一路1-2号", "澄溪镇工业一路1-2号"),
            ("澄溪镇工业一路1号（A栋）", "澄溪镇工业一路1号a栋"),
            ("澄溪镇花园大道城市广场3楼", "澄溪镇花园大道城市广场3楼"),
            ("样溪市", ""),
            ("无", ""),
            ("", ""),
        ] {
            assert_eq!(address(said), want, "{said}");
        }
    }
}
