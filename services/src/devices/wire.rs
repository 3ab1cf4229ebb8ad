//! The bytes of a frame as text that can be read, and without the password: who needs it asks for it.

use domain::input::printable;

/// What stands for a password.
const HIDDEN: &str = "••••••";

/// The bytes as text: control characters as programmers write them (`\r\n`), what is no UTF-8, what nobody sees and what
/// turns the direction of the line around as `�`. The value of every `PW` is hidden.
pub(super) fn text(wire: &[u8]) -> String {
    let mut text = String::with_capacity(wire.len());
    for c in String::from_utf8_lossy(wire).chars() {
        if c.is_control() {
            text.extend(c.escape_default());
        } else {
            text += &printable(c.encode_utf8(&mut [0; 4]), 1);
        }
    }
    without_password(&text)
}

/// The text with the value of every `PW` hidden, however broken the frame is around it.
fn without_password(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    // Lower-casing ASCII only keeps every place where it is.
    while let Some(at) = rest.to_ascii_lowercase().find("pw") {
        let (before, from) = rest.split_at(at + "pw".len());
        shown += before;
        let value = from.trim_start_matches([' ', '=', '\t']);
        shown += &from[..from.len() - value.len()];
        let end = value.find([';', '&', ',', ' ']).unwrap_or(value.len());
        if end > 0 {
            shown += HIDDEN;
        }
        rest = &value[end..];
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_seen() {
        let wire = b"##0066ST=91;CP=&&&&A141\r\n\x00\xff";
        assert_eq!(text(wire), "##0066ST=91;CP=&&&&A141\\r\\n\\u{0}\u{fffd}");
    }

    #[test]
    fn nothing_turns_the_line_around() {
        assert_eq!(text("a\u{202e}b\u{200b}".as_bytes()), "a\u{fffd}b\u{fffd}");
    }

    #[test]
    fn nobody_sees_a_password() {
        let cases = [
            ("ST=91;PW=123456;MN=1", "ST=91;PW=••••••;MN=1"),
            ("pw=123456", "pw=••••••"),
            ("PW= 123456 ;", "PW= •••••• ;"),
            ("PW;MN=1;PW=1&&PW=2", "PW;MN=1;PW=••••••&&PW=••••••"),
            ("##0066", "##0066"),
            ("字PW=字;PW", "字PW=••••••;PW"),
        ];
        for (wire, want) in cases {
            assert_eq!(text(wire.as_bytes()), want);
        }
    }
}
