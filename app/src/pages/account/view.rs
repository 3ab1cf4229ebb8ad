//! What the page of the own account shows.

use domain::lang::Lang;
use leptos::prelude::*;
use services::accounts::MIN_LENGTH;

use super::Sent;
use crate::pages::parts::{chinese, issue, role_name};
use crate::texts::{account as texts, second_factor, unified};
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::web::{Form, Seat};

/// The page's body.
pub fn body(
    lang: Lang,
    seat: &Seat,
    office: String,
    form: &Form<Sent>,
    changed: bool,
    has_provider: bool,
) -> impl IntoView + use<> {
    let name = seat.actor.name.clone();
    let in_chinese = seat.office.as_ref().filter(|office| office.en.is_empty()).and_then(|_| chinese(lang));
    let facts = vec![
        Fact::new(texts::name(lang), view! { <span lang=chinese(lang)>{name}</span> }),
        Fact::new(texts::role(lang), role_name(lang, seat.actor.role)),
        Fact::new(texts::belongs(lang), view! { <span lang=in_chinese>{office}</span> }),
    ];
    let changed = changed.then(|| view! { <Notice tone=Tone::Ok><p>{texts::changed(lang)}</p></Notice> });
    view! {
        <h1>{texts::title(lang)}</h1>
        {changed}
        <SummaryList facts/>
        <p><a href="/account/messages">{texts::messages(lang)}</a></p>
        {password(lang, form)}
        <section aria-labelledby="factor" class="flow">
            <h2 id="factor">{second_factor::title(lang)}</h2>
            <p class="prose">{second_factor::lead(lang)}</p>
            <p><a href="/account/second-factor">{texts::second_factor(lang)}</a></p>
        </section>
        {has_provider.then(|| provider(lang))}
        <section aria-labelledby="everywhere" class="flow">
            <h2 id="everywhere">{texts::everywhere(lang)}</h2>
            <p>{texts::everywhere_what(lang)}</p>
            <form method="post" action="/account/sign-out-everywhere"><button>{texts::everywhere(lang)}</button></form>
        </section>
    }
}

fn provider(lang: Lang) -> impl IntoView {
    view! {
        <section aria-labelledby="unified" class="flow">
            <h2 id="unified">{unified::title(lang)}</h2>
            <p class="prose">{unified::account_lead(lang)}</p>
            <p><a href="/account/unified">{unified::account(lang)}</a></p>
        </section>
    }
}

fn password(lang: Lang, form: &Form<Sent>) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let label = |field: &str| match field {
        "old_password" => texts::old(lang),
        "new_password" => texts::new(lang),
        _ => texts::again(lang),
    };
    view! {
        <section aria-labelledby="password">
            <h2 id="password">{texts::password(lang)}</h2>
            {issue::summary(lang, texts::problems(lang), &form.issues, label)}
            <form method="post" action="/account/password" class="stack">
                <Field name="old_password" label=texts::old(lang) kind="password" autocomplete="current-password"
                    error=error("old_password")/>
                <Field name="new_password" label=texts::new(lang) hint=texts::new_hint(lang, MIN_LENGTH) kind="password"
                    autocomplete="new-password" error=error("new_password")/>
                <Field name="again_password" label=texts::again(lang) kind="password" autocomplete="new-password"
                    error=error("again_password")/>
                <button>{texts::change(lang)}</button>
            </form>
        </section>
    }
}
