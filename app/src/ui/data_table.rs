//! A table with caption, heads and body.

use leptos::prelude::*;

/// A column's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The words.
    pub head: String,
    /// The column holds numbers, which stand at the right.
    pub numeric: bool,
}

impl Column {
    /// A column of words.
    pub fn words(head: impl Into<String>) -> Self {
        Self { head: head.into(), numeric: false }
    }

    /// A column of figures in a unit.
    pub fn figures(head: &str, unit: &str) -> Self {
        Self::numbers(in_unit(head, unit))
    }

    /// A column of numbers.
    pub fn numbers(head: impl Into<String>) -> Self {
        Self { head: head.into(), numeric: true }
    }
}

/// A head with the unit of what stands below it, where it has one.
pub fn in_unit(head: &str, unit: &str) -> String {
    if unit.is_empty() { head.to_owned() } else { format!("{head} ({unit})") }
}

/// A table. Its rows are the children: `<tr>` elements with a `<th scope="row">` first where a row has a name.
#[component]
pub fn DataTable(
    /// What the table shows; read out first.
    #[prop(into)]
    caption: String,
    /// The caption is only read out, because a heading above says the same.
    #[prop(optional)]
    hide_caption: bool,
    /// The heads.
    columns: Vec<Column>,
    /// The rows become records on a narrow screen; give each cell its head as `data-head`.
    #[prop(optional)]
    records: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let head = |Column { head, numeric }| view! { <th scope="col" class=numeric.then_some("n")>{head}</th> };
    view! {
        <table class=records.then_some("records")>
            <caption class=hide_caption.then_some("hidden")>{caption}</caption>
            <thead>
                <tr>{columns.into_iter().map(head).collect_view()}</tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
}
