//! What can be done with a tip-off as it stands, each step with a button of its own.

use domain::access::{Action, Role, may};
use domain::lang::Lang;
use domain::tip::next;
use leptos::prelude::*;
use services::tips::{LONGEST_TEXT, TipForBureau};

use super::address;
use super::sent::{Act, Sent};
use crate::pages::parts::issue;
use crate::texts::bureau_tips as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// The form; none for those who only read. It is one form with a button for each step, so that what was written for one
/// is still there when another is refused.
pub fn view(lang: Lang, tip: &TipForBureau, role: Role, form: &Form<Sent>) -> AnyView {
    if !may(role, Action::HandleTip) {
        return ().into_any();
    }
    let steps = [Act::Accept, Act::HandOver, Act::Answer, Act::Decline];
    let is_open = |act: &Act| act.event().is_some_and(|event| next(tip.status, event).is_ok());
    let parts = steps.into_iter().filter(is_open).map(|act| part(lang, &tip.tip_no, act, form)).collect_view();
    let any = steps.iter().any(is_open).then(|| {
        view! {
            <section aria-labelledby="steps">
                <h2 id="steps">{texts::steps(lang)}</h2>
                <div class="steps">{parts}</div>
            </section>
        }
    });
    view! {
        <form method="post" action=way(&tip.tip_no, Act::Reply) class="steps">
            <FormKeyField key=form.key_field()/>
            <input type="hidden" name="seen" value=tip.seen.as_str().to_owned()/>
            {part(lang, &tip.tip_no, Act::Reply, form)}
            {any}
        </form>
    }
    .into_any()
}

/// The address of a step.
fn way(tip_no: &str, act: Act) -> String {
    format!("{}/{}", address(tip_no), act.word())
}

/// The question to which a step's words are the answer.
pub fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "reason" => texts::reason(lang),
        "answer" => texts::answer_text(lang),
        _ => texts::reply_text(lang),
    }
}

fn part(lang: Lang, tip_no: &str, act: Act, form: &Form<Sent>) -> AnyView {
    let (text, error) = (form.typed.of(act).to_owned(), issue::at(lang, &form.issues, act.field()));
    let (label, hint) = match act {
        Act::Accept => (None, texts::accept_what(lang).to_owned()),
        Act::HandOver => (None, texts::hand_over_what(lang).to_owned()),
        Act::Decline => (Some(label(lang, act.field())), texts::reason_hint(lang, LONGEST_TEXT)),
        Act::Reply => (Some(label(lang, act.field())), texts::reply_hint(lang, LONGEST_TEXT)),
        Act::Answer => (Some(label(lang, act.field())), texts::answer_hint(lang, LONGEST_TEXT)),
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
