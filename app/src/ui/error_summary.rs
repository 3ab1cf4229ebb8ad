//! What is wrong with a form, at the top of the page, each line leading to its field.

use leptos::prelude::*;

use super::frame::anchor;

/// One error: the field's name and the words that also stand at the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field.
    pub name: String,
    /// The words.
    pub message: String,
}

/// The summary; nothing when there are no errors.
#[component]
pub fn ErrorSummary(
    /// Its heading, for example “还有 2 处需要解决”.
    #[prop(into)]
    title: String,
    /// The errors in the order of the fields.
    errors: Vec<FieldError>,
) -> impl IntoView {
    let line = |FieldError { name, message }| view! { <li><a href=anchor(&name)>{message}</a></li> };
    (!errors.is_empty()).then(|| {
        view! {
            <div class="summary" role="alert" aria-labelledby="errors" tabindex="-1">
                <h2 id="errors">{title}</h2>
                <ul>{errors.into_iter().map(line).collect_view()}</ul>
            </div>
        }
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn each_line_leads_to_its_field() {
        let errors = vec![FieldError { name: "water".into(), message: "请填数字".into() }];
        let html = render(|| view! { <ErrorSummary title="还有 1 处需要解决" errors/> });
        assert!(html.contains(r##"<a href="#f-water">请填数字</a>"##), "{html}");
        assert!(html.contains(r#"role="alert" aria-labelledby="errors""#), "{html}");
    }

    #[test]
    fn without_errors_there_is_no_summary() {
        let html = render(|| view! { <ErrorSummary title="x" errors=vec![]/> });
        assert!(!html.contains("summary"), "{html}");
    }
}
