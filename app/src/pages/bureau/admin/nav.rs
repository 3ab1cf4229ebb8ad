//! The way between the administrator's pages.

use domain::access::{Action, may};
use leptos::prelude::*;

use crate::texts::admin as texts;
use crate::web::Member;

/// A page of the administrator's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Devices,
    Feeds,
    Register,
    Accounts,
    Audit,
    Jobs,
}

/// The pages with their addresses, each for whoever may do its action.
const PLACES: [(Place, &str, Action); 6] = [
    (Place::Devices, "/bureau/devices", Action::ReadDevices),
    (Place::Feeds, "/bureau/feeds", Action::ReadDevices),
    (Place::Register, "/bureau/register/import", Action::ManageRegister),
    (Place::Accounts, "/bureau/accounts", Action::ManageAccounts),
    (Place::Audit, "/bureau/audit", Action::ReadAudit),
    (Place::Jobs, "/bureau/jobs", Action::ReadAudit),
];

/// Links to the pages that this person may see; the one of `here` is marked.
pub fn nav(member: &Member, here: Place) -> impl IntoView + use<> {
    let (lang, role) = (member.lang(), member.actor().role);
    let entry = move |(place, href, _): (Place, &'static str, Action)| {
        let word = match place {
            Place::Devices => texts::devices(lang),
            Place::Feeds => texts::feeds(lang),
            Place::Register => texts::register(lang),
            Place::Accounts => texts::accounts(lang),
            Place::Audit => texts::audit(lang),
            Place::Jobs => texts::jobs(lang),
        };
        let current = (place == here).then_some("true");
        view! { <li><a href=href aria-current=current>{word}</a></li> }
    };
    let open = PLACES.into_iter().filter(move |(_, _, action)| may(role, *action));
    view! { <nav class="subnav" aria-label=texts::nav(lang)><ul>{open.map(entry).collect_view()}</ul></nav> }
}
