//! What is due, what is asked, and the quarters.

use axum::response::Response;
use domain::declaration::DeclarationStatus;
use domain::declaration::deadline::Phase;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::{QuarterRow, Quarters, draft, quarters};

use super::parts::address;
use crate::pages::parts::duty::duty;
use crate::pages::parts::labels::declaration_status;
use crate::pages::parts::{count, named, quarter_name};
use crate::texts::{filing as texts, life, register_duplicates as duplicates};
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{Member, Page, Section, Site};

/// `GET /filing`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let lang = member.lang();
    let own = quarters(member.ctx(), member.actor()).await?;
    let mut ready = Vec::new();
    for row in own.quarters.iter().filter(|row| is_due(row)) {
        if draft(member.ctx(), member.actor(), row.quarter).await?.is_ready() {
            ready.push(row.quarter);
        }
    }
    let title = texts::title(lang);
    let site = member.site().clone();
    Ok(Page::new(title, move || body(lang, &site, &own, &ready)).within(Section::Filing).here(title))
}

fn body(lang: Lang, site: &Site, own: &Quarters, ready: &[Quarter]) -> impl IntoView + use<> {
    let questions: usize = own.quarters.iter().map(|row| row.questions).sum();
    let asked = (questions > 0).then(|| {
        view! {
            <Notice tone=Tone::Warn>
                <p><strong>{texts::questions(lang, count(questions))}</strong></p>
                <p><a href="/filing/findings">{texts::see_questions(lang)}</a></p>
            </Notice>
        }
    });
    let trial = own.in_trial.then(|| view! { <Notice><p>{life::own_trial(lang)}</p></Notice> });
    let closed = own.closed_on.map(|day| {
        view! { <Notice><p>{life::enterprise_closed(lang, when::date(lang, day.0))}</p></Notice> }
    });
    let merged = own.merged_into.map(|code| {
        view! { <Notice tone=Tone::Warn><p>{duplicates::own_merged(lang, code)}</p></Notice> }
    });
    let row = |row: &QuarterRow| quarter(lang, row, ready.contains(&row.quarter).then(|| waiting(lang, own)));
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="soft">{named(lang, &own.enterprise.name)}</p>
        {trial}
        {closed}
        {merged}
        {asked}
        {own.merged_into.is_none().then(|| due(lang, own, ready))}
        {duty(lang, site, true)}
        <section aria-labelledby="quarters">
            <h2 id="quarters">{texts::quarters(lang)}</h2>
            <ul class="results">{own.quarters.iter().map(row).collect_view()}</ul>
        </section>
    }
}

/// The quarter that is to be filed now: of several the oldest, whose time runs out first.
fn due(lang: Lang, own: &Quarters, ready: &[Quarter]) -> impl IntoView + use<> {
    let Some(row) = own.quarters.iter().rev().find(|row| is_due(row)) else {
        let open = |row: &&QuarterRow| row.status.is_none() && !row.owed && matches!(row.phase, Phase::Late { .. });
        let Some(row) = own.quarters.iter().find(open) else {
            return view! { <p class="statement">{texts::nothing_due(lang)}</p> }.into_any();
        };
        let (name, last) = (quarter_name(lang, row.quarter), when::date(lang, row.last_day));
        let said = texts::nothing_due_but(lang, name, last);
        let link = view! { <a class="button second" href=address(row.quarter)>{texts::begin(lang)}</a> };
        return view! { <div class="stack"><p class="lead">{said}</p> <p>{link}</p></div> }.into_any();
    };
    let (name, due) = (quarter_name(lang, row.quarter), when::date(lang, row.due_day));
    let sentence = match row.phase {
        _ if row.status == Some(DeclarationStatus::Returned) => texts::due_returned(lang, name),
        Phase::InTime { left: 0 } => texts::due_today(lang, name),
        Phase::InTime { left } => texts::due_in_time(lang, name, &due, u64::from(left)),
        Phase::Late { by } => texts::due_late(lang, name, u64::from(by)),
        Phase::Running | Phase::Closed => name,
    };
    let still = matches!(row.phase, Phase::Late { .. })
        .then(|| view! { <p class="soft">{texts::late_until(lang, due, when::date(lang, row.last_day))}</p> });
    let is_ready = ready.contains(&row.quarter);
    let (word, href) = match row.status {
        _ if is_ready && own.may_sign => (texts::check(lang), signing_address(row)),
        None => (texts::begin(lang), address(row.quarter)),
        Some(_) => (texts::go_on(lang), address(row.quarter)),
    };
    view! {
        <div class="stack">
            <p class="statement">{unbroken(lang, &sentence)}</p>
            {is_ready.then(|| view! { <p class="lead"><strong>{waiting(lang, own)}</strong></p> })}
            {still}
            <p><a class="button" href=href>{word}</a></p>
        </div>
    }
    .into_any()
}

