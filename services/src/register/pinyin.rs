//! Pinyin of names, for the search.

use pinyin::{Pinyin, ToPinyin};

/// Characters that names of companies and places read otherwise than a dictionary's first reading, by where they occur:
/// 长岭, 西涌 (in place names of Guangdong), 调味品, 嘉晟, 珩.
const IN_NAMES: [(char, &str); 5] = [('长', "chang"), ('涌', "chong"), ('调', "tiao"), ('晟', "sheng"), ('珩', "heng")];

/// The syllable of a character, without its tone; none where it has no reading.
pub fn syllable(character: char) -> Option<&'static str> {
    let in_names = IN_NAMES.iter().find(|(known, _)| *known == character).map(|(_, syllable)| *syllable);
    in_names.or_else(|| character.to_pinyin().map(Pinyin::plain))
}

/// Full pinyin and initials of a name: `chengxiyongzhoudianduchang cxyzddc`. Letters and digits stay what they are.
pub fn pinyin(name: &str) -> String {
    let (mut full, mut initials) = (String::new(), String::new());
    for character in name.chars() {
        if let Some(syllable) = syllable(character) {
            full.push_str(syllable);
            initials.extend(syllable.chars().next());
        } else if character.is_ascii_alphanumeric() {
            full.push(character.to_ascii_lowercase());
            initials.push(character.to_ascii_lowercase());
        }
    }
    format!("{full} {initials}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_people_read_them() {
        for (name, want) in [
            ("澄溪永昼电镀厂", "chengxiyongzhoudianduchang cxyzddc"),
            ("长岭调味品厂", "changlingtiaoweipinchang cltwpc"),
            ("苇涌PCB（2厂）", "weichongpcb2chang wcpcb2c"),
            ("", " "),
        ] {
            assert_eq!(pinyin(name), want, "{name}");
        }
    }
}
