//! `GET /bureau/devices/{mn}/commands?page=`

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::commands::{CommandsPage, list};
use services::{Error, FormKey};

use super::address::commands_address;
use super::entry::entry;
use super::form::{form as ask_form, label};
use super::sent::{SWITCH, Sent};
use crate::pages::bureau::admin::devices::rows::device_address;
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::bureau::admin::pages::pages;
use crate::pages::parts::{issue, named};
use crate::texts::{admin_commands as texts, admin_devices};
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::web::{At, Form, Member, Page, Section, with_params};

/// Commands a page.
const PER_PAGE: u32 = 20;

/// The commands.
pub async fn show(member: Member, At(mn): At<String>) -> Response {
    member.answer(page(&member, &mn, Form::default()).await)
}

/// The page with what was typed.
pub(super) async fn page(member: &Member, mn: &str, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let found = list(member.ctx(), member.actor(), mn, member.visitor().paging(PER_PAGE)?).await?;
    let (nav, done) = (nav(member, AdminPage::Devices), done(member));
    let title = texts::title(lang, &found.mn);
    let status = form.status();
    let body = move || {
        let clash = form.conflict.as_ref().map(|_| {
            view! { <Notice tone=Tone::Over><p role="alert">{texts::not_done(lang)}</p></Notice> }
        });
        let ask = found.may.then(|| ask_form(lang, &found, &form).into_any());
        let switch = found.may.then(|| switch(lang, &found, &form).into_any());
        view! {
            {nav}
            <h1>{texts::short_title(lang)}</h1>
            <p class="lead"><span class="code">{found.mn.clone()}</span></p>
            <p>{texts::lead(lang)}</p>
            {done.map(|words| view! { <Notice tone=Tone::Ok><p role="status">{words}</p></Notice> })}
            {clash}
            {issue::summary(lang, texts::problems(lang), &form.issues, |field| label(lang, field))}
            <SummaryList facts=facts(lang, &found)/>
            {commands(lang, &found).into_any()}
            {ask}
            {switch}
        }
    };
    let page = Page::new(title.clone(), body).status(status).within(Section::Devices);
    let page = page.step(admin_devices::title(lang), "/bureau/devices").step(mn.to_owned(), device_address(mn));
    Ok(page.here(texts::short_title(lang)))
}

fn done(member: &Member) -> Option<&'static str> {
    let lang = member.lang();
    match member.done()? {
        "asked" => Some(texts::asked(lang)),
        "withdrawn" => Some(texts::withdrawn(lang)),
        "allowed" => Some(texts::allowed(lang)),
        "forbidden" => Some(texts::forbidden(lang)),
        _ => None,
    }
}

fn facts(lang: Lang, page: &CommandsPage) -> Vec<Fact> {
    let linked = if page.linked { texts::linked(lang) } else { texts::not_linked(lang) };
    let by_itself = if page.allowed { texts::by_itself_on(lang) } else { texts::by_itself_off(lang) };
    let outlet =
        view! { {named(lang, &page.outlet)} " · " <a href=device_address(&page.mn)>{texts::to_logger(lang)}</a> };
    vec![
        Fact::new(texts::outlet(lang), outlet),
        Fact::new(texts::connection(lang), linked),
        Fact::new(texts::by_itself(lang), by_itself),
    ]
}

fn commands(lang: Lang, page: &CommandsPage) -> impl IntoView + use<> {
    let none = (page.commands.total == 0).then(|| view! { <p>{texts::none(lang)}</p> });
    let address = commands_address(&page.mn);
    let entries: Vec<_> = page.commands.items.iter().map(|row| entry(lang, &page.mn, row, page.may)).collect();
    let link = move |number: &str| with_params(&address, [("page", number)]);
    view! {
        <section aria-labelledby="commands" class="flow">
            <h2 id="commands">{texts::commands(lang)}</h2>
            {none}
            <ul class="results">{entries}</ul>
            {pages(lang, &page.commands, link)}
        </section>
    }
}

/// Whether the portal asks by itself.
fn switch(lang: Lang, page: &CommandsPage, form: &Form<Sent>) -> impl IntoView + use<> {
    let address = commands_address(&page.mn);
    let (what, action, button) = if page.allowed {
        (texts::switch_off_what(lang), format!("{address}/forbid"), texts::switch_off(lang))
    } else {
        (texts::switch_on_what(lang), format!("{address}/allow"), texts::switch_on(lang))
    };
    let value = form.typed.switch_reason.typed().to_owned();
    let error = issue::at(lang, &form.issues, SWITCH);
    view! {
        <section aria-labelledby="switch" class="flow">
            <h2 id="switch">{texts::switch(lang)}</h2>
            <p>{what}</p>
            <form method="post" action=action class="stack">
                <FormKeyField key=FormKey::generate().expose()/>
                <TextArea name=SWITCH label=texts::reason(lang) value error rows=2/>
                <button class="quiet">{button}</button>
            </form>
        </section>
    }
}
