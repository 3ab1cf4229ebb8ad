//! Checked texts into Rust code.

use std::fmt::Write as _;

use super::pattern::Piece;
use super::row::Entry;

/// Appends the module of one page.
pub fn page(code: &mut String, name: &str, entries: &[Entry]) {
    let mut functions = String::new();
    for entry in entries {
        function(&mut functions, entry);
    }
    let _ = write!(code, "/// Texts of `{name}`.\npub mod {name} {{\n    use super::Lang;\n\n{functions}}}\n");
}

fn function(code: &mut String, entry: &Entry) {
    let Entry { key, .. } = entry;
    let _ = writeln!(code, "    /// {}", plain(&entry.zh));
    if entry.arguments.is_empty() {
        let (zh, en) = (plain(&entry.zh), plain(&entry.en));
        let _ = writeln!(code, "    pub const fn {key}(lang: Lang) -> &'static str {{ lang.pick({zh:?}, {en:?}) }}");
        return;
    }
    let _ = writeln!(code, "    pub fn {key}(lang: Lang, {}) -> String {{", parameters(entry));
    if let Some(count) = &entry.count {
        let _ = writeln!(code, "        let one = {count} == 1;\n        let {count} = super::grouped({count});");
    }
    let _ = writeln!(code, "        match lang {{\n            Lang::Zh => {},", format_call(&entry.zh));
    if let Some(one) = &entry.en_one {
        let _ = writeln!(code, "            Lang::En if one => {},", format_call(one));
    }
    let _ = writeln!(code, "            Lang::En => {},\n        }}\n    }}", format_call(&entry.en));
}

fn parameters(entry: &Entry) -> String {
    let kind = |name: &String| if entry.count.as_ref() == Some(name) { "u64" } else { "impl super::Display" };
    entry.arguments.iter().map(|name| format!("{name}: {}", kind(name))).collect::<Vec<_>>().join(", ")
}

fn format_call(pieces: &[Piece]) -> String {
    match pieces {
        [Piece::Words(words)] => format!("{words:?}.to_owned()"),
        _ => format!("format!({:?})", plain(pieces)),
    }
}

fn plain(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Slot(name) => format!("{{{name}}}"),
        })
        .collect()
}
