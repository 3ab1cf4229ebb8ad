//! A labelled choice out of a list.

use leptos::prelude::*;

use super::field::Ids;

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
) -> impl IntoView {
    let ids = Ids::of(&name);
    let option = |Choice { value, label }: Choice| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    };
    view! {
        <div class="field">
            <label for=ids.input.clone()>{label}</label>
            <select id=ids.input name=name>
                <option value="">{any}</option>
                {choices.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
