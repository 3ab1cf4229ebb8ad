//! A labelled choice out of a list.

use leptos::prelude::*;

use super::frame::Frame;

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// A list to choose from.
#[component]
pub fn Select(
    /// The parameter's name; the ids derive from it.
    #[prop(into)]
    name: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The word for no choice, sent as an empty value.
    #[prop(into)]
    any: String,
    /// The choices.
    choices: Vec<Choice>,
    /// The value chosen so far; empty for none.
    #[prop(optional, into)]
    chosen: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the answer.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let frame = Frame::of(&name, hint, error);
    let (id, described, invalid) = (frame.id(), frame.described(), frame.invalid());
    let option = |Choice { value, label }: Choice| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    };
    let control = view! {
            <select id=id name=name aria-describedby=described aria-invalid=invalid>
                <option value="">{any}</option>
                {choices.into_iter().map(option).collect_view()}
            </select>
    };
    frame.around(label, control)
}
