//! A field of the editor: what is wrong with it is said at each key, and what may be true is explained where it stands.

use domain::declaration::check::Tier;
use leptos::prelude::*;

use super::desk::Desk;
use super::finding::Finding;
use super::labels;
use super::sheet::Cell;
use super::told::ToldLine;
use crate::texts::filing_editor as texts;
use crate::ui::field::Ids;
use crate::ui::text_area::raw;

/// What a field asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Its name.
    pub label: String,
    /// What helps to answer, a line each.
    pub hints: Vec<String>,
    /// The unit behind the figure; empty for none.
    pub unit: String,
    /// Whether it is a text and no figure.
    pub is_text: bool,
    /// Whether the name is the enterprise's own word.
    pub is_own: bool,
    /// The id of what helps to answer and stands elsewhere.
    pub beside: Option<String>,
}

impl Asked {
    /// A figure with its unit.
    pub fn figure(label: impl Into<String>, unit: impl Into<String>) -> Self {
        Self { label: label.into(), unit: unit.into(), ..Self::default() }
    }

    /// A text.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), is_text: true, ..Self::default() }
    }

    /// Named by the enterprise.
    #[must_use]
    pub fn own(mut self) -> Self {
        self.is_own = true;
        self
    }

    /// With a line that helps to answer.
    #[must_use]
    pub fn hint(mut self, line: impl Into<String>) -> Self {
        self.hints.push(line.into());
        self
    }

    /// With lines that stand elsewhere, under this id.
    #[must_use]
    pub fn beside(mut self, id: &str) -> Self {
        self.beside = Some(id.to_owned());
        self
    }

    /// With a line where there is one.
    #[must_use]
    pub fn maybe(mut self, line: Option<String>) -> Self {
        self.hints.extend(line);
        self
    }
}

/// A field.
#[component]
pub fn CellField(
    /// The editor.
    desk: Desk,
    /// The field.
    cell: Cell,
    /// What it asks for.
    asked: Asked,
) -> AnyView {
    let ids = Ids::of(&cell.name());
    let shown = shown(desk, cell);
    let described = ids.described(!asked.hints.is_empty(), true);
    let described = asked.beside.into_iter().chain(described).collect::<Vec<_>>().join(" ");
    let hint = (!asked.hints.is_empty()).then(|| {
        let lines = asked.hints.into_iter().map(|line| view! { <span>{line}</span> }).collect_view();
        view! { <p class="hint lines" id=ids.hint.clone()>{lines}</p> }
    });
    let is_bad = move || shown.with(|shown| worst(shown)) == Some(Tier::Block);
    let input = view! {
        <input id=ids.input.clone() name=cell.name() type="text" autocomplete="off" aria-describedby=described
            inputmode=(!asked.is_text).then_some("decimal") class=asked.is_text.then_some("words")
            aria-invalid=move || is_bad().then_some("true")
            value=cell.text.get_untracked() prop:value=move || cell.text.get()
            on:input=move |event| desk.typed(cell, event_target_value(&event))
            on:change=move |_| desk.left(cell) on:blur=move |_| desk.left(cell)/>
    };
    let unit = asked.unit.clone();
    let named_in = if asked.is_own { labels::chinese(desk.lang) } else { None };
    let told = desk.told(cell).map(|told| view! { <ToldLine desk cell unit told/> });
    let input = if asked.unit.is_empty() {
        input.into_any()
    } else {
        view! { <div class="with-unit">{input}<span>{asked.unit}</span></div> }.into_any()
    };
    view! {
        <div class=move || shown.with(|shown| class(shown))>
            <label for=ids.input.clone() lang=named_in>{asked.label}</label>
            {hint}
            <Said desk shown id=ids.error/>
            {input}
            {told}
            <Explanations desk cell shown/>
        </div>
    }
    .into_any()
}

/// What is to be said at a field now.
pub fn shown(desk: Desk, cell: Cell) -> Memo<Vec<Finding>> {
    Memo::new(move |_| {
        let stage = cell.stage.get();
        let shown = |found: &Vec<Finding>| found.iter().filter(|f| desk.shows(f, stage)).cloned().collect::<Vec<_>>();
        let mut shown = cell.findings.with(shown);
        // What is only unusual goes without saying where something is wrong.
        if shown.iter().any(|finding| rank(finding.tier()) < rank(Tier::Warn)) {
            shown.retain(|finding| rank(finding.tier()) < rank(Tier::Warn));
        }
        shown
    })
}

fn worst(shown: &[Finding]) -> Option<Tier> {
    shown.iter().map(Finding::tier).min_by_key(|tier| rank(*tier))
}

const fn rank(tier: Tier) -> u8 {
    match tier {
        Tier::Block => 0,
        Tier::Explain => 1,
        Tier::Warn => 2,
        Tier::Info => 3,
    }
}

fn class(shown: &[Finding]) -> &'static str {
    match worst(shown) {
        Some(Tier::Block) => "field bad",
        Some(Tier::Explain) => "field doubt",
        _ => "field",
    }
}

/// What is wrong, in sentences.
#[component]
fn Said(desk: Desk, shown: Memo<Vec<Finding>>, id: String) -> impl IntoView {
    let line = move |finding: &Finding| {
        let class = match finding.tier() {
            Tier::Block => "error",
            Tier::Explain => "doubtful",
            Tier::Warn | Tier::Info => "aside",
        };
        view! { <p class=class>{finding.say(desk.lang)}</p> }
    };
    view! {
        <div id=id aria-live="polite">
            {move || shown.with(|shown| shown.iter().map(line).collect_view())}
        </div>
    }
}

/// Where what may be true is explained.
#[component]
fn Explanations(desk: Desk, cell: Cell, shown: Memo<Vec<Finding>>) -> impl IntoView {
    let rules = move || {
        shown.with(|shown| shown.iter().filter_map(|f| f.explained_by().map(str::to_owned)).collect::<Vec<_>>())
    };
    view! {
        <For each=rules key=String::clone children=move |rule| view! { <Explanation desk cell rule/> }/>
    }
}

#[component]
fn Explanation(desk: Desk, cell: Cell, rule: String) -> AnyView {
    let ids = Ids::of(&format!("{}-{rule}", cell.name()));
    let described = ids.described(true, false);
    let rule = StoredValue::new(rule);
    let text = move || cell.reasons.with(|reasons| rule.with_value(|rule| reasons.get(rule.as_str()).cloned()));
    let text = move || text().unwrap_or_default();
    let typed = move |event| rule.with_value(|rule| desk.explained(cell, rule, event_target_value(&event)));
    view! {
        <div class="explain">
            <label for=ids.input.clone()>{texts::explain_label(desk.lang)}</label>
            <p class="hint" id=ids.hint>{texts::explain_hint(desk.lang)}</p>
            <textarea id=ids.input rows="2" maxlength="300" autocomplete="off" aria-describedby=described
                prop:value=text on:input=typed on:blur=move |_| desk.rest()>{raw(&untrack(text))}</textarea>
        </div>
    }
    .into_any()
}
