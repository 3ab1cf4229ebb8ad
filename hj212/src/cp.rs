//! The command parameters CP (指令参数): groups of `key=value`.

use std::fmt;

mod build;

pub use build::{BuildError, CpBuilder};

/// The text between `CP=&&` and `&&`, kept byte for byte, with an index of its items.
///
/// `,` joins the items of one group (one pollutant), `;` separates groups. A value that begins with
/// `//` runs to the closing `//`: the log text of command 3020 may hold separators.
///
/// ```
/// use hj212::Cp;
/// let cp = Cp::parse("DataTime=20261122081500;w01018-Rtd=41.2,w01018-Flag=N");
/// assert_eq!(cp.get("w01018-Rtd"), Some("41.2"));
/// assert_eq!(cp.items().last().unwrap().group, 1);
/// ```
#[derive(Clone, Default)]
pub struct Cp {
    text: String,
    spans: Vec<Span>,
}

/// Where an item lies: `text[start..equals]` is the key, what follows the sign up to `end` the value.
#[derive(Debug, Clone, Copy)]
struct Span {
    group: usize,
    start: usize,
    /// Equal to `end` where the item has no `=`.
    equals: usize,
    end: usize,
}

/// One `key=value`, blanks around key and value taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// Which `;` group the item stands in, from 0.
    pub group: usize,
    /// The name, case-sensitive, such as `w01018-Rtd`.
    pub key: &'a str,
    /// `None` where there is no `=`.
    pub value: Option<&'a str>,
    /// Whether blanks were taken off.
    pub trimmed: bool,
}

impl Cp {
    /// Indexes a text. Any text is taken; empty items (as after a trailing `;`) are left out.
    pub fn parse(text: impl Into<String>) -> Self {
        let text = text.into();
        let spans = index(&text);
        Self { text, spans }
    }

    /// Starts an empty list that is filled item by item.
    pub fn builder() -> CpBuilder {
        CpBuilder::default()
    }

    /// The text as on the wire, without the enclosing `&&`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is no item at all.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// All items in the order of the wire.
    pub fn items(&self) -> impl ExactSizeIterator<Item = Item<'_>> + DoubleEndedIterator {
        self.spans.iter().map(|span| span.item(&self.text))
    }

    /// The value of the first item with this key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.items().find(|item| item.key == key)?.value
    }
}

/// Two lists are equal when their wire texts are.
impl PartialEq for Cp {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Cp {}

impl fmt::Debug for Cp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Cp").field(&self.text).finish()
    }
}

impl fmt::Display for Cp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Span {
    fn item(self, text: &str) -> Item<'_> {
        let raw_key = &text[self.start..self.equals];
        let raw_value = text.get(self.equals + 1..self.end);
        let (key, value) = (raw_key.trim(), raw_value.map(str::trim));
        let trimmed = key.len() != raw_key.len() || value.map(str::len) != raw_value.map(str::len);
        Item { group: self.group, key, value, trimmed }
    }
}

/// One pass over the bytes. Separators are ASCII, so every cut is a character boundary.
fn index(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut spans = Vec::with_capacity(bytes.len() / 16);
    let (mut group, mut start, mut equals, mut at) = (0, 0, None, 0);
    loop {
        let separator = bytes.get(at).copied();
        match separator {
            Some(b'=') if equals.is_none() => {
                equals = Some(at);
                at = end_of_log(bytes, at + 1);
            }
            None | Some(b',' | b';') => {
                if !text[start..at].trim().is_empty() {
                    spans.push(Span { group, start, equals: equals.unwrap_or(at), end: at });
                }
                group += usize::from(separator == Some(b';'));
                (start, equals, at) = (at + 1, None, at + 1);
                if separator.is_none() {
                    return spans;
                }
            }
            Some(_) => at += 1,
        }
    }
}

/// Where to go on looking for a separator: behind the closing `//` if a log text begins here.
fn end_of_log(bytes: &[u8], value: usize) -> usize {
    let Some(log) = bytes[value..].strip_prefix(b"//") else { return value };
    log.windows(2).position(|pair| pair == b"//").map_or(value, |length| value + length + 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("", &[])]
    #[case("a=1", &[(0, "a", Some("1"))])]
    #[case("a=1,b=2;c=3", &[(0, "a", Some("1")), (0, "b", Some("2")), (1, "c", Some("3"))])]
    #[case("a=1;", &[(0, "a", Some("1"))])]
    #[case(" a = 1 ; b=", &[(0, "a", Some("1")), (1, "b", Some(""))])]
    #[case("bare;x==y", &[(0, "bare", None), (1, "x", Some("=y"))])]
    #[case("i1-Info=//清洗;a,b=c//;z=1", &[(0, "i1-Info", Some("//清洗;a,b=c//")), (1, "z", Some("1"))])]
    #[case("i1-Info=//open;z=1", &[(0, "i1-Info", Some("//open")), (1, "z", Some("1"))])]
    fn items(#[case] text: &str, #[case] wanted: &[(usize, &str, Option<&str>)]) {
        let cp = Cp::parse(text);
        let items: Vec<_> = cp.items().map(|item| (item.group, item.key, item.value)).collect();
        assert_eq!(items, wanted);
        assert_eq!(cp.as_str(), text);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_indexed(text: String) {
            let cp = Cp::parse(text.clone());
            proptest::prop_assert!(cp.items().count() <= text.len());
        }
    }
}
