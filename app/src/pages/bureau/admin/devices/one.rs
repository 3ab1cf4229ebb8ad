//! One logger.

use axum::response::Response;
use domain::access::{Action, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::devices::{self, DeviceFile, Frame, REFUSED_KEPT_MIB};

use super::facts::{settings, whereabouts};
use super::sent::{Sent, settled};
use super::switch::door;
use super::{commands, days, events, frames, health, held, notices, password};
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::issue;
use crate::texts::{admin_commands as commands_texts, admin_device as texts, admin_devices};
use crate::ui::notice::Notice;
use crate::ui::summary_list::SummaryList;
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, Section};

/// Refused frames that are in sight at once.
const FIRST: usize = 3;

/// `GET /bureau/devices/{mn}`
pub async fn show(member: Member, At(mn): At<String>) -> Response {
    member.answer(page(&member, &mn, Form::default(), None).await)
}

/// The page with what was typed into its forms, and with the password this once, where it was asked for.
pub(super) async fn page(member: &Member, mn: &str, form: Form<Sent>, shown: Option<String>) -> Result<Page, Error> {
    let lang = member.lang();
    let file = devices::show(member.ctx(), member.actor(), mn).await?;
    let (nav, done) = (nav(member, AdminPage::Devices), done(member));
    let manages = may(member.actor().role, Action::ManageDevices);
    let title = texts::title(lang, &file.mn);
    let (heading, status) = (title.clone(), form.status());
    let settled = settled(lang, &form);
    let body = move || {
        let commands_link = commands::commands_address(&file.mn);
        let commands_words =
            if manages { commands_texts::see_commands(lang) } else { commands_texts::see_commands_only(lang) };
        let door = manages.then(|| door(lang, &file, &form));
        let password = manages.then(|| password::password(lang, &file.mn, &form, shown.as_deref()));
        let held = file.held.map(|held| held::held(lang, &file.mn, held, manages, &form));
        view! {
            {nav}
            <h1 class="code">{heading}</h1>
            {done.map(|words| view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> })}
            {settled.map(|words| view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> })}
            {issue::summary(lang, texts::problems(lang), &form.issues, |_| texts::switch_reason(lang))}
            <SummaryList facts=whereabouts(lang, &file)/>
            <p><a href=commands_link>{commands_words}</a></p>
            {held}
            {health::view(lang, &file.health)}
            {days::days(lang, &file.days)}
            {received(lang, &file)}
            {notices::notices(lang, &file.notices)}
            {events::events(lang, &file.events)}
            <section aria-labelledby="settings">
                <h2 id="settings">{texts::settings(lang)}</h2>
                <SummaryList facts=settings(lang, &file)/>
            </section>
            {password}
            {door}
        }
    };
    let page = Page::new(title, body).status(status).within(Section::Devices);
    Ok(page.step(admin_devices::title(lang), "/bureau/devices").here(mn))
}

fn done(member: &Member) -> Option<&'static str> {
    let (lang, visitor) = (member.lang(), member.visitor());
    let told = [
        ("disabled", texts::was_disabled(lang)),
        ("enabled", texts::was_enabled(lang)),
        ("released", texts::was_released(lang)),
        ("discarded", texts::was_discarded(lang)),
    ];
    told.into_iter().find(|(word, _)| visitor.param(word).is_some()).map(|(_, told)| told)
}

/// The newest frames: first those that were refused, because they are what one comes for.
fn received(lang: Lang, file: &DeviceFile) -> impl IntoView + use<> {
    let refused =
        (!file.refused.is_empty()).then(|| section(lang, "refused", texts::newest_refused(lang), &file.refused));
    let kept = refused.is_some().then(|| texts::refused_kept(lang, REFUSED_KEPT_MIB));
    let kept = kept.map(|words| view! { <p class="soft">{words}</p> });
    let all = if file.frames.is_empty() {
        let words =
            if file.newest_value_at.is_some() { texts::no_frames_imported(lang) } else { texts::no_frames(lang) };
        view! { <p>{words}</p> }.into_any()
    } else {
        view! { <details><summary>{texts::show_frames(lang)}</summary>{frames::list(lang, &file.frames)}</details> }
            .into_any()
    };
    view! {
        {refused}
        {kept}
        <section aria-labelledby="frames" class="flow">
            <h2 id="frames">{texts::newest(lang)}</h2>
            {all}
        </section>
    }
}

fn section(lang: Lang, id: &'static str, title: &'static str, list: &[Frame]) -> impl IntoView + use<> {
    let (first, rest) = list.split_at(list.len().min(FIRST));
    let rest = (!rest.is_empty()).then(|| {
        view! { <details><summary>{texts::more(lang)}</summary>{frames::list(lang, rest)}</details> }
    });
    view! {
        <section aria-labelledby=id class="flow">
            <h2 id=id>{title}</h2>
            {frames::list(lang, first)}
            {rest}
        </section>
    }
}
