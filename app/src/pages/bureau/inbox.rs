//! The landing page: what waits for this person.

use axum::response::Response;
use chrono::{Days, NaiveDate};
use domain::access::{Action, Role, may};
use domain::calendar::Calendar;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::accounts::{Cover, stands_in_for};
use services::bureau::{Inbox, LateCounts, TipCounts, inbox};
use services::cases::CaseCounts;
use services::exceedances::Counts as EventCounts;
use services::findings::Counts;
use services::signs::Counts as SignCounts;

use crate::pages::parts::{Sentence, around, calendar_doubt, find_box, quarter_name, role_name};
use crate::texts::{bureau as texts, calendar as calendar_texts};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// A row that leads somewhere: what it is, what is to be known, where.
struct Way {
    label: String,
    about: String,
    /// What is to be known is an alarm.
    alarm: bool,
    href: &'static str,
}

impl Way {
    fn new(label: String, about: impl Into<String>, href: &'static str) -> Self {
        Self { label, about: about.into(), alarm: false, href }
    }

    /// A row that counts something; none where there is nothing to count.
    fn counting(count: u64, label: String, about: impl Into<String>, href: &'static str) -> Option<Self> {
        (count > 0).then(|| Self::new(label, about, href))
    }
}

/// `GET /bureau`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let (lang, actor) = (member.lang(), member.actor().clone());
    let inbox = inbox(member.ctx(), &actor).await?;
    let title = texts::title(lang);
    let lead = Sentence::around(&actor.name, |name| texts::lead(lang, name, role_name(lang, actor.role)));
    let ways = ways(lang, actor.role, &inbox);
    let covers = covers(lang, stands_in_for(member.ctx(), &actor).await?);
    let calendar = calendar(lang, actor.role, &member.ctx().calendar(), member.ctx().now().day());
    let page = Page::new(title, move || {
        view! {
            <h1>{title}</h1>
            <p class="lead">{lead.view(lang)}</p>
            {covers}
            {calendar}
            {waits(lang, ways)}
            {find(lang)}
        }
    });
    Ok(page.within(Section::Inbox).here(title))
}

/// For whom somebody stands in today: what is listed below is of both towns.
fn covers(lang: Lang, covers: Vec<Cover>) -> Option<impl IntoView + use<>> {
    let line = move |cover: Cover| {
        let town = cover.town.map(|town| town.pick(lang).to_owned()).unwrap_or_default();
        let last = when::date(lang, cover.to);
        let said = around(lang, &cover.name, |name| texts::stands_in(lang, name, town, last));
        view! { <p>{said}</p> }
    };
    (!covers.is_empty()).then(|| view! { <Notice>{covers.into_iter().map(line).collect_view()}</Notice> })
}

/// Whoever keeps the portal is told in time that the working days of a year are not settled.
fn calendar(lang: Lang, role: Role, calendar: &Calendar, today: NaiveDate) -> Option<impl IntoView + use<>> {
    // The longest term of a tip-off.
    let doubt = calendar.doubt(today, today + Days::new(60)).filter(|_| may(role, Action::ManageJobs))?;
    let confirmed = calendar.confirmed_to().unwrap_or_default();
    let words = calendar_texts::known_to(lang, confirmed, calendar_doubt(lang, doubt));
    Some(view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> })
}

