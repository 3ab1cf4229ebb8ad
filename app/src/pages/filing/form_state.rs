//! A form of the enterprise's pages that came in, and what is said of it at the top of the page.

use domain::lang::Lang;
use leptos::prelude::*;
use services::Conflict;
use services::declarations::Overtaken;

use crate::pages::parts::{Sentence, count, issue};
use crate::texts::filing as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::Form;

/// A form, empty or come back.
#[derive(Debug, Default)]
pub struct Told<T> {
    /// What was typed, and what is wrong with it.
    pub form: Form<T>,
    /// Why nothing was done, where that is nobody's mistake.
    late: Option<Sentence>,
}

impl<T> Told<T> {
    /// A form with what is wrong with it.
    pub const fn of(form: Form<T>) -> Self {
        Self { form, late: None }
    }

    /// A form with which nothing was done, and why.
    pub fn late(form: Form<T>, words: Sentence) -> Self {
        Self { form: form.clashed(Conflict::Overtaken), late: Some(words) }
    }

    /// Why nothing was done, with what was `written` and has no field any more; and what is wrong, by the labels of the
    /// fields.
    pub fn summary(&self, lang: Lang, label: impl Fn(&str) -> &'static str, written: Option<AnyView>) -> AnyView {
        let errors = issue::lines(lang, &self.form.issues, label);
        let late = self.late.clone().map(|words| {
            let words = words.view(lang);
            view! { <div role="alert"><Notice tone=Tone::Over><p><strong>{words}</strong></p>{written}</Notice></div> }
        });
        view! {
            {late}
            {issue::summary_of(texts::problems(lang, count(errors.len())), errors)}
        }
        .into_any()
    }
}

/// A sentence about who was quicker.
pub fn changed_by(lang: Lang, by: Overtaken, say: fn(Lang, &'static str, String) -> String) -> Sentence {
    let at = when::moment(lang, by.at);
    match by.by {
        Some(who) => Sentence::around(who, |who| say(lang, who, at)),
        None => Sentence::plain(say(lang, texts::somebody(lang), at)),
    }
}
