//! What the log keeps beside an act, in words.

use domain::access::Role;
use domain::lang::Lang;
use domain::quarter::Quarter;
use domain::retention::Class;
use domain::sheet::Kind;
use domain::time::{Day, Stamp};
use leptos::prelude::*;
use serde_json::{Map, Value};
use services::register::kind_of;

use crate::pages::bureau::admin::devices::commands::command_kind;
use crate::pages::bureau::admin::feeds::kind_name;
use crate::pages::bureau::admin::jobs::job_name;
use crate::pages::bureau::admin::retention::class_name;
use crate::pages::bureau::register::rows_name;
use crate::pages::parts::{Sentence, count, mark, quarter_name, role_name};
use crate::texts::admin_audit as texts;
use crate::ui::when;

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
        // The files of an import, each with its rows.
        ("sheets", Value::Array(sheets)) => {
            let file = |sheet: &Value| sheet["file"].as_str().map(str::to_owned);
            let mut files: Vec<String> = sheets.iter().filter_map(file).collect();
            files.dedup();
            Some(Sentence::plain(texts::of_file(lang, files.join(lang.pick("、", ", ")))))
        }
        // Rows as they had been before they were corrected.
        ("past", Value::Array(rows)) => Some(Sentence::plain(texts::of_past(lang, count(rows.len())))),
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
        "kind" => texts::of_kind(lang, kind(lang, value).unwrap_or(value)),
        "quarter" => match value.parse::<Quarter>() {
            Ok(quarter) => texts::of_quarter(lang, quarter_name(lang, quarter)),
            Err(_other) => texts::of_quarter(lang, value),
        },
        "revision" => texts::of_revision(lang, value),
        "version" => texts::of_version(lang, value),
        "receipt" => texts::of_receipt(lang, value),
        "photos" => texts::of_photos(lang, value),
        "new" => texts::of_new(lang, value),
        "table" => match kind_of(value) {
            Some(kind) => texts::of_kind(lang, rows_name(lang, kind)),
            None => texts::of_table(lang, value),
        },
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
        "class" => match value.parse::<Class>() {
            Ok(class) => texts::of_kind(lang, class_name(lang, class)),
            Err(_other) => texts::of_kind(lang, value),
        },
        "from" => match moment(lang, value) {
            Some(from) => texts::of_from(lang, from),
            // Two enterprises that were told apart.
            None => texts::of_enterprise(lang, value),
        },
        "to" => texts::of_to(lang, moment(lang, value).as_deref().unwrap_or(value)),
        "before" => texts::of_before(lang, value),
        "rows" => texts::of_rows(lang, value),
        "same" => texts::of_same(lang, value),
        "refused" => texts::of_refused(lang, value),
        "doubtful" => texts::of_doubtful(lang, value),
        "strange" => texts::of_strange(lang, value),
        "changed" => texts::of_changed(lang, value),
        "frames" => texts::of_frames(lang, value),
        "values" => texts::of_values(lang, value),
        "outlet" => texts::of_outlet(lang, value),
        "analyser" => texts::of_analyser(lang, value),
        "command" => texts::of_command(lang, value),
        "message" => texts::of_message(lang, value),
        "hold" => texts::of_hold(lang, value),
        "case" => texts::of_case(lang, value),
        "invitation" => texts::of_invitation(lang, value),
        "codes_left" => texts::of_codes_left(lang, value),
        "links_removed" => texts::of_links_removed(lang, value),
        "issuer" => texts::of_issuer(lang, value),
        "gone" => texts::of_gone(lang, value),
        "kept" => texts::of_kept(lang, value),
        "digest" | "sha256" => texts::of_digest(lang, value.chars().take(8).collect::<String>()),
        "file" => texts::of_file(lang, value),
        "system" => texts::of_system(lang, value),
        "towns" => texts::of_towns(lang, value),
        "rivers" => texts::of_rivers(lang, value),
        "points" => texts::of_points(lang, value),
        "seal" if value == "true" => texts::with_seal(lang).to_owned(),
        "seal" => texts::without_seal(lang).to_owned(),
        "by_mail" if value == "true" => texts::by_mail(lang).to_owned(),
        "by_mail" => texts::on_paper(lang).to_owned(),
        "closed" => texts::of_closed(lang).to_owned(),
        "by" if value == "unified-identity" => texts::of_unified(lang).to_owned(),
        "by" => texts::of_account(lang, value),
        name => texts::of_other(lang, name, value),
    }
}

/// A kind of mark, command, delivery or job; the words of one are none of another.
fn kind(lang: Lang, value: &str) -> Option<&'static str> {
    let mark = value.parse().ok().map(|kind| mark::kind(lang, kind));
    let command = || value.parse().ok().map(|kind| command_kind(lang, kind));
    let delivered = || value.parse().ok().filter(|kind: &Kind| kind.is_delivered()).map(|kind| kind_name(lang, kind));
    mark.or_else(command).or_else(delivered).or_else(|| job_name(lang, value))
}

/// A moment or a day as people write it.
fn moment(lang: Lang, value: &str) -> Option<String> {
    let at = Stamp::parse(value).ok().map(|at| when::moment(lang, at));
    at.or_else(|| value.parse::<Day>().ok().map(|day| when::date(lang, day.0)))
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
        let mark = r#"{"outlet":"DA001","kind":"cold-start","from":"2026-11-20T05:00:00+08:00","to":null}"#;
        assert!(
            zh(mark).contains("启动（冷态）") && zh(mark).contains("11月20日") && !zh(mark).contains("from"),
            "{}",
            zh(mark)
        );
        assert!(zh(r#"{"kind":"cross-check"}"#).contains("比对"), "{}", zh(r#"{"kind":"cross-check"}"#));
        assert!(zh(r#"{"class":"frames","rows":3,"before":"2021-12-01"}"#).contains("原始数据包"));
        let en = |stored| said(Lang::En, stored).unwrap_or_default();
        assert!(en(r#"{"novelty":true}"#).contains("novelty true"));
        assert!(
            en(r#"{"reason":"核查"}"#).contains(r#"<span lang="zh-CN">核查</span>"#),
            "{}",
            en(r#"{"reason":"核查"}"#)
        );
    }
}
