//! The text generator: pages of texts in, Rust code out.
//!
//! A page is a TOML file; each text is a table that holds all languages side by side:
//!
//! ```toml
//! [silent]
//! zh = "{count} 个监测点超过 1 小时没有数据"
//! en = "{count} points have sent nothing for over an hour"
//! en_one = "{count} point has sent nothing for over an hour"
//! count = "count"
//! ```
//!
//! becomes `pub fn silent(lang: Lang, count: u64) -> String`. Arguments come in the order in which the Chinese text
//! names them; one named by `count` is a number that chooses the English singular and is printed with thousands
//! separators, every other one is anything that can be displayed. A text without arguments is a `&'static str`.

mod check;
mod emit;
mod pattern;
mod row;

use anyhow::{Context, Result};

/// The code for `pages`, each a name and a TOML text.
pub fn generate(pages: &[(String, String)]) -> Result<String> {
    let mut code = String::new();
    for (name, content) in pages {
        let entries = row::read(content).with_context(|| format!("texts/{name}.toml"))?;
        emit::page(&mut code, name, &entries);
    }
    Ok(code)
}

#[cfg(test)]
mod tests;
