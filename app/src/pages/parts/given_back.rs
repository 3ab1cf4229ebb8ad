//! What somebody wrote into a form with which nothing could be done any more.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::issues as texts;
use crate::ui::marked::marked;

/// What was written, given back to be read and copied, also where its fields are gone; nothing where nothing was.
pub fn given_back<'a>(lang: Lang, written: impl IntoIterator<Item = &'a str>) -> Option<AnyView> {
    let written: Vec<_> = written.into_iter().filter(|text| !text.trim().is_empty()).collect();
    (!written.is_empty()).then(|| {
        let quote = |text| view! { <blockquote class="written">{marked(lang, text)}</blockquote> };
        view! { <p>{texts::you_wrote(lang)}</p> {written.into_iter().map(quote).collect_view()} }.into_any()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn what_was_written_comes_back_and_blanks_do_not() {
        let html = render(|| given_back(Lang::En, ["水表换过", " ", "see the <log>"]));
        assert_eq!(html.matches("<blockquote").count(), 2, "{html}");
        assert!(html.contains("You wrote:") && html.contains("see the &lt;log&gt;"), "{html}");
        assert!(html.contains(r#"<span lang="zh-CN">水表换过</span>"#), "{html}");
        assert!(given_back(Lang::Zh, ["", "\n"]).is_none());
    }
}
