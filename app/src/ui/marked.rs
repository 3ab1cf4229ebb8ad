//! English sentences with Chinese names in them.

use domain::lang::Lang;
use leptos::prelude::*;

/// The text, its Chinese parts marked on a page that is not Chinese, so that a voice reads them as Chinese. For sentences
/// around a name that the page did not make itself, such as for whom a form was made.
pub fn marked(lang: Lang, text: &str) -> AnyView {
    if lang == Lang::Zh {
        return text.to_owned().into_any();
    }
    let part = |(is_chinese, part): (bool, String)| {
        let mark = is_chinese.then(|| Lang::Zh.tag());
        if is_chinese { view! { <span lang=mark>{part}</span> }.into_any() } else { part.into_any() }
    };
    parts(text).into_iter().map(part).collect_view().into_any()
}

/// The text in its order, Chinese characters apart from the others.
fn parts(text: &str) -> Vec<(bool, String)> {
    let mut parts: Vec<(bool, String)> = Vec::new();
    for c in text.chars() {
        match parts.last_mut() {
            Some((is_chinese, part)) if *is_chinese == is_han(c) => part.push(c),
            _ => parts.push((is_han(c), c.into())),
        }
    }
    parts
}

/// Whether a character is Chinese, or a mark that Chinese sentences have.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn chinese_parts_of_an_english_sentence_are_marked() {
        let html = render(|| marked(Lang::En, "Opened for 何青 (Preparer)."));
        assert!(html.contains(r#"<span lang="zh-CN">何青</span> (Preparer)."#), "{html}");
        let html = render(|| marked(Lang::Zh, "为何青（填报人）打开。"));
        assert!(html.contains("为何青（填报人）打开。") && !html.contains("lang="), "{html}");
    }
}
