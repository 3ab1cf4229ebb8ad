//! What every control of a form stands in: its label, what helps to answer, and what is wrong with the answer.

use leptos::prelude::*;

/// The ids that tie a control's parts together.
pub(crate) struct Ids {
    pub input: String,
    pub hint: String,
    pub error: String,
}

impl Ids {
    pub(crate) fn of(name: &str) -> Self {
        Self { input: format!("f-{name}"), hint: format!("f-{name}-hint"), error: format!("f-{name}-error") }
    }

    /// The value of `aria-describedby`: hint before error, as they are read; none when there is neither.
    pub(crate) fn described(&self, hint: bool, error: bool) -> Option<String> {
        let parts: Vec<&str> =
            [(hint, &self.hint), (error, &self.error)].into_iter().filter(|(is, _)| *is).map(|(_, id)| &**id).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// The address of a field inside the page, for an error summary.
pub fn anchor(name: &str) -> String {
    format!("#{}", Ids::of(name).input)
}

/// The frame of a control.
pub(crate) struct Frame {
    ids: Ids,
    hint: Option<String>,
    error: Option<String>,
}

impl Frame {
    /// Of the parameter `name`, with what helps and what is wrong.
    pub(crate) fn of(name: &str, hint: Option<String>, error: Option<String>) -> Self {
        Self { ids: Ids::of(name), hint: hint.filter(|hint| !hint.is_empty()), error }
    }

    /// The id of the control; of a group that of its first choice, which an error summary leads to.
    pub(crate) fn id(&self) -> String {
        self.ids.input.clone()
    }

    /// The control's `aria-describedby`.
    pub(crate) fn described(&self) -> Option<String> {
        self.ids.described(self.hint.is_some(), self.error.is_some())
    }

    /// The control's `aria-invalid`.
    pub(crate) fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    /// One control under its label.
    pub(crate) fn around(self, label: String, control: impl IntoView) -> impl IntoView {
        let class = if self.error.is_some() { "field bad" } else { "field" };
        let Self { ids, hint, error } = self;
        view! {
            <div class=class>
                <label for=ids.input>{label}</label>
                {hint.map(|text| view! { <p class="hint" id=ids.hint>{text}</p> })}
                {error.map(|text| view! { <p class="error" id=ids.error>{text}</p> })}
                {control}
            </div>
        }
    }

    /// Several choices under their question.
    pub(crate) fn group(self, legend: String, choices: impl IntoView) -> impl IntoView {
        let described = self.described();
        let class = self.choices_class();
        let Self { ids, hint, error } = self;
        view! {
            <fieldset class=class aria-describedby=described>
                <legend>{legend}</legend>
                {hint.map(|text| view! { <p class="hint" id=ids.hint>{text}</p> })}
                {error.map(|text| view! { <p class="error" id=ids.error>{text}</p> })}
                {choices}
            </fieldset>
        }
    }

    /// A box whose words are its label.
    pub(crate) fn bare(self, control: impl IntoView) -> impl IntoView {
        let class = self.choices_class();
        let Self { ids, error, .. } = self;
        view! {
            <div class=class>
                {error.map(|text| view! { <p class="error" id=ids.error>{text}</p> })}
                {control}
            </div>
        }
    }

    fn choices_class(&self) -> &'static str {
        if self.error.is_some() { "field radios bad" } else { "field radios" }
    }

    /// The id of the choice at a place of a group.
    pub(crate) fn choice_id(first: &str, index: usize) -> String {
        if index == 0 { first.to_owned() } else { format!("{first}-{index}") }
    }
}
