//! The list of tokens.

use axum::response::Response;
use domain::access::{Action, Scope, Scopes};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::api_tokens::{Listed, State, list};

use super::Side;
use crate::pages::bureau::{AdminPage, admin_nav};
use crate::pages::parts::chinese;
use crate::pages::people::{PeoplePage, nav};
use crate::texts::tokens as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// `GET` of the list.
pub async fn show(side: Side, member: Member) -> Response {
    member.answer(page(side, &member).await)
}

/// Goes on only with somebody who looks after the tokens of this side.
pub fn must(side: Side, member: &Member) -> Result<(), Error> {
    member.actor().must(match side {
        Side::Enterprise => Action::ManageOwnTokens,
        Side::Departments => Action::ManageFeedTokens,
    })
}

/// The frame of the pages of a side: where it belongs in the navigation.
pub fn within(side: Side, page: Page) -> Page {
    page.within(match side {
        Side::Enterprise => Section::People,
        Side::Departments => Section::Accounts,
    })
}

async fn page(side: Side, member: &Member) -> Result<Page, Error> {
    must(side, member)?;
    let lang = member.lang();
    let found = list(member.ctx(), member.actor()).await?;
    let revoked = member.done() == Some("revoked");
    let nav = side_nav(side, member);
    let title = texts::title(lang);
    let body = move || {
        let lead = match side {
            Side::Enterprise => texts::lead_own(lang),
            Side::Departments => texts::lead_feeds(lang),
        };
        let done =
            revoked.then(|| view! { <Notice tone=Tone::Ok><p role="status">{texts::revoked_now(lang)}</p></Notice> });
        let new = format!("{}/new", side.address());
        view! {
            {nav}
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            {done}
            <p><a class="button" href=new>{texts::new(lang)}</a></p>
            {table(lang, side, &found)}
        }
    };
    Ok(within(side, Page::new(title, body)).here(title))
}

/// The way between the pages that this one stands among.
pub fn side_nav(side: Side, member: &Member) -> AnyView {
    match side {
        Side::Enterprise => nav(member, PeoplePage::Tokens).into_any(),
        Side::Departments => admin_nav(member, AdminPage::Tokens).into_any(),
    }
}

fn table(lang: Lang, side: Side, found: &[Listed]) -> AnyView {
    if found.is_empty() {
        return view! { <p>{texts::none(lang)}</p> }.into_any();
    }
    let heads = [texts::name(lang), texts::scopes(lang), texts::made(lang), texts::last_used(lang), texts::state(lang)];
    let columns = heads.into_iter().map(Column::words).collect();
    let rows = found.iter().map(|token| row(lang, side, token)).collect_view();
    view! { <DataTable caption=texts::title(lang) hide_caption=true records=true columns>{rows}</DataTable> }.into_any()
}

fn row(lang: Lang, side: Side, token: &Listed) -> impl IntoView + use<> {
    let used = token.last_used_at.map_or_else(|| texts::never(lang).to_owned(), |at| when::moment(lang, at));
    let made = when::date(lang, token.created_at.day());
    view! {
        <tr>
            <th scope="row">
                <span lang=chinese(lang)>{token.name.clone()}</span> " "
                <span class="soft code">{texts::hint(lang, &token.hint)}</span>
            </th>
            <td data-head=texts::scopes(lang)>{scope_names(lang, &token.scopes)}</td>
            <td data-head=texts::made(lang)>
                {made} " " <span class="soft" lang=chinese(lang)>{token.created_by.clone()}</span>
            </td>
            <td data-head=texts::last_used(lang)>{used}</td>
            <td data-head=texts::state(lang)>{state(lang, side, token)}</td>
        </tr>
    }
}

fn state(lang: Lang, side: Side, token: &Listed) -> AnyView {
    let until = when::date(lang, token.last_day);
    match token.state {
        State::Open => {
            let action = format!("{}/{}/revoke", side.address(), token.id);
            view! {
                <p>{texts::until(lang, until)}</p>
                <form method="post" action=action>
                    <button class="quiet">
                        {texts::revoke(lang)}<span class="hidden" lang=chinese(lang)>" " {token.name.clone()}</span>
                    </button>
                </form>
            }
            .into_any()
        }
        State::Ended => view! { <Tag word=texts::ended(lang, until)/> }.into_any(),
        State::Revoked(at) => {
            view! { <Tag tone=Tone::Warn word=texts::revoked(lang, when::date(lang, at.day()))/> }.into_any()
        }
    }
}

fn scope_names(lang: Lang, scopes: &Scopes) -> String {
    let names: Vec<_> = scopes.iter().map(|scope| scope_name(lang, scope)).collect();
    names.join(lang.pick("、", ", "))
}

/// What a token is for, in words.
pub fn scope_name(lang: Lang, scope: Scope) -> &'static str {
    match scope {
        Scope::Declarations => texts::scope_declarations(lang),
        Scope::Power => texts::scope_power(lang),
        Scope::Water => texts::scope_water(lang),
        Scope::Tax => texts::scope_tax(lang),
        Scope::Weather => texts::scope_weather(lang),
        Scope::Registry => texts::scope_registry(lang),
        Scope::Manifests => texts::scope_manifests(lang),
        Scope::Lab => texts::scope_lab(lang),
        Scope::Calendar => texts::scope_calendar(lang),
        Scope::Register => texts::scope_register(lang),
    }
}
