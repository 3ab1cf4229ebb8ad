//! The generator refuses what would reach a reader broken, and says where.

use super::generate;

fn run(toml: &str) -> Result<String, String> {
    generate(&[("home".to_owned(), toml.to_owned())]).map_err(|refusal| format!("{refusal:#}"))
}

fn refusal(toml: &str) -> String {
    run(toml).expect_err("must be refused")
}

#[test]
fn a_plain_text_is_a_constant_function() {
    let code = run("[title]\nzh = \"此刻\"\nen = \"Now\"\n").unwrap();
    assert!(code.contains("pub mod home {"), "{code}");
    assert!(code.contains(r#"pub const fn title(lang: Lang) -> &'static str { lang.pick("此刻", "Now") }"#), "{code}");
}

#[test]
fn arguments_follow_the_chinese_order() {
    let code = run("[s]\nzh = \"{points} 个中 {over} 个\"\nen = \"{over} of {points}\"\n").unwrap();
    assert!(
        code.contains("pub fn s(lang: Lang, points: impl super::Display, over: impl super::Display) -> String"),
        "{code}"
    );
    assert!(code.contains(r#"Lang::En => format!("{over} of {points}"),"#), "{code}");
}

#[test]
fn a_count_chooses_the_english_singular() {
    let code = run("[s]\nzh = \"{n} 个\"\nen = \"{n} points\"\nen_one = \"one point\"\ncount = \"n\"\n").unwrap();
    assert!(code.contains("n: u64"), "{code}");
    assert!(code.contains("let one = n == 1;"), "{code}");
    assert!(code.contains(r#"Lang::En if one => "one point".to_owned(),"#), "{code}");
}

#[test]
fn a_missing_language_is_refused_with_file_and_key() {
    let said = refusal("[title]\nzh = \"此刻\"\n");
    assert!(said.contains("texts/home.toml") && said.contains("missing field `en`"), "{said}");
}

#[test]
fn an_unknown_language_is_refused() {
    assert!(refusal("[t]\nzh = \"此刻\"\nen = \"Now\"\nfr = \"x\"\n").contains("unknown field `fr`"));
}

#[test]
fn differing_placeholders_are_refused() {
    let said = refusal("[t]\nzh = \"{a} 个\"\nen = \"{b} of them\"\n");
    assert!(said.contains("text `t`") && said.contains("placeholders differ"), "{said}");
}

#[test]
fn stray_braces_and_bad_names_are_refused() {
    assert!(refusal("[t]\nzh = \"{a\"\nen = \"a\"\n").contains("never closed"));
    assert!(refusal("[t]\nzh = \"a}\"\nen = \"a\"\n").contains("closes nothing"));
    assert!(refusal("[t]\nzh = \"{A b}\"\nen = \"{A b}\"\n").contains("not a placeholder"));
    assert!(refusal("[match]\nzh = \"一\"\nen = \"a\"\n").contains("no Rust keyword"));
}

#[test]
fn a_count_must_name_a_placeholder_and_come_with_a_singular() {
    assert!(refusal("[t]\nzh = \"{n} 个\"\nen = \"{n}\"\ncount = \"n\"\n").contains("come together"));
    let said = refusal("[t]\nzh = \"{n} 个\"\nen = \"{n}\"\nen_one = \"one\"\ncount = \"m\"\n");
    assert!(said.contains("`m`, which is no placeholder"), "{said}");
    let said = refusal("[t]\nzh = \"{n} 个\"\nen = \"{n}\"\nen_one = \"{m}\"\ncount = \"n\"\n");
    assert!(said.contains("unknown placeholder `m`"), "{said}");
}

#[test]
fn untranslated_and_half_width_texts_are_refused() {
    assert!(refusal("[t]\nzh = \"查询\"\nen = \"查询\"\n").contains("still Chinese"));
    assert!(refusal("[t]\nzh = \"企业,镇街\"\nen = \"x\"\n").contains("full-width"));
    assert!(refusal("[t]\nzh = \"\"\nen = \"x\"\n").contains("neither empty"));
    assert!(refusal("[t]\nzh = \"此刻 \"\nen = \"x\"\n").contains("blanks around"));
}
