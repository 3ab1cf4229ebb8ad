//! What a line is about, as a link where this person may follow it.

use domain::access::{Action, Role, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::audit::About;

use crate::pages::bureau::addresses::premises_address;
use crate::pages::bureau::admin::devices::device_address;
use crate::pages::parts::{chinese, quarter_name};
use crate::texts::admin_audit as texts;
use crate::web::encode;

/// The name of what a line is about.
pub fn subject(lang: Lang, role: Role, about: &About) -> AnyView {
    match about {
        About::Account { id, name } => {
            let words = view! { {texts::account(lang)} " " <span lang=chinese(lang)>{name.clone()}</span> }.into_any();
            link(role, Action::ManageAccounts, format!("/bureau/accounts/{id}"), words)
        }
        About::Enterprise { credit_code, name } => {
            let words = view! { <span lang=chinese(lang)>{name.clone()}</span> }.into_any();
            link(role, Action::ReadEnterpriseFile, format!("/bureau/enterprises/{credit_code}"), words)
        }
        About::Premises { id, name } => {
            let words = view! { <span lang=chinese(lang)>{name.clone()}</span> }.into_any();
            link(role, Action::ReadEnterpriseFile, premises_address(*id), words)
        }
        About::Town { name } => view! { <span lang=chinese(lang)>{name.clone()}</span> }.into_any(),
        About::Device { mn } => {
            let words = view! { {texts::device(lang)} " " <span class="code">{mn.clone()}</span> }.into_any();
            link(role, Action::ReadDevices, device_address(mn), words)
        }
        About::Tip { tip_no } => {
            let address = format!("/bureau/tips/{}", encode(tip_no));
            link(role, Action::ReadTip, address, texts::tip(lang, tip_no).into_any())
        }
        About::Declaration { credit_code, quarter } => {
            let words = texts::declaration(lang, credit_code, quarter_name(lang, *quarter)).into_any();
            link(role, Action::ReadEnterpriseFile, format!("/bureau/enterprises/{credit_code}"), words)
        }
        About::Finding { id, rule } => {
            let words = texts::finding(lang, id, rule).into_any();
            link(role, Action::ReadFindings, format!("/bureau/findings/{id}"), words)
        }
        About::Mark { id } => {
            link(role, Action::ReadMarks, format!("/bureau/marks/{id}"), texts::mark(lang, id).into_any())
        }
        About::Case { case_no } => {
            let address = format!("/bureau/cases/{}", encode(case_no));
            link(role, Action::ReadCase, address, texts::case(lang, case_no).into_any())
        }
        About::Invitation { name } => {
            view! { {texts::invitation(lang)} " " <span lang=chinese(lang)>{name.clone()}</span> }.into_any()
        }
        About::Token { name } => {
            view! { {texts::token(lang)} " " <span lang=chinese(lang)>{name.clone()}</span> }.into_any()
        }
        About::Message { id } => texts::message(lang, id).into_any(),
        About::Job { id } => texts::job(lang, id).into_any(),
        About::Site { id } => {
            link(role, Action::ManageSite, "/bureau/site".to_owned(), texts::site(lang, id).into_any())
        }
        About::Map { id } => {
            link(role, Action::ManageRegister, "/bureau/register/map".to_owned(), texts::map(lang, id).into_any())
        }
        About::Removal { id } => {
            link(role, Action::ReadAudit, "/bureau/retention".to_owned(), texts::removal(lang, id).into_any())
        }
        About::Other(stored) => view! { <span class="code">{stored.clone()}</span> }.into_any(),
    }
}

/// The same where nothing can be followed: with what tells an enterprise from another of its name.
pub fn plain(lang: Lang, about: &About) -> String {
    match about {
        About::Account { name, .. } => format!("{} {name}", texts::account(lang)),
        About::Enterprise { credit_code, name } => format!("{name} {credit_code}"),
        About::Premises { name, .. } | About::Town { name } => name.clone(),
        About::Device { mn } => format!("{} {mn}", texts::device(lang)),
        About::Tip { tip_no } => texts::tip(lang, tip_no),
        About::Declaration { credit_code, quarter } => {
            texts::declaration(lang, credit_code, quarter_name(lang, *quarter))
        }
        About::Finding { id, rule } => texts::finding(lang, id, rule),
        About::Mark { id } => texts::mark(lang, id),
        About::Case { case_no } => texts::case(lang, case_no),
        About::Invitation { name } => format!("{} {name}", texts::invitation(lang)),
        About::Token { name } => format!("{} {name}", texts::token(lang)),
        About::Message { id } => texts::message(lang, id),
        About::Job { id } => texts::job(lang, id),
        About::Site { id } => texts::site(lang, id),
        About::Map { id } => texts::map(lang, id),
        About::Removal { id } => texts::removal(lang, id),
        About::Other(stored) => stored.clone(),
    }
}

fn link(role: Role, action: Action, href: String, words: AnyView) -> AnyView {
    if may(role, action) { view! { <a href=href>{words}</a> }.into_any() } else { words }
}
