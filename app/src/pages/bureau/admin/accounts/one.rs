//! One account.

use axum::response::Response;
use domain::lang::Lang;
use domain::time::Stamp;
use leptos::prelude::*;
use services::Error;
use services::accounts::unified::{Identity, identities};
use services::accounts::{self, Account, Sessions};

use super::list::belongs;
use super::unified::line;
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::{chinese, count, role_name};
use crate::texts::{admin_account as texts, admin_accounts};
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{At, Member, Page, Section};

/// `GET /bureau/accounts/{id}`
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id).await)
}

async fn page(member: &Member, id: i64) -> Result<Page, Error> {
    let lang = member.lang();
    let (account, sessions) = accounts::show(member.ctx(), member.actor(), id).await?;
    let linked = identities(member.ctx(), member.actor(), id).await?;
    // Where no provider was ever set, nobody asks.
    let shows_links = member.ctx().oidc().is_some() || !linked.is_empty();
    let own = account.id == member.actor().account_id;
    let (nav, done) = (nav(member, AdminPage::Accounts), done(member));
    let title = account.name.clone();
    let heading = title.clone();
    let body = move || {
        view! {
            {nav}
            <h1 lang=chinese(lang)>{heading}</h1>
            {done.map(|words| view! { <Notice tone=Tone::Ok><p>{words}</p></Notice> })}
            <SummaryList facts=facts(lang, &account, shows_links.then_some(&linked))/>
            {account.closed_at.is_none().then(|| doors(lang, &account, sessions, own, !linked.is_empty()))}
        }
    };
    let page = Page::new(title.clone(), body).within(Section::Accounts);
    Ok(page.step(admin_accounts::title(lang), "/bureau/accounts").here(title))
}

/// What has just been done, as the address says.
fn done(member: &Member) -> Option<String> {
    let (lang, visitor) = (member.lang(), member.visitor());
    if visitor.param("opened").is_some() {
        return Some(texts::opened(lang).to_owned());
    }
    if visitor.param("changed").is_some() {
        return Some(texts::changed(lang).to_owned());
    }
    if visitor.param("factor").is_some() {
        return Some(texts::factor_reset(lang).to_owned());
    }
    if visitor.param("unlinked").is_some() {
        return Some(texts::unlinked(lang).to_owned());
    }
    if visitor.param("reset").is_some() {
        return Some(texts::reset(lang).to_owned());
    }
    if visitor.param("closed").is_some() {
        return Some(texts::closed(lang).to_owned());
    }
    let ended: u64 = visitor.param("ended")?.parse().ok()?;
    Some(if ended == 0 { texts::ended_none(lang).to_owned() } else { texts::ended(lang, ended) })
}

fn facts(lang: Lang, account: &Account, linked: Option<&Vec<Identity>>) -> Vec<Fact> {
    let since = |at: Stamp| texts::factor_since(lang, when::date(lang, at.day()));
    let factor = account.second_factor_at.map_or_else(|| texts::factor_off(lang).to_owned(), since);
    let last_day = account.last_day.map_or_else(|| texts::no_last_day(lang).to_owned(), |day| when::date(lang, day));
    let state = match account.closed_at {
        Some(at) => {
            let on = texts::closed_at(lang, when::date(lang, at.day()));
            view! { <Tag tone=Tone::Warn word=texts::is_closed(lang)/> " " {on} }.into_any()
        }
        None => view! { <Tag tone=Tone::Ok word=texts::is_open(lang)/> }.into_any(),
    };
    let email = account.email.clone().unwrap_or_else(|| texts::no_email(lang).to_owned());
    let mut facts = vec![
        Fact::new(texts::state(lang), state),
        Fact::new(texts::login(lang), view! { <span class="code">{account.login.clone()}</span> }),
        Fact::new(texts::role(lang), role_name(lang, account.role)),
        Fact::new(texts::belongs(lang), belongs(lang, account)),
        Fact::new(texts::email(lang), email),
        Fact::new(texts::opened_at(lang), when::date(lang, account.created_at.day())),
        Fact::new(texts::last_day(lang), last_day),
        Fact::new(texts::factor(lang), factor),
    ];
    if let Some(linked) = linked {
        let lines: Vec<_> = linked.iter().map(|one| line(lang, one)).collect();
        let words =
            if lines.is_empty() { texts::identity_none(lang).to_owned() } else { lines.join(lang.pick("；", "; ")) };
        facts.push(Fact::new(texts::identity(lang), words));
    }
    facts
}

