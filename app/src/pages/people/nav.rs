//! The way between the pages of an enterprise's people and programs.

use domain::access::{Action, Role, may};
use leptos::prelude::*;
use services::Error;

use super::Side;
use crate::pages::bureau::{AdminPage, admin_nav};
use crate::texts::people as texts;
use crate::web::{Member, Page, Section};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeoplePage {
    /// People.
    People,
    /// Tokens of programs.
    Tokens,
}

/// Links to them; the one of `here` is marked.
pub fn nav(member: &Member, here: PeoplePage) -> impl IntoView + use<> {
    let lang = member.lang();
    let entry = move |(place, href, word): (PeoplePage, &'static str, &'static str)| {
        let current = (place == here).then_some("true");
        view! { <li><a href=href aria-current=current>{word}</a></li> }
    };
    let all = [
        (PeoplePage::People, "/filing/people", texts::nav_people(lang)),
        (PeoplePage::Tokens, "/filing/tokens", texts::nav_tokens(lang)),
    ];
    view! { <nav class="subnav" aria-label=texts::nav(lang)><ul>{all.into_iter().map(entry).collect_view()}</ul></nav> }
}

/// The navigation of a side.
pub(super) fn of(side: Side, member: &Member) -> AnyView {
    match side {
        Side::Enterprise => nav(member, PeoplePage::People).into_any(),
        Side::Bureau => admin_nav(member, AdminPage::Accounts).into_any(),
    }
}

/// The page within the section of a side.
pub(super) fn within(side: Side, page: Page) -> Page {
    page.within(match side {
        Side::Enterprise => Section::People,
        Side::Bureau => Section::Accounts,
    })
}

/// Goes on only with somebody of this side.
pub(super) fn must(side: Side, member: &Member) -> Result<(), Error> {
    member.actor().must(match side {
        Side::Enterprise => Action::ManageOwnPeople,
        Side::Bureau => Action::ManageAccounts,
    })
}

/// The roles that this side gives.
pub(super) fn roles(side: Side) -> impl Iterator<Item = Role> {
    let all = Role::ALL.iter().copied().filter(|role| *role != Role::Public);
    all.filter(move |role| side == Side::Bureau || may(*role, Action::ReadOwnEnterprise))
}
