//! The names of other modules that a file holds.

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// What a file says about other modules of its crate.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The modules that it declares and that have a file of their own.
    pub children: Vec<String>,
    /// The paths that begin with `crate`, `super`, `self`, or come after `use`, each to its last name.
    pub used: Vec<Vec<String>>,
    /// What it hands on under its own path (`pub use`): the name, and the path that it stands for. A glob is `*`.
    pub handed_on: Vec<(String, Vec<String>)>,
}

/// Reads a file. What stands in an inner module of tests does not count: no other file can depend on it.
pub fn of(text: &str) -> Result<Names> {
    let tokens: TokenStream = text.parse().map_err(|error| anyhow!("{error}"))?;
    let mut names = Names::default();
    walk(tokens, &mut names);
    Ok(names)
}

fn walk(tokens: TokenStream, names: &mut Names) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    let mut public = false;
    while at < tokens.len() {
        match word(&tokens, at).as_deref() {
            Some("mod") => at = module(&tokens, at + 1, names),
            Some("use") => {
                let mut paths = Vec::new();
                at = tree(&tokens, at + 1, &[], &mut paths);
                for (name, path) in paths {
                    if public {
                        names.handed_on.push((name, path.clone()));
                    }
                    names.used.push(path);
                }
            }
            Some("crate" | "super" | "self") if colons(&tokens, at + 1) => {
                let mut path = Vec::new();
                at = simple(&tokens, at, &mut path);
                names.used.push(path);
            }
            Some("pub") => {
                // `pub(crate)` and the like are public enough.
                let is_bracketed = |group: &Group| group.delimiter() == Delimiter::Parenthesis;
                let visible_in = matches!(tokens.get(at + 1), Some(TokenTree::Group(group)) if is_bracketed(group));
                at += if visible_in { 2 } else { 1 };
                public = true;
                continue;
            }
            _ => {
                if let Some(TokenTree::Group(group)) = tokens.get(at) {
                    walk(group.stream(), names);
                }
                at += 1;
            }
        }
        public = false;
    }
}

/// After the word `mod`: notes one that has a file, and passes over one that is written out.
fn module(tokens: &[TokenTree], at: usize, names: &mut Names) -> usize {
    if let (Some(name), Some(TokenTree::Punct(end))) = (word(tokens, at), tokens.get(at + 1))
        && end.as_char() == ';'
    {
        names.children.push(name);
    }
    at + 2
}

/// A path without braces: `crate::a::b`.
fn simple(tokens: &[TokenTree], mut at: usize, path: &mut Vec<String>) -> usize {
    while let Some(name) = word(tokens, at) {
        path.push(name);
        at += 1;
        if !colons(tokens, at) {
            break;
        }
        at += 2;
    }
    at
}

/// What follows `use`, braces included: each name under which something comes in, and its path.
fn tree(tokens: &[TokenTree], at: usize, before: &[String], found: &mut Vec<(String, Vec<String>)>) -> usize {
    let mut path = before.to_vec();
    let mut at = simple(tokens, at, &mut path);
    match tokens.get(at) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            for branch in inner.split(|token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',')) {
                if !branch.is_empty() {
                    tree(branch, 0, &path, found);
                }
            }
            at += 1;
        }
        Some(TokenTree::Punct(star)) if star.as_char() == '*' => {
            found.push(("*".to_owned(), path));
            at += 1;
        }
        _ => {
            let mut name = path.last().cloned().unwrap_or_default();
            if name == "self" {
                path.pop();
                name = path.last().cloned().unwrap_or_default();
            }
            if word(tokens, at).as_deref() == Some("as") {
                name = word(tokens, at + 1).unwrap_or_default();
                at += 2;
            }
            found.push((name, path));
        }
    }
    at
}

fn word(tokens: &[TokenTree], at: usize) -> Option<String> {
    match tokens.get(at)? {
        TokenTree::Ident(ident) => Some(ident.to_string().trim_start_matches("r#").to_owned()),
        _ => None,
    }
}

fn colons(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |at| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
    colon(at) && colon(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<String> {
        text.split("::").map(str::to_owned).collect()
    }

    #[test]
    fn names_are_read_wherever_they_stand() {
        let text = "
            mod one; pub use one::{One, two::{self, Three as Four}}; use super::*;
            fn f() { view! { <p>{crate::ui::show(super::x)}</p> } }
            mod tests { use super::secret; }";
        let names = of(text).unwrap();
        assert_eq!(names.children, ["one"]);
        let used = ["one::One", "one::two", "one::two::Three", "super", "crate::ui::show", "super::x"];
        assert_eq!(names.used, used.map(path));
        let handed_on = [("One", "one::One"), ("two", "one::two"), ("Four", "one::two::Three")];
        assert_eq!(names.handed_on, handed_on.map(|(name, from)| (name.to_owned(), path(from))));
    }
}
