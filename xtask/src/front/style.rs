//! One style sheet out of `style/main.css` and the files that it imports.
//!
//! `main.css` holds the order of the layers and lines of the form `@import url("tokens.css") layer(tokens);`. Each
//! becomes `@layer tokens { … }` with the file's text, so that a browser asks once. Comments, indentation and empty
//! lines go; nothing else is touched.

use crate::project;
use anyhow::{Context as _, Result, bail};
use std::path::Path;

/// Reads the main file and everything that it imports.
pub fn bundle(main: &Path) -> Result<String> {
    let folder = main.parent().context("the main style sheet is in no folder")?;
    let text = without_comments(&project::read(main)?);
    let mut sheet = String::new();
    for line in lines(&text) {
        if line.starts_with("@import") {
            let (file, layer) = import(line).with_context(|| format!("{}: `{line}`", main.display()))?;
            let text = squeeze(&project::read(&folder.join(file))?).with_context(|| file.to_owned())?;
            sheet.extend(["@layer ", layer, "{\n", &text, "}\n"]);
        } else {
            sheet.extend([line, "\n"]);
        }
    }
    Ok(sheet)
}

/// The file and the layer of `@import url("FILE") layer(LAYER);`.
fn import(line: &str) -> Result<(&str, &str)> {
    let inner = line.strip_prefix("@import url(\"").and_then(|rest| rest.strip_suffix(");"));
    inner
        .and_then(|inner| inner.split_once("\") layer("))
        .context("only `@import url(\"FILE\") layer(LAYER);` is understood")
}

fn squeeze(text: &str) -> Result<String> {
    let text = without_comments(text);
    if text.contains("@import") {
        bail!("only main.css may import");
    }
    Ok(lines(&text).flat_map(|line| [line, "\n"]).collect())
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Takes the comments out, and leaves a `/*` inside a string alone.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        kept += before;
        if let Some(comment) = from.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else {
            let (verbatim, after) = from.split_at(if from.starts_with('/') { 1 } else { string_length(from) });
            kept += verbatim;
            rest = after;
        }
    }
    kept + rest
}

/// The length of the string at the start of the text, quotes included; an escaped quote does not end it.
fn string_length(text: &str) -> usize {
    let mut letters = text.char_indices();
    let quote = letters.next().map(|(_, quote)| quote);
    let mut escaped = false;
    for (at, letter) in letters {
        if !escaped && Some(letter) == quote {
            return at + 1;
        }
        escaped = letter == '\\' && !escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn bundled(main: &str, part: &str) -> Result<String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("main.css"), main).unwrap();
        fs::write(folder.path().join("part.css"), part).unwrap();
        bundle(&folder.path().join("main.css"))
    }

    #[test]
    fn an_import_becomes_its_layer() {
        let main = "/* order */\n@layer tokens, base;\n\n@import url(\"part.css\") layer(base);\n";
        let part = "a {\n  color: red; /* why */\n}\n";
        assert_eq!(bundled(main, part).unwrap(), "@layer tokens, base;\n@layer base{\na {\ncolor: red;\n}\n}\n");
    }

    #[test]
    fn a_comment_inside_a_string_stays() {
        assert_eq!(without_comments(r#"a::before{content:"\"/*x*/"}/* y */b{}"#), r#"a::before{content:"\"/*x*/"}b{}"#);
        assert_eq!(without_comments("a{width:calc(1px/2)}/* open"), "a{width:calc(1px/2)}");
    }

    #[test]
    fn an_import_in_another_form_is_refused_by_name() {
        let error = format!("{:#}", bundled("@import \"part.css\";", "").unwrap_err());
        assert!(error.contains("@import \"part.css\";"), "{error}");
        assert!(bundled("@import url(\"part.css\") layer(base);", "@import url(\"x.css\");").is_err());
        assert!(bundled("@import url(\"none.css\") layer(base);", "").is_err());
    }
}
