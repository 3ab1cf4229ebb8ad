//! Characters that nobody can see.

use std::ops::RangeInclusive;

/// Characters that leave no mark on paper: Unicode's property `Default_Ignorable_Code_Point` (version 16), the annotation
/// marks, and two that are blank without being called so: the empty Braille pattern and the
/// object replacement. In ascending order.
const INVISIBLE: [RangeInclusive<char>; 22] = [
    '\u{ad}'..='\u{ad}',
    '\u{34f}'..='\u{34f}',
    '\u{61c}'..='\u{61c}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{2800}'..='\u{2800}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{fff0}'..='\u{fffc}',
    '\u{fffe}'..='\u{ffff}',
    '\u{1bca0}'..='\u{1bca3}',
    '\u{1d173}'..='\u{1d17a}',
    '\u{e0000}'..='\u{e00ff}',
    '\u{e0100}'..='\u{e01ef}',
    '\u{e01f0}'..='\u{e0fff}',
    '\u{ffffe}'..='\u{fffff}',
];

/// Whether a character leaves no mark and takes no room.
pub(super) fn is_invisible(c: char) -> bool {
    INVISIBLE
        .binary_search_by(|range| {
            if *range.end() < c {
                std::cmp::Ordering::Less
            } else if *range.start() > c {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
}

/// Whether an invisible character changes how the one before it looks: joiners (families of emoji, Indic scripts) and
/// variation selectors (coloured emoji, the right form of a rare character in a name).
pub(super) const fn is_joining(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{34f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(INVISIBLE.windows(2).all(|pair| pair[0].end() < pair[1].start()));
    }

    #[test]
    fn what_can_be_seen_and_what_cannot() {
        for c in ['\u{200b}', '\u{feff}', '\u{3164}', '\u{2800}', '\u{202e}', '\u{e0041}', '\u{fe0f}', '\u{200d}'] {
            assert!(is_invisible(c), "{c:?}");
        }
        for c in ['a', '烟', '，', '😀', '\u{301}', '\u{2028}', '0'] {
            assert!(!is_invisible(c), "{c:?}");
        }
    }
}
