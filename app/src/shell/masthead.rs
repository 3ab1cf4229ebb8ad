//! Name and main navigation: that of the public, or that of a role.

use domain::access::{Action, Role, may};
use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::shell as texts;
use crate::web::Section;

/// The public's entries in their order, with their addresses.
const PUBLIC: [(Section, &str); 5] = [
    (Section::Now, "/"),
    (Section::Enterprises, "/enterprises"),
    (Section::Cases, "/cases"),
    (Section::Tip, "/tip"),
    (Section::Data, "/data"),
];

/// The entries of those who are signed in, each for whoever may do one of its actions.
const WORK: [(Section, &str, &[Action]); 18] = [
    (Section::Filing, "/filing", &[Action::ReadOwnEnterprise]),
    (Section::Explanations, "/filing/findings", &[Action::ReadOwnEnterprise]),
    (Section::OwnExceedances, "/filing/exceedances", &[Action::ReadOwnEnterprise]),
    (Section::OwnSigns, "/filing/signs", &[Action::ReadOwnEnterprise]),
    (Section::OwnMarks, "/filing/marks", &[Action::ReadOwnEnterprise]),
    (Section::People, "/filing/people", &[Action::ManageOwnPeople]),
    (Section::Inbox, "/bureau", &[Action::ReadEnterpriseFile]),
    (Section::Alarms, "/bureau/alarms", &[Action::ReadSigns]),
    (Section::Exceedances, "/bureau/exceedances", &[Action::ReadExceedances]),
    (Section::Findings, "/bureau/findings", &[Action::ReadFindings]),
    (Section::Marks, "/bureau/marks", &[Action::ReadMarks]),
    (Section::Tips, "/bureau/tips", &[Action::ReadTip, Action::OpenIdentity]),
    (Section::Casework, "/bureau/cases", &[Action::ReadCase]),
    (Section::Files, "/bureau/enterprises", &[Action::ReadEnterpriseFile]),
    (Section::Register, "/bureau/register", &[Action::ManageRegister]),
    (Section::Devices, "/bureau/devices", &[Action::ReadDevices]),
    (Section::Accounts, "/bureau/accounts", &[Action::ManageAccounts]),
    (Section::Audit, "/bureau/audit", &[Action::ReadAudit]),
];

/// The name of an entry.
pub fn label(section: Section, lang: Lang) -> &'static str {
    match section {
        Section::Now => texts::nav_now(lang),
        Section::Enterprises => texts::nav_enterprises(lang),
        Section::Cases => texts::nav_cases(lang),
        Section::Tip => texts::nav_tip(lang),
        Section::Data => texts::nav_data(lang),
        Section::Inbox => texts::nav_inbox(lang),
        Section::Filing => texts::nav_filing(lang),
        Section::Explanations => texts::nav_explanations(lang),
        Section::OwnExceedances => texts::nav_own_exceedances(lang),
        Section::OwnMarks | Section::Marks => texts::nav_marks(lang),
        Section::People => texts::nav_people(lang),
        Section::OwnSigns => texts::nav_own_signs(lang),
        Section::Alarms => texts::nav_alarms(lang),
        Section::Exceedances => texts::nav_exceedances(lang),
        Section::Findings => texts::nav_findings(lang),
        Section::Tips => texts::nav_tips(lang),
        Section::Casework => texts::nav_casework(lang),
        Section::Files => texts::nav_files(lang),
        Section::Register => texts::nav_register(lang),
        Section::Devices => texts::nav_devices(lang),
        Section::Accounts => texts::nav_accounts(lang),
        Section::Audit => texts::nav_audit(lang),
    }
}

fn entries(role: Option<Role>) -> Vec<(Section, &'static str)> {
    let Some(role) = role else { return PUBLIC.to_vec() };
    let open = WORK.iter().filter(|(_, _, actions)| actions.iter().any(|action| may(role, *action)));
    open.map(|(section, href, _)| (*section, *href)).collect()
}

/// The masthead; the entry of the current section is marked.
#[component]
pub fn Masthead(lang: Lang, section: Option<Section>, role: Option<Role>) -> impl IntoView {
    let entry = move |(one, href): (Section, &'static str)| {
        let current = (section == Some(one)).then_some("true");
        view! { <li><a href=href aria-current=current>{label(one, lang)}</a></li> }
    };
    view! {
        <div class="mast">
            <div class="wrap">
                <a class="brand" href="/">{texts::brand(lang)} " " <small>{texts::tagline(lang)}</small></a>
                <nav aria-label=texts::main_nav(lang)>
                    <ul>{entries(role).into_iter().map(entry).collect_view()}</ul>
                </nav>
            </div>
        </div>
    }
}
