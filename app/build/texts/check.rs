//! What is wrong with a text before anybody reads it.

use anyhow::{Result, bail, ensure};

/// Half-width marks that Chinese sets full-width.
const HALF_WIDTH: [char; 7] = [',', ';', ':', '?', '!', '(', ')'];

/// Refuses an empty Chinese text, one that has no Chinese in it, and half-width marks beside a Chinese character.
pub fn chinese(text: &str) -> Result<()> {
    trimmed(text)?;
    let letters: Vec<char> = text.chars().collect();
    for pair in letters.windows(2) {
        let (left, right) = (pair[0], pair[1]);
        let mark = if is_han(left) { right } else { left };
        if (is_han(left) || is_han(right)) && HALF_WIDTH.contains(&mark) {
            bail!("`{left}{right}`: Chinese takes the full-width form of `{mark}`");
        }
    }
    Ok(())
}

/// Refuses an empty English text and one that is mostly Chinese, that is, not translated.
pub fn english(text: &str) -> Result<()> {
    trimmed(text)?;
    let han = text.chars().filter(|&c| is_han(c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    ensure!(han <= latin, "the English text is still Chinese: `{text}`");
    ensure!(!text.contains(['，', '。', '；']), "the English text has Chinese punctuation: `{text}`");
    Ok(())
}

fn trimmed(text: &str) -> Result<()> {
    ensure!(!text.is_empty() && text == text.trim(), "a text is neither empty nor has blanks around it: `{text}`");
    Ok(())
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}
