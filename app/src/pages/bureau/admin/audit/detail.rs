//! What the log keeps beside an act, in words.

use domain::access::Role;
use domain::lang::Lang;
use domain::quarter::Quarter;
use serde_json::{Map, Value};

use crate::pages::parts::{quarter_name, role_name};
use crate::texts::admin_audit as texts;

/// The particulars of a line, in one sentence; nothing where there are none. What a newer version wrote and this one does
/// not know stands there with its own name.
pub fn detail(lang: Lang, stored: &str) -> Option<String> {
    let fields: Map<String, Value> = serde_json::from_str(stored).ok()?;
    let words: Vec<_> = fields.iter().filter_map(|(name, value)| Some(word(lang, name, &plain(value)?))).collect();
    (!words.is_empty()).then(|| words.join(lang.pick("，", ", ")))
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
        "reason" => texts::of_reason(lang, value),
        "opened" => texts::of_opened(lang, value),
        "renewed" => texts::of_renewed(lang, value),
        "superseded" => texts::of_superseded(lang, value),
        "role" => match value.parse::<Role>() {
            Ok(role) => texts::of_role(lang, role_name(lang, role)),
            Err(_other) => texts::of_role(lang, value),
        },
        "enterprise" => texts::of_enterprise(lang, value),
        "town" => texts::of_town(lang, value),
        "sessions" | "sessions_ended" => texts::of_sessions(lang, value),
        name => texts::of_other(lang, name, value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particulars_are_words_and_nothing_is_nothing() {
        let zh = |stored| detail(Lang::Zh, stored);
        assert_eq!(zh("{}"), None);
        assert_eq!(zh(r#"{"reason":"核查需要到场"}"#).as_deref(), Some("理由：核查需要到场"));
        assert_eq!(zh(r#"{"photos":2}"#).as_deref(), Some("照片 2 张"));
        assert_eq!(zh(r#"{"enterprise":null,"role":"intake","town":null}"#).as_deref(), Some("角色：举报受理员"));
        assert_eq!(detail(Lang::En, r#"{"novelty":true}"#).as_deref(), Some("novelty true"));
    }
}