/// For whose signature a draft waits.
fn waiting(lang: Lang, own: &Quarters) -> &'static str {
    if own.may_sign { texts::waits_for_you(lang) } else { texts::waits_for_signer(lang) }
}

fn signing_address(row: &QuarterRow) -> String {
    format!("{}/check", address(row.quarter))
}

/// A Chinese sentence in large type: its figures stay with the words that they count, and it may break after its
/// subject, though no mark stands there.
fn unbroken(lang: Lang, sentence: &str) -> String {
    match lang {
        Lang::Zh => sentence.replace(' ', "\u{a0}").replace("申报", "申报\u{200b}"),
        Lang::En => sentence.to_owned(),
    }
}

fn is_due(row: &QuarterRow) -> bool {
    match row.status {
        Some(DeclarationStatus::Returned) => true,
        None if !row.owed => false,
        None | Some(DeclarationStatus::Draft) => matches!(row.phase, Phase::InTime { .. } | Phase::Late { .. }),
        _ => row.correcting && row.phase != Phase::Closed,
    }
}

fn quarter(lang: Lang, row: &QuarterRow, waiting: Option<&'static str>) -> impl IntoView + use<> {
    let (tone, word) = state(lang, row);
    let meta = [dates(lang, row), filed(lang, row), (row.newest.is_none()).then(|| saved(lang, row)).flatten()];
    let meta = meta.into_iter().flatten().map(|line| view! { <span>{line}</span> }).collect_view();
    view! {
        <li>
            <h3><a href=address(row.quarter)>{quarter_name(lang, row.quarter)}</a></h3>
            <p class="state"><Tag tone word/></p>
            <p class="meta">{meta}</p>
            {waiting.map(|words| view! { <p class="more"><a href=signing_address(row)>{words}</a></p> })}
        </li>
    }
}

fn state(lang: Lang, row: &QuarterRow) -> (Tone, &'static str) {
    match row.status {
        Some(_) if row.correcting => (Tone::Warn, texts::state_correcting(lang)),
        Some(DeclarationStatus::Draft) | None if row.phase == Phase::Closed && row.owed => {
            (Tone::Over, texts::state_missing(lang))
        }
        None if !row.owed => (Tone::Plain, texts::state_before(lang)),
        Some(status) => declaration_status(lang, status),
        None => (Tone::Plain, texts::state_none(lang)),
    }
}

/// Dates matter as long as nothing is filed.
fn dates(lang: Lang, row: &QuarterRow) -> Option<String> {
    let (due, last) = (when::date(lang, row.due_day), when::date(lang, row.last_day));
    Some(match row.phase {
        _ if row.newest.is_some() && row.status != Some(DeclarationStatus::Returned) => return None,
        Phase::Running => {
            let end = row.quarter.next().first_day().pred_opt().unwrap_or_default();
            texts::row_running(lang, when::date(lang, end))
        }
        Phase::InTime { .. } => texts::row_due(lang, due),
        Phase::Late { .. } if !row.owed => texts::row_before(lang, last),
        Phase::Late { .. } => texts::row_late(lang, due, last),
        Phase::Closed => texts::row_closed(lang, last),
    })
}

fn filed(lang: Lang, row: &QuarterRow) -> Option<String> {
    let newest = row.newest.as_ref()?;
    Some(texts::row_filed(lang, &newest.receipt_no, when::date(lang, newest.submitted_at.day())))
}

fn saved(lang: Lang, row: &QuarterRow) -> Option<String> {
    row.saved_at.map(|at| texts::row_saved(lang, when::moment(lang, at)))
}
