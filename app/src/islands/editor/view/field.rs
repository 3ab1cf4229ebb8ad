//! A field of the editor: what is wrong with it is said at each key, and what may be true is explained where it stands.

use domain::declaration::check::Tier;
use leptos::prelude::*;

use super::hints;
use super::third_party::ThirdPartyLine;
use crate::islands::editor::handle::Editor;
use crate::islands::editor::live_sheet::LiveCell;
use crate::islands::editor::model::{CellId, FieldIssue, Stage};
use crate::texts::filing_editor as texts;
use crate::ui::frame::Ids;
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
    /// A field as the form's table has it, with what helps to answer it.
    pub fn of(editor: Editor, cell: CellId) -> Self {
        let hint = editor.sheet.permit(|context| hints::hint(editor.lang, context, cell.field));
        let hints = hint.into_iter().chain(hints::last(editor, cell)).collect();
        Self { hints, ..Self::without_hints(editor, cell) }
    }

    /// A field as the form's table has it.
    pub fn without_hints(editor: Editor, cell: CellId) -> Self {
        let (label, unit) = (cell.field.name(editor.lang).to_owned(), editor.unit(cell));
        Self { label, unit, is_text: !cell.field.is_figure(), ..Self::default() }
    }

    /// Named by the enterprise.
    #[must_use]
    pub fn under_own_name(self, label: String) -> Self {
        Self { label, is_own: true, ..self }
    }

    /// With a line before the others.
    #[must_use]
    pub fn first(mut self, line: String) -> Self {
        self.hints.insert(0, line);
        self
    }

    /// With lines that stand elsewhere, under this id.
    #[must_use]
    pub fn beside(self, id: Option<String>) -> Self {
        Self { beside: id, ..self }
    }
}

/// A field.
#[component]
pub fn CellField(
    /// The editor.
    editor: Editor,
    /// The field.
    cell: LiveCell,
    /// What it asks for.
    asked: Asked,
) -> AnyView {
    let id = cell.id;
    let ids = Ids::of(&id.element());
    let shown = shown(editor, cell);
    let described = ids.described(!asked.hints.is_empty(), true);
    let described = asked.beside.into_iter().chain(described).collect::<Vec<_>>().join(" ");
    let hint = (!asked.hints.is_empty()).then(|| {
        let lines = asked.hints.into_iter().map(|line| view! { <span>{line}</span> }).collect_view();
        view! { <p class="hint lines" id=ids.hint.clone()>{lines}</p> }
    });
    let is_bad = move || shown.with(|shown| worst(shown)) == Some(Tier::Block);
    let input = view! {
        <input id=ids.input.clone() name=id.element() type="text" autocomplete="off" aria-describedby=described
            inputmode=(!asked.is_text).then_some("decimal") class=asked.is_text.then_some("words")
            aria-invalid=move || is_bad().then_some("true")
            value=cell.text.get_untracked() prop:value=move || cell.text.get()
            on:input=move |event| editor.typed(id, event_target_value(&event))
            on:change=move |_| editor.left(id) on:blur=move |_| editor.left(id)/>
    };
    let unit = asked.unit.clone();
    let named_in = if asked.is_own { editor.lang.mark_of_chinese() } else { None };
    let told = editor.told(id).map(|told| view! { <ThirdPartyLine editor cell unit told/> });
    let input = if asked.unit.is_empty() {
        input.into_any()
    } else {
        view! { <div class="with-unit">{input}<span>{asked.unit}</span></div> }.into_any()
    };
    view! {
        <div class=move || shown.with(|shown| class(shown))>
            <label for=ids.input.clone() lang=named_in>{asked.label}</label>
            {hint}
            <Said editor shown id=ids.error/>
            {input}
            {told}
            <Explanations editor cell shown/>
        </div>
    }
    .into_any()
}

/// What is to be said at a field now.
pub fn shown(editor: Editor, cell: LiveCell) -> Memo<Vec<FieldIssue>> {
    Memo::new(move |_| {
        // Who asks for what is missing is heard by those fields only that nobody has come to.
        let stage = cell.stage.get();
        let asked = stage == Stage::Fresh && editor.asked.get();
        let shown =
            |found: &Vec<FieldIssue>| found.iter().filter(|f| f.shows(stage, asked)).cloned().collect::<Vec<_>>();
        let mut shown = cell.issues.with(shown);
        // What is only unusual goes without saying where something is wrong.
        if shown.iter().any(|issue| rank(issue.tier()) < rank(Tier::Warn)) {
            shown.retain(|issue| rank(issue.tier()) < rank(Tier::Warn));
        }
        shown
    })
}

fn worst(shown: &[FieldIssue]) -> Option<Tier> {
    shown.iter().map(FieldIssue::tier).min_by_key(|tier| rank(*tier))
}

const fn rank(tier: Tier) -> u8 {
    match tier {
        Tier::Block => 0,
        Tier::Explain => 1,
        Tier::Warn => 2,
        Tier::Info => 3,
    }
}

fn class(shown: &[FieldIssue]) -> &'static str {
    match worst(shown) {
        Some(Tier::Block) => "field bad",
        Some(Tier::Explain) => "field doubt",
        _ => "field",
    }
}

/// What is wrong, in sentences.
#[component]
fn Said(editor: Editor, shown: Memo<Vec<FieldIssue>>, id: String) -> impl IntoView {
    let line = move |issue: &FieldIssue| {
        let class = match issue.tier() {
            Tier::Block => "error",
            Tier::Explain => "doubtful",
            Tier::Warn | Tier::Info => "aside",
        };
        view! { <p class=class>{issue.say(editor.lang)}</p> }
    };
    view! {
        <div id=id aria-live="polite">
            {move || shown.with(|shown| shown.iter().map(line).collect_view())}
        </div>
    }
}

/// Where what may be true is explained.
#[component]
fn Explanations(editor: Editor, cell: LiveCell, shown: Memo<Vec<FieldIssue>>) -> impl IntoView {
    let rules = move || {
        shown.with(|shown| shown.iter().filter_map(|f| f.explained_by().map(str::to_owned)).collect::<Vec<_>>())
    };
    view! {
        <For each=rules key=String::clone children=move |rule| view! { <Explanation editor cell rule/> }/>
    }
}

#[component]
fn Explanation(editor: Editor, cell: LiveCell, rule: String) -> AnyView {
    let ids = Ids::of(&format!("{}-{rule}", cell.id.element()));
    let described = ids.described(true, false);
    let rule = StoredValue::new(rule);
    let text = move || cell.reasons.with(|reasons| rule.with_value(|rule| reasons.get(rule.as_str()).cloned()));
    let text = move || text().unwrap_or_default();
    let typed = move |event| rule.with_value(|rule| editor.explained(cell.id, rule, event_target_value(&event)));
    view! {
        <div class="explain">
            <label for=ids.input.clone()>{texts::explain_label(editor.lang)}</label>
            <p class="hint" id=ids.hint>{texts::explain_hint(editor.lang)}</p>
            <textarea id=ids.input rows="2" maxlength="300" autocomplete="off" aria-describedby=described
                prop:value=text on:input=typed on:blur=move |_| editor.rest()>{raw(&untrack(text))}</textarea>
        </div>
    }
    .into_any()
}
