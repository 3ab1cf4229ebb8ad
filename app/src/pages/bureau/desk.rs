//! The landing page: what waits for this person.

use axum::response::Response;
use domain::access::{Action, Role, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::bureau::{Desk, TipCounts, desk};
use services::cases::CaseCounts;
use services::findings::Counts;

use crate::pages::parts::{Sentence, role_name};
use crate::texts::bureau as texts;
use crate::web::{Member, Page, Section};

/// A row that leads somewhere: what it is, what is to be known, where.
struct Way {
    label: String,
    about: String,
    href: &'static str,
}

/// `GET /bureau`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let (lang, actor) = (member.lang(), member.actor().clone());
    let desk = desk(member.ctx(), &actor).await?;
    let title = texts::title(lang);
    let lead = Sentence::around(&actor.name, |name| texts::lead(lang, name, role_name(lang, actor.role)));
    let ways = ways(lang, actor.role, &desk);
    let page = Page::new(title, move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{lead.view(lang)}</p>
            {waits(lang, ways)}
            {find(lang)}
        }
    });
    Ok(page.within(Section::Desk).here(title))
}

fn waits(lang: Lang, ways: Vec<Way>) -> impl IntoView {
    let row = |Way { label, about, href }| {
        view! { <li><a href=href><strong>{label}</strong><span>{about}</span></a></li> }
    };
    let list = if ways.is_empty() {
        view! { <p>{texts::nothing(lang)}</p> }.into_any()
    } else {
        view! { <ul class="ways">{ways.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! { <section aria-labelledby="waits"><h2 id="waits">{texts::waits(lang)}</h2>{list}</section> }
}

/// What a role has to do with: its own work first, then what it reads.
fn ways(lang: Lang, role: Role, desk: &Desk) -> Vec<Way> {
    let settles = may(role, Action::SettleFinding);
    let findings = desk.findings.as_ref().map(|counts| findings(lang, settles, counts)).unwrap_or_default();
    let (first, last) = if settles { (findings, Vec::new()) } else { (Vec::new(), findings) };
    let mut ways = first;
    ways.extend(desk.tips.map(|counts| tips(lang, counts)));
    ways.extend(desk.cases.map(|counts| cases(lang, role, counts)));
    if let Some(counts) = desk.findings.filter(|_| may(role, Action::WorkCase)) {
        let label = texts::inspections(lang, counts.inspected);
        ways.push(Way {
            label,
            about: texts::inspections_what(lang).to_owned(),
            href: "/bureau/findings?state=inspected",
        });
    }
    let fixed = [
        (Action::OpenIdentity, texts::tips_identity(lang), texts::tips_identity_what(lang), "/bureau/tips"),
        (Action::ReadDevices, texts::devices(lang), texts::devices_what(lang), "/bureau/devices"),
        (Action::ManageAccounts, texts::accounts(lang), texts::accounts_what(lang), "/bureau/accounts"),
    ];
    let open = fixed.into_iter().filter(|(action, ..)| may(role, *action));
    ways.extend(open.map(|(_, label, about, href)| Way { label: label.to_owned(), about: about.to_owned(), href }));
    ways.extend(last);
    ways
}

/// Whoever settles findings has them to do; everybody else reads them.
fn findings(lang: Lang, settles: bool, counts: &Counts) -> Vec<Way> {
    let about = texts::findings_parts(lang, counts.red, counts.open, counts.explained, counts.overdue);
    let label = if settles { texts::findings_to_do } else { texts::findings_to_read };
    let mut ways = vec![Way { label: label(lang, counts.to_do()), about, href: "/bureau/findings" }];
    if settles && counts.asked > 0 {
        let label = texts::findings_asked(lang, counts.asked);
        ways.push(Way { label, about: String::new(), href: "/bureau/findings?state=asked" });
    }
    ways
}

fn tips(lang: Lang, counts: TipCounts) -> Way {
    let about = match counts.overdue {
        0 => texts::tips_in_time(lang).to_owned(),
        overdue => texts::tips_overdue(lang, overdue),
    };
    let about = if counts.open == 0 { String::new() } else { about };
    Way { label: texts::tips_open(lang, counts.open), about, href: "/bureau/tips" }
}

fn cases(lang: Lang, role: Role, counts: CaseCounts) -> Way {
    let (label, about, href) = if may(role, Action::WorkCase) {
        (texts::cases_drafts(lang, counts.drafts), texts::cases_drafts_what(lang), "/bureau/cases?stage=draft")
    } else if may(role, Action::ReviewCase) {
        (texts::cases_review(lang, counts.review), texts::cases_review_what(lang), "/bureau/cases?stage=review")
    } else if may(role, Action::PublishCase) {
        (texts::cases_cleared(lang, counts.cleared), texts::cases_cleared_what(lang), "/bureau/cases?stage=cleared")
    } else {
        let all = counts.drafts + counts.review + counts.cleared;
        (texts::cases_all(lang, all), texts::cases_all_what(lang), "/bureau/cases")
    };
    Way { label, about: about.to_owned(), href }
}

/// The box that finds an enterprise's file.
fn find(lang: Lang) -> impl IntoView {
    view! {
        <form role="search" action="/bureau/enterprises" method="get" class="find">
            <h2><label for="q">{texts::find_file(lang)}</label></h2>
            <div class="search">
                <input id="q" name="q" type="search" aria-describedby="q-hint" enterkeyhint="search"/>
                <button type="submit">{texts::find(lang)}</button>
            </div>
            <p class="hint" id="q-hint">{texts::find_file_hint(lang)}</p>
        </form>
    }
}
