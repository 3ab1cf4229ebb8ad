//! The way between the administrator's pages.

use domain::access::{Action, may};
use leptos::prelude::*;

use crate::texts::admin as texts;
use crate::web::Member;

/// A page of the administrator's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminPage {
    Devices,
    Feeds,
    Accounts,
    Tokens,
    Audit,
    Jobs,
    Site,
    Retention,
    Messages,
}

/// The pages with their addresses, each for whoever may do its action.
const ADMIN_PAGES: [(AdminPage, &str, Action); 9] = [
    (AdminPage::Devices, "/bureau/devices", Action::ReadDevices),
    (AdminPage::Feeds, "/bureau/feeds", Action::ReadFeeds),
    (AdminPage::Accounts, "/bureau/accounts", Action::ManageAccounts),
    (AdminPage::Tokens, "/bureau/tokens", Action::ManageFeedTokens),
    (AdminPage::Audit, "/bureau/audit", Action::ReadAudit),
    (AdminPage::Jobs, "/bureau/jobs", Action::ReadAudit),
    (AdminPage::Site, "/bureau/site", Action::ManageSite),
    (AdminPage::Retention, "/bureau/retention", Action::ReadAudit),
    (AdminPage::Messages, "/bureau/messages", Action::ReadAudit),
];

/// Links to the pages that this person may see; the one of `here` is marked.
pub fn nav(member: &Member, here: AdminPage) -> impl IntoView + use<> {
    let (lang, role) = (member.lang(), member.actor().role);
    let entry = move |(place, href, _): (AdminPage, &'static str, Action)| {
        let word = match place {
            AdminPage::Devices => texts::devices(lang),
            AdminPage::Feeds => texts::feeds(lang),
            AdminPage::Accounts => texts::accounts(lang),
            AdminPage::Tokens => texts::tokens(lang),
            AdminPage::Audit => texts::audit(lang),
            AdminPage::Jobs => texts::jobs(lang),
            AdminPage::Site => texts::site(lang),
            AdminPage::Retention => texts::retention(lang),
            AdminPage::Messages => texts::messages(lang),
        };
        let current = (place == here).then_some("true");
        view! { <li><a href=href aria-current=current>{word}</a></li> }
    };
    let open = ADMIN_PAGES.into_iter().filter(move |(_, _, action)| may(role, *action));
    view! { <nav class="subnav" aria-label=texts::nav(lang)><ul>{open.map(entry).collect_view()}</ul></nav> }
}
