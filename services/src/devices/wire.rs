//! The bytes of a frame as text that can be read, and without the password for those who must not have it.

use domain::access::{Action, may};

use crate::accounts::Actor;

/// What stands for a password.
const HIDDEN: &str = "••••••";

/// The bytes as text: control characters as programmers write them (`\r\n`), what is no UTF-8 as `�`.
pub(super) fn text(actor: &Actor, wire: &[u8]) -> String {
    let mut text = String::with_capacity(wire.len());
    String::from_utf8_lossy(wire).chars().for_each(|c| write(&mut text, c));
    if may(actor.role, Action::ManageDevices) { text } else { without_password(&text) }
}

fn write(text: &mut String, c: char) {
    match c {
        // What turns the direction of a line around would make it read otherwise than it is.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => text.push('\u{fffd}'),
        c if c.is_control() => text.extend(c.escape_default()),
        c => text.push(c),
    }
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
    use domain::access::Role;

    use super::*;

    fn actor(role: Role) -> Actor {
        Actor { account_id: 1, role, enterprise_id: None, town_id: None, name: String::new() }
    }

    #[test]
    fn control_characters_are_seen() {
        let wire = b"##0066ST=91;PW=123456;CP=&&&&A141\r\n\x00\xff";
        assert_eq!(text(&actor(Role::Admin), wire), "##0066ST=91;PW=123456;CP=&&&&A141\\r\\n\\u{0}\u{fffd}");
    }

    #[test]
    fn nothing_turns_the_line_around() {
        assert_eq!(text(&actor(Role::Admin), "a\u{202e}b".as_bytes()), "a\u{fffd}b");
    }

    #[test]
    fn the_auditor_sees_no_password() {
        let cases = [
            ("ST=91;PW=123456;MN=1", "ST=91;PW=••••••;MN=1"),
            ("pw=123456", "pw=••••••"),
            ("PW= 123456 ;", "PW= •••••• ;"),
            ("PW;MN=1;PW=1&&PW=2", "PW;MN=1;PW=••••••&&PW=••••••"),
            ("##0066", "##0066"),
            ("字PW=字;PW", "字PW=••••••;PW"),
        ];
        for (wire, want) in cases {
            assert_eq!(text(&actor(Role::Auditor), wire.as_bytes()), want);
        }
    }
}
