//! The parts of a task, each with its state; the whole row leads to the part.

use leptos::prelude::*;

use super::tag::{Tag, Tone};

/// One part of the task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its name.
    pub label: String,
    /// Where it is done; none while it cannot be started.
    pub href: Option<String>,
    /// Its state in a word.
    pub state: String,
    /// What the state deserves.
    pub tone: Tone,
}

/// The list.
#[component]
pub fn TaskList(
    /// Makes the list's ids unique on the page.
    name: &'static str,
    /// The parts in their order.
    tasks: Vec<Task>,
) -> impl IntoView {
    let row = move |(index, Task { label, href, state, tone }): (usize, Task)| {
        let id = format!("{name}-{index}-state");
        let label = match href {
            Some(href) => view! { <a href=href aria-describedby=id.clone()>{label}</a> }.into_any(),
            None => view! { <span>{label}</span> }.into_any(),
        };
        view! { <li>{label}<span id=id><Tag tone word=state/></span></li> }
    };
    view! { <ul class="tasks">{tasks.into_iter().enumerate().map(row).collect_view()}</ul> }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn the_state_describes_the_link() {
        let water = Task { label: "用水".into(), href: Some("/w".into()), state: "完成".into(), tone: Tone::Ok };
        let sign = Task { label: "签字".into(), href: None, state: "前面完成后".into(), tone: Tone::Plain };
        let html = render(|| view! { <TaskList name="parts" tasks=vec![water, sign]/> });
        assert!(html.contains(r#"<a href="/w" aria-describedby="parts-0-state">用水</a>"#), "{html}");
        assert!(html.contains(r#"<span id="parts-0-state"><span class="tag ok">完成"#), "{html}");
        assert!(html.contains("<span>签字</span>"), "{html}");
    }
}