/// What can be done with an account that is open.
fn doors(lang: Lang, account: &Account, sessions: Sessions, own: bool, is_linked: bool) -> impl IntoView + use<> {
    let address = format!("/bureau/accounts/{}", account.id);
    let end = (sessions.count > 0 && !own).then(|| {
        let action = format!("{address}/end-sessions");
        view! { <form method="post" action=action><button>{texts::end_sessions(lang)}</button></form> }
    });
    let close = if own {
        view! { <p>{texts::own(lang)}</p> }.into_any()
    } else {
        view! {
            <p>{texts::close_what(lang)}</p>
            <p><a class="button warning" href=format!("{address}/close")>{texts::close(lang)}</a></p>
        }
        .into_any()
    };
    view! {
        <p><a class="button second" href=format!("{address}/change")>{texts::change(lang)}</a></p>
        {account.role.is_local().then(|| cover(lang, &address))}
        <section aria-labelledby="sessions" class="flow">
            <h2 id="sessions">{texts::sessions(lang)}</h2>
            <p>{running(lang, sessions)}</p>
            {end}
        </section>
        {(!own).then(|| password(lang, &address))}
        {(!own && account.second_factor_at.is_some()).then(|| factor(lang, &address))}
        {(!own && is_linked).then(|| identity(lang, &address))}
        <section aria-labelledby="close" class="flow">
            <h2 id="close">{texts::close(lang)}</h2>
            {close}
        </section>
    }
}

fn cover(lang: Lang, address: &str) -> impl IntoView + use<> {
    let href = format!("{address}/cover");
    view! {
        <section aria-labelledby="cover" class="flow">
            <h2 id="cover">{texts::cover(lang)}</h2>
            <p>{texts::cover_what(lang)}</p>
            <p><a href=href>{texts::name_cover(lang)}</a></p>
        </section>
    }
}

fn password(lang: Lang, address: &str) -> impl IntoView + use<> {
    let href = format!("{address}/password");
    view! {
        <section aria-labelledby="password" class="flow">
            <h2 id="password">{texts::password(lang)}</h2>
            <p>{texts::password_what(lang)}</p>
            <p><a href=href>{texts::reset_password(lang)}</a></p>
        </section>
    }
}

fn factor(lang: Lang, address: &str) -> impl IntoView + use<> {
    let href = format!("{address}/second-factor");
    view! {
        <section aria-labelledby="factor" class="flow">
            <h2 id="factor">{texts::factor(lang)}</h2>
            <p>{texts::factor_what(lang)}</p>
            <p><a href=href>{texts::reset_factor(lang)}</a></p>
        </section>
    }
}

fn identity(lang: Lang, address: &str) -> impl IntoView + use<> {
    let href = format!("{address}/unified");
    view! {
        <section aria-labelledby="identity" class="flow">
            <h2 id="identity">{texts::identity(lang)}</h2>
            <p>{texts::identity_what(lang)}</p>
            <p><a href=href>{texts::unlink_identity(lang)}</a></p>
        </section>
    }
}

fn running(lang: Lang, sessions: Sessions) -> String {
    match sessions.seen_at {
        Some(at) => texts::running(lang, count(sessions.count), when::moment(lang, at)),
        None => texts::not_running(lang).to_owned(),
    }
}