fn waits(lang: Lang, ways: Vec<Way>) -> impl IntoView {
    let row = |Way { label, about, alarm, href }| {
        let class = alarm.then_some("over-value");
        view! { <li><a href=href><strong>{label}</strong><span class=class>{about}</span></a></li> }
    };
    let list = if ways.is_empty() {
        view! { <p>{texts::nothing(lang)}</p> }.into_any()
    } else {
        view! { <ul class="ways">{ways.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    view! { <section aria-labelledby="waits"><h2 id="waits">{texts::waits(lang)}</h2>{list}</section> }
}

/// What a role has to do with: its own work first, then what it reads.
fn ways(lang: Lang, role: Role, inbox: &Inbox) -> Vec<Way> {
    let settles = may(role, Action::SettleFinding);
    let findings = inbox.findings.as_ref().map(|counts| findings(lang, settles, counts)).unwrap_or_default();
    let (first, last) = if settles { (findings, Vec::new()) } else { (Vec::new(), findings) };
    let mut ways = Vec::new();
    ways.extend(inbox.exceedances.zip(inbox.signs).and_then(|counts| alarms(lang, role, counts)));
    ways.extend(first);
    if let Some(waiting) = inbox.marks {
        let label = if may(role, Action::JudgeMark) { texts::marks_to_do } else { texts::marks_to_read };
        ways.extend(Way::counting(waiting, label(lang, waiting), texts::marks_what(lang), "/bureau/marks"));
    }
    ways.extend(inbox.tips.and_then(|counts| tips(lang, counts)));
    ways.extend(inbox.cases.and_then(|counts| cases(lang, role, counts)));
    if let Some(counts) = inbox.cases.filter(|_| may(role, Action::PublishCase)) {
        let (label, about) = (texts::cases_reports(lang, counts.reports), texts::cases_reports_what(lang));
        ways.extend(Way::counting(counts.reports, label, about, "/bureau/cases?stage=reported"));
    }
    if let Some(counts) = inbox.findings.filter(|_| may(role, Action::WorkCase)) {
        let label = texts::inspections(lang, counts.inspected);
        let about = texts::inspections_what(lang);
        ways.extend(Way::counting(counts.inspected, label, about, "/bureau/findings?state=inspected"));
    }
    ways.extend(inbox.late.and_then(|counts| late(lang, counts)));
    let fixed = [
        (Action::OpenIdentity, texts::tips_identity(lang), texts::tips_identity_what(lang), "/bureau/tips"),
        (Action::ManageRegister, texts::register(lang), texts::register_what(lang), "/bureau/register"),
        (Action::ReadDevices, texts::devices(lang), texts::devices_what(lang), "/bureau/devices"),
        (Action::ManageAccounts, texts::accounts(lang), texts::accounts_what(lang), "/bureau/accounts"),
    ];
    let open = fixed.into_iter().filter(|(action, ..)| may(role, *action));
    ways.extend(open.map(|(_, label, about, href)| Way::new(label.to_owned(), about, href)));
    ways.extend(last);
    ways
}

/// Means above their limits and signs in the data: what goes on, and what nobody has verified.
fn alarms(lang: Lang, role: Role, (events, signs): (EventCounts, SignCounts)) -> Option<Way> {
    let label = if may(role, Action::SettleSign) { texts::alarms_to_do } else { texts::alarms_to_read };
    let EventCounts { running, answered, unanswered, .. } = events;
    let about = texts::alarms_parts(lang, events.to_do(), running, answered, unanswered, signs.to_do());
    let about = match events.overdue {
        0 => about,
        overdue => texts::alarms_overdue(lang, about, overdue),
    };
    let count = events.to_do() + signs.to_do();
    let way = Way::counting(count, label(lang, count), about, "/bureau/alarms")?;
    Some(Way { alarm: running > 0, ..way })
}

/// Whoever settles findings has them to do; everybody else reads them.
fn findings(lang: Lang, settles: bool, counts: &Counts) -> Vec<Way> {
    let about = texts::findings_parts(lang, counts.red, counts.open, counts.explained, counts.overdue);
    let label = if settles { texts::findings_to_do } else { texts::findings_to_read };
    let to_do = Way::counting(counts.to_do(), label(lang, counts.to_do()), about, "/bureau/findings");
    let asked = counts.asked;
    let label = if to_do.is_some() { texts::findings_asked } else { texts::findings_only_asked };
    let asked = Way::counting(asked, label(lang, asked), "", "/bureau/findings?state=asked");
    to_do.into_iter().chain(asked).collect()
}

fn tips(lang: Lang, counts: TipCounts) -> Option<Way> {
    let about = match counts.overdue {
        0 => texts::tips_in_time(lang).to_owned(),
        overdue => texts::tips_overdue(lang, overdue),
    };
    let way = Way::counting(counts.open, texts::tips_open(lang, counts.open), about, "/bureau/tips")?;
    Some(Way { alarm: counts.overdue > 0, ..way })
}

/// Enterprises that have not filed in time.
fn late(lang: Lang, counts: LateCounts) -> Option<Way> {
    let label = texts::late(lang, counts.enterprises, quarter_name(lang, counts.quarter));
    Way::counting(counts.enterprises, label, texts::late_what(lang), "/bureau/enterprises?filter=overdue")
}

fn cases(lang: Lang, role: Role, counts: CaseCounts) -> Option<Way> {
    let all = counts.drafts + counts.review + counts.cleared;
    let (count, label, about, href) = if may(role, Action::WorkCase) {
        (
            counts.drafts,
            texts::cases_drafts(lang, counts.drafts),
            texts::cases_drafts_what(lang),
            "/bureau/cases?stage=draft",
        )
    } else if may(role, Action::ReviewCase) {
        (
            counts.review,
            texts::cases_review(lang, counts.review),
            texts::cases_review_what(lang),
            "/bureau/cases?stage=review",
        )
    } else if may(role, Action::PublishCase) {
        let (label, about) = (texts::cases_cleared(lang, counts.cleared), texts::cases_cleared_what(lang));
        (counts.cleared, label, about, "/bureau/cases?stage=cleared")
    } else {
        (all, texts::cases_all(lang, all), texts::cases_all_what(lang), "/bureau/cases")
    };
    Way::counting(count, label, about, href)
}

/// The box that finds an enterprise's file.
fn find(lang: Lang) -> impl IntoView {
    find_box("/bureau/enterprises", texts::find_file(lang), texts::find(lang), texts::find_file_hint(lang))
}
