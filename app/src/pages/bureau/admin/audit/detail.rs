//! What the log keeps beside an act, in words.

use domain::access::Role;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::pages::parts::{Sentence, count, quarter_name, role_name};
use crate::texts::admin_audit as texts;

/// The particulars of a line, one sentence each; none where there are none. What somebody wrote is in Chinese. What a newer
/// version wrote and this one does not know stands there with its own name.
pub fn particulars(lang: Lang, stored: &str) -> Vec<Sentence> {
    let fields: Map<String, Value> = serde_json::from_str(stored).unwrap_or_default();
    fields.iter().filter_map(|(name, value)| sentence(lang, name, value)).collect()
}

/// They as they stand in the list; nothing where there are none.
pub fn view(lang: Lang, stored: &str) -> Option<AnyView> {
    let all = particulars(lang, stored);
    let join = |(place, one): (usize, Sentence)| {
        let before = if place == 0 { "" } else { lang.pick("，", ", ") };
        view! { {before}{one.view(lang)} }
    };
    (!all.is_empty()).then(|| all.into_iter().enumerate().map(join).collect_view().into_any())
}

fn sentence(lang: Lang, name: &str, value: &Value) -> Option<Sentence> {
    match (name, value) {
        // The rows that were added, as they are: their number stands beside it.
        ("added", Value::Array(_)) => None,
        // Which rows, and what of them, stands on the page of the enterprise.
        ("changed", Value::Array(rows)) => Some(Sentence::plain(texts::of_changed(lang, count(rows.len())))),
        ("reason", Value::String(reason)) => Some(Sentence::around(reason, |reason| texts::of_reason(lang, reason))),
        _ => Some(Sentence::plain(word(lang, name, &plain(value)?))),
    }
}

/// A value as it is read; nothing where it says nothing.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn word(lang: Lang, name: &str, value: &str) -> String {
    match name {
        "kind" => texts::of_kind(lang, value),
        "quarter" => match value.parse::<Quarter>() {
            Ok(quarter) => texts::of_quarter(lang, quarter_name(lang, quarter)),
            Err(_other) => texts::of_quarter(lang, value),
        },
        "revision" => texts::of_revision(lang, value),
        "version" => texts::of_version(lang, value),
        "receipt" => texts::of_receipt(lang, value),
        "photos" => texts::of_photos(lang, value),
        "new" => texts::of_new(lang, value),
        "table" => texts::of_table(lang, value),
        "opened" => texts::of_opened(lang, value),
        "renewed" => texts::of_renewed(lang, value),
        "superseded" => texts::of_superseded(lang, value),
        "role" => match value.parse::<Role>() {
            Ok(role) => texts::of_role(lang, role_name(lang, role)),
            Err(_other) => texts::of_role(lang, value),
        },
        "role_before" => match value.parse::<Role>() {
            Ok(role) => texts::of_role_before(lang, role_name(lang, role)),
            Err(_other) => texts::of_role_before(lang, value),
        },
        "town_before" => texts::of_town_before(lang, value),
        "address" => texts::of_address(lang).to_owned(),
        "last_day" => texts::of_last_day(lang, value),
        "scopes" => texts::of_scopes(lang, value),
        "enterprise" => texts::of_enterprise(lang, value),
        "town" => texts::of_town(lang, value),
        "sessions" | "sessions_ended" => texts::of_sessions(lang, value),
        name => texts::of_other(lang, name, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn particulars_are_words_and_nothing_is_nothing() {
        let said = |lang, stored: &'static str| view(lang, stored).map(|view| render(|| view));
        let zh = |stored| said(Lang::Zh, stored).unwrap_or_default();
        assert!(said(Lang::Zh, "{}").is_none());
        assert!(zh(r#"{"reason":"核查需要到场"}"#).contains("理由：<span>核查需要到场</span>"));
        assert!(zh(r#"{"photos":2}"#).contains("照片 2 张"));
        assert!(zh(r#"{"enterprise":null,"role":"intake","town":null}"#).contains("角色：举报受理员"));
        let changed = r#"{"table":"product","changed":[{"id":1,"capacity":[1,2]}],"reason":"录入错误"}"#;
        assert!(zh(changed).contains("修改 1 条") && !zh(changed).contains("capacity"), "{}", zh(changed));
        let en = |stored| said(Lang::En, stored).unwrap_or_default();
        assert!(en(r#"{"novelty":true}"#).contains("novelty true"));
        assert!(
            en(r#"{"reason":"核查"}"#).contains(r#"<span lang="zh-CN">核查</span>"#),
            "{}",
            en(r#"{"reason":"核查"}"#)
        );
    }
}
