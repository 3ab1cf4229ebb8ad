//! Where a tip-off stands, in plain words.

use domain::access::Role;
use domain::lang::Lang;
use domain::time::Stamp;
use domain::tip::TipStatus;
use leptos::prelude::*;
use services::tips::TipForReporter;

use crate::pages::parts::count;
use crate::texts::tip_follow as texts;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::ui::when;

/// The state, what comes next and by when, and what is known about who looked.
pub fn view(lang: Lang, tip: &TipForReporter, now: Stamp) -> AnyView {
    let (state, next) = (state(lang, tip.status), next(lang, tip));
    let late = tip.due_at.filter(|due| *due < now).map(|due| {
        let word = texts::late(lang, when::date(lang, due.day()));
        view! { <Notice tone=Tone::Warn><p>{word}</p></Notice> }
    });
    view! {
        <p class="lead"><strong>{state}</strong> " " {next}</p>
        {late}
        <SummaryList facts=facts(lang, tip)/>
    }
    .into_any()
}

fn state(lang: Lang, status: TipStatus) -> &'static str {
    match status {
        TipStatus::Received => texts::received(lang),
        TipStatus::Accepted => texts::accepted(lang),
        TipStatus::Declined => texts::declined(lang),
        TipStatus::Investigating => texts::investigating(lang),
        TipStatus::Answered => texts::answered(lang),
    }
}

fn next(lang: Lang, tip: &TipForReporter) -> String {
    let due = tip.due_at.map(|at| when::date(lang, at.day())).unwrap_or_default();
    match tip.status {
        TipStatus::Received => texts::received_next(lang, due),
        TipStatus::Accepted => texts::accepted_next(lang, due),
        TipStatus::Investigating => texts::investigating_next(lang, due),
        TipStatus::Declined => texts::declined_next(lang).to_owned(),
        TipStatus::Answered => texts::answered_next(lang).to_owned(),
    }
}

fn facts(lang: Lang, tip: &TipForReporter) -> Vec<Fact> {
    let mut facts = vec![Fact::new(texts::arrived(lang), when::moment(lang, tip.received_at))];
    if let Some(name) = &tip.enterprise {
        let name = name.clone();
        let mark = crate::pages::parts::chinese(lang);
        facts.push(Fact::new(texts::about(lang), view! { <span lang=mark>{name}</span> }));
    }
    if tip.photos > 0 {
        facts.push(Fact::new(texts::photos(lang), texts::photos_kept(lang, tip.photos)));
    }
    facts.push(Fact::new(texts::read_by(lang), readers(lang, tip)));
    facts.push(Fact::new(texts::identity(lang), identity(lang, &tip.identity_opened)));
    facts
}

/// Who opened it how often, by role.
fn readers(lang: Lang, tip: &TipForReporter) -> String {
    let reader = |role: &Role| match role {
        Role::Intake => texts::role_intake(lang),
        Role::Officer => texts::role_officer(lang),
        Role::Branch | Role::Grid => texts::role_local(lang),
        Role::Auditor => texts::role_auditor(lang),
        _ => texts::role_other(lang),
    };
    let one = |(role, times): (&Role, &usize)| texts::times(lang, reader(role), count(*times));
    let all: Vec<_> = tip.read_by.iter().map(one).collect();
    if all.is_empty() { texts::read_by_nobody(lang).to_owned() } else { all.join(lang.pick("，", ", ")) }
}

fn identity(lang: Lang, opened: &[Stamp]) -> String {
    match opened {
        [] => texts::identity_closed(lang).to_owned(),
        [.., last] => texts::identity_opened(lang, count(opened.len()), when::moment(lang, *last)),
    }
}

/// The two ways to end: look for news, or leave nothing behind.
pub fn ends(lang: Lang, code: &str, action: String, leave: String) -> AnyView {
    let (code, gone) = (code.to_owned(), leave.clone());
    view! {
        <form method="post" action=action class="bar-line" autocomplete="off" data-gone=gone>
            <input type="hidden" name="code" value=code autocomplete="off"/>
            <button type="submit" class="second">{texts::again(lang)}</button>
            <a href=leave data-gone="">{texts::leave(lang)}</a>
        </form>
    }
    .into_any()
}
