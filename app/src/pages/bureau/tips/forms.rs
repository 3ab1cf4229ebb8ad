//! What can be done with a tip-off as it stands, each step with a button of its own.

use domain::access::{Action, Role, may};
use domain::lang::Lang;
use domain::tip::{TipEvent, next};
use leptos::prelude::*;
use services::tips::{LONGEST_TEXT, TipForBureau};
use services::{FormKey, Seen};

use super::address;
use crate::texts::tip_desk as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::text_area::TextArea;

/// What a form does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Accept,
    Decline,
    HandOver,
    Reply,
    Answer,
}

/// What was written, in every field of the page.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub text: String,
    pub reason: String,
    pub answer: String,
}

/// What was written and could not be sent.
pub struct Draft {
    pub act: Act,
    pub typed: Typed,
    pub form: FormKey,
    /// What is wrong with the text.
    pub error: Option<String>,
    /// The tip-off has moved on meanwhile: where it stood on the page.
    pub late: Option<Seen>,
}

impl Typed {
    /// What was written for a step; nothing for one without words.
    pub fn of(&self, act: Act) -> &str {
        match act {
            Act::Decline => &self.reason,
            Act::Answer => &self.answer,
            Act::Reply => &self.text,
            Act::Accept | Act::HandOver => "",
        }
    }
}

impl Act {
    /// The last part of its address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::HandOver => "hand-over",
            Self::Reply => "reply",
            Self::Answer => "answer",
        }
    }

    /// The step of a word; none for any other word.
    pub fn of(word: &str) -> Option<Self> {
        [Self::Accept, Self::Decline, Self::HandOver, Self::Reply, Self::Answer]
            .into_iter()
            .find(|act| act.word() == word)
    }

    /// The name of its text field.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Decline => "reason",
            Self::Answer => "answer",
            Self::Reply | Self::Accept | Self::HandOver => "text",
        }
    }

    /// The step that it takes; a reply takes none.
    const fn event(self) -> Option<TipEvent> {
        match self {
            Self::Accept => Some(TipEvent::Accept),
            Self::Decline => Some(TipEvent::Decline),
            Self::HandOver => Some(TipEvent::HandOver),
            Self::Answer => Some(TipEvent::Answer),
            Self::Reply => None,
        }
    }
}

/// The form; none for those who only read. It is one form with a button for each step, so that what was written for one
/// is still there when another is refused.
pub fn view(lang: Lang, tip: &TipForBureau, role: Role, draft: Option<Draft>) -> AnyView {
    if !may(role, Action::HandleTip) {
        return ().into_any();
    }
    let steps = [Act::Accept, Act::HandOver, Act::Answer, Act::Decline];
    let is_open = |act: &Act| act.event().is_some_and(|event| next(tip.status, event).is_ok());
    let draft = draft.as_ref();
    let key = draft.map_or_else(FormKey::generate, |draft| draft.form.clone());
    let parts = steps.into_iter().filter(is_open).map(|act| part(lang, &tip.tip_no, act, draft)).collect_view();
    let any = steps.iter().any(is_open).then(|| {
        view! { <section aria-labelledby="steps"><h2 id="steps">{texts::steps(lang)}</h2><div class="steps">{parts}</div></section> }
    });
    view! {
        <form method="post" action=way(&tip.tip_no, Act::Reply) class="steps">
            <FormKeyField key=key.expose()/>
            <input type="hidden" name="seen" value=tip.seen.as_str().to_owned()/>
            {part(lang, &tip.tip_no, Act::Reply, draft)}
            {any}
        </form>
    }
    .into_any()
}

/// The address of a step.
fn way(tip_no: &str, act: Act) -> String {
    format!("{}/{}", address(tip_no), act.word())
}

fn part(lang: Lang, tip_no: &str, act: Act, draft: Option<&Draft>) -> AnyView {
    let text = draft.map(|draft| draft.typed.of(act).to_owned()).unwrap_or_default();
    let error = draft.filter(|draft| draft.act == act).and_then(|draft| draft.error.clone());
    let (label, hint) = match act {
        Act::Accept => (None, texts::accept_what(lang).to_owned()),
        Act::HandOver => (None, texts::hand_over_what(lang).to_owned()),
        Act::Decline => (Some(texts::reason(lang)), texts::reason_hint(lang, LONGEST_TEXT)),
        Act::Reply => (Some(texts::reply_text(lang)), texts::reply_hint(lang, LONGEST_TEXT)),
        Act::Answer => (Some(texts::answer_text(lang)), texts::answer_hint(lang, LONGEST_TEXT)),
    };
    let fields = match label {
        Some(label) => view! { <TextArea name=act.field() label hint error value=text rows=4/> }.into_any(),
        None => view! { <p class="hint">{hint}</p> }.into_any(),
    };
    let class = if matches!(act, Act::Decline | Act::Reply) { "second" } else { "" };
    view! {
        <div class="stack">
            {fields}
            <button type="submit" class=class formaction=way(tip_no, act)>{button(lang, act)}</button>
        </div>
    }
    .into_any()
}

fn button(lang: Lang, act: Act) -> &'static str {
    match act {
        Act::Accept => texts::accept(lang),
        Act::Decline => texts::decline(lang),
        Act::HandOver => texts::hand_over(lang),
        Act::Reply => texts::reply(lang),
        Act::Answer => texts::answer(lang),
    }
}
