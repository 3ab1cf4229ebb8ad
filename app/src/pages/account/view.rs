//! What the page of the own account shows.

use domain::lang::Lang;
use leptos::prelude::*;
use services::accounts::MIN_LENGTH;

use crate::pages::parts::{chinese, role_name};
use crate::texts::account as texts;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::web::Seat;

/// What became of the form. Passwords are typed anew each time.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub error: Option<(&'static str, String)>,
    pub changed: bool,
}

impl Typed {
    fn error(&self, name: &str) -> Option<String> {
        self.error.as_ref().filter(|(field, _)| *field == name).map(|(_, message)| message.clone())
    }
}

/// The page's body.
pub fn body(lang: Lang, seat: &Seat, office: String, typed: Typed) -> impl IntoView + use<> {
    let name = seat.actor.name.clone();
    let in_chinese = seat.office.as_ref().filter(|office| office.en.is_empty()).and_then(|_| chinese(lang));
    let facts = vec![
        Fact::new(texts::name(lang), view! { <span lang=chinese(lang)>{name}</span> }),
        Fact::new(texts::role(lang), role_name(lang, seat.actor.role)),
        Fact::new(texts::belongs(lang), view! { <span lang=in_chinese>{office}</span> }),
    ];
    let changed = typed.changed.then(|| view! { <Notice tone=Tone::Ok><p>{texts::changed(lang)}</p></Notice> });
    view! {
        <h1>{texts::title(lang)}</h1>
        {changed}
        <SummaryList facts/>
        {password(lang, &typed)}
        <section aria-labelledby="everywhere" class="flow">
            <h2 id="everywhere">{texts::everywhere(lang)}</h2>
            <p>{texts::everywhere_what(lang)}</p>
            <form method="post" action="/account/sign-out-everywhere"><button>{texts::everywhere(lang)}</button></form>
        </section>
    }
}

fn password(lang: Lang, typed: &Typed) -> impl IntoView + use<> {
    let one = |(name, message): &(&'static str, String)| FieldError { name: (*name).into(), message: message.clone() };
    let errors: Vec<_> = typed.error.iter().map(one).collect();
    view! {
        <section aria-labelledby="password">
            <h2 id="password">{texts::password(lang)}</h2>
            <ErrorSummary title=texts::problems(lang) errors/>
            <form method="post" action="/account/password" class="stack">
                <Field name="old_password" label=texts::old(lang) kind="password" autocomplete="current-password"
                    error=typed.error("old_password")/>
                <Field name="new_password" label=texts::new(lang) hint=texts::new_hint(lang, MIN_LENGTH) kind="password"
                    autocomplete="new-password" error=typed.error("new_password")/>
                <Field name="again_password" label=texts::again(lang) kind="password" autocomplete="new-password"
                    error=typed.error("again_password")/>
                <button>{texts::change(lang)}</button>
            </form>
        </section>
    }
}
