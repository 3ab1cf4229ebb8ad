//! A text with `{placeholders}`, taken apart.

use anyhow::{Result, bail, ensure};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// The place of an argument.
    Slot(String),
}

/// Takes `text` apart; a brace that opens or closes nothing is refused.
pub fn parse(text: &str) -> Result<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (words, tail) = rest.split_at(open);
        push_words(&mut pieces, words)?;
        let Some(close) = tail.find('}') else { bail!("`{{` is never closed") };
        let name = &tail[1..close];
        ensure!(is_identifier(name), "`{{{name}}}` is not a placeholder: use small letters, digits and `_`");
        pieces.push(Piece::Slot(name.to_owned()));
        rest = &tail[close + 1..];
    }
    push_words(&mut pieces, rest)?;
    Ok(pieces)
}

fn push_words(pieces: &mut Vec<Piece>, words: &str) -> Result<()> {
    ensure!(!words.contains('}'), "`}}` closes nothing");
    if !words.is_empty() {
        pieces.push(Piece::Words(words.to_owned()));
    }
    Ok(())
}

/// The placeholders' names in the order of their first appearance.
pub fn slots(pieces: &[Piece]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for piece in pieces {
        if let Piece::Slot(name) = piece
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    names
}

/// Whether `name` can be the name of a Rust function or argument.
pub fn is_identifier(name: &str) -> bool {
    const KEYWORDS: [&str; 12] =
        ["as", "fn", "for", "if", "in", "let", "loop", "match", "mod", "move", "type", "where"];
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(small) && !KEYWORDS.contains(&name)
}
