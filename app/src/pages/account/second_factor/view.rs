//! What the page of the second factor shows.

use domain::lang::Lang;
use leptos::prelude::*;
use services::accounts::second_factor::Status;

use super::{Sent, qr::qr};
use crate::pages::parts::issue;
use crate::texts::second_factor as texts;
use crate::ui::field::Field;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::Form;

/// The page's body. `must`: nothing else is open before it is done.
pub fn body(lang: Lang, status: &Status, must: bool, removed: bool, form: &Form<Sent>) -> impl IntoView + use<> {
    let must = must.then(|| view! { <Notice tone=Tone::Warn><p><strong>{texts::must(lang)}</strong></p></Notice> });
    let removed = removed.then(|| view! { <Notice tone=Tone::Ok><p role="status">{texts::removed(lang)}</p></Notice> });
    let steps = match status {
        Status::Off => off(lang).into_any(),
        Status::Begun { secret, address } => begun(lang, secret, address, form).into_any(),
        Status::On { since, codes_left } => {
            let since = when::date(lang, since.day());
            view! {
                <p>{texts::on_since(lang, since)} " " {texts::codes_left(lang, *codes_left)}</p>
                {(*codes_left == 0).then(|| view! { <Notice tone=Tone::Warn><p>{texts::no_codes(lang)}</p></Notice> })}
                {removal(lang, form)}
            }
            .into_any()
        }
    };
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang)}</p>
        {removed}
        {must}
        {steps}
    }
}

fn off(lang: Lang) -> impl IntoView {
    view! {
        <div class="prose">
            <p>{texts::off(lang)}</p>
            <p>{texts::which_app(lang)}</p>
        </div>
        <form method="post" action="/account/second-factor/begin"><button>{texts::begin(lang)}</button></form>
    }
}

fn begun(lang: Lang, secret: &str, address: &str, form: &Form<Sent>) -> impl IntoView + use<> {
    let groups: Vec<&str> = secret.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    let by_hand = groups.join(" ");
    view! {
        <section aria-labelledby="scan" class="flow">
            <h2 id="scan">{texts::scan(lang)}</h2>
            <p class="prose">{texts::scan_what(lang)}</p>
            {qr(address, texts::qr_name(lang))}
            <p class="prose">{texts::by_hand(lang)}</p>
            <p class="code frame">{by_hand}</p>
        </section>
        <section aria-labelledby="confirm" class="flow">
            <h2 id="confirm">{texts::confirm(lang)}</h2>
            {fields(lang, form, "/account/second-factor/confirm", texts::turn_on(lang), texts::code_hint_first(lang))}
        </section>
        <form method="post" action="/account/second-factor/begin">
            <button class="quiet">{texts::another_secret(lang)}</button>
        </form>
    }
}

fn removal(lang: Lang, form: &Form<Sent>) -> impl IntoView + use<> {
    view! {
        <section aria-labelledby="remove" class="flow">
            <h2 id="remove">{texts::remove(lang)}</h2>
            <p class="prose">{texts::remove_what(lang)}</p>
            {fields(lang, form, "/account/second-factor/remove", texts::remove(lang), texts::code_hint(lang))}
        </section>
    }
}

fn fields(
    lang: Lang,
    form: &Form<Sent>,
    action: &'static str,
    button: &'static str,
    hint: &'static str,
) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let label = |field: &str| if field == "code" { texts::code(lang) } else { texts::password(lang) };
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, label)}
        <form method="post" action=action class="stack">
            <Field name="password" label=texts::password(lang) kind="password" error=error("password")
                autocomplete="current-password"/>
            <Field name="code" label=texts::code(lang) hint error=error("code") autocomplete="one-time-code"/>
            <p><button>{button}</button></p>
        </form>
    }
}

/// The recovery codes, once.
pub fn codes(lang: Lang, codes: Vec<String>) -> impl IntoView {
    let codes = codes.into_iter().map(|code| view! { <li class="code">{code}</li> }).collect_view();
    view! {
        <h1>{texts::on_title(lang)}</h1>
        <p class="lead">{texts::codes_what(lang)}</p>
        <Notice tone=Tone::Warn><p><strong>{texts::codes_once(lang)}</strong></p></Notice>
        <section aria-labelledby="codes" class="flow">
            <h2 id="codes">{texts::codes(lang)}</h2>
            <ol class="codes">{codes}</ol>
        </section>
        <p><a class="button" href="/sign-in">{texts::go_on(lang)}</a></p>
    }
}
