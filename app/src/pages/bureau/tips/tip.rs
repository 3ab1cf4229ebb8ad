//! What a tip-off says, and where it stands.

use chrono::NaiveDate;
use domain::access::{Action, Role, may};
use domain::lang::Lang;
use domain::time::Stamp;
use domain::tip::{TipAuthor, TipStatus};
use leptos::prelude::*;
use services::tips::{Message, TipForBureau};

use super::address;
use crate::pages::bureau::addresses::file_address;
use crate::pages::parts::labels::{reported, tip_status};
use crate::pages::parts::{calendar_doubt, chinese, spoken};
use crate::texts::bureau_tips as texts;
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;

/// The state, and what is due by when.
pub fn state(lang: Lang, tip: &TipForBureau, now: Stamp) -> AnyView {
    let (tone, word) = tip_status(lang, tip.status);
    let day = when::date(lang, tip.due_at.day());
    let due = match tip.status {
        TipStatus::Received => texts::received_due(lang, day),
        TipStatus::Accepted => texts::accepted_due(lang, day),
        TipStatus::Investigating => texts::investigating_due(lang, day),
        TipStatus::Declined => texts::declined_done(lang).to_owned(),
        TipStatus::Answered => texts::answered_done(
            lang,
            tip.closed_at.map(|at| when::moment_near(lang, at, now.day())).unwrap_or_default(),
        ),
    };
    let is_open = !matches!(tip.status, TipStatus::Declined | TipStatus::Answered);
    let late = (is_open && tip.due_at < now).then(|| {
        view! { <Notice tone=Tone::Over><p>{texts::late(lang)}</p></Notice> }
    });
    let doubt = tip.doubt.map(|doubt| view! { <p class="small soft">{calendar_doubt(lang, doubt)}</p> });
    view! { <p class="lead"><Tag tone word/> " " {due}</p>{doubt}{late} }.into_any()
}

/// The particulars.
pub fn facts(lang: Lang, tip: &TipForBureau, role: Role, today: NaiveDate) -> AnyView {
    let mark = chinese(lang);
    let mut facts = vec![Fact::new(texts::received(lang), when::moment_near(lang, tip.received_at, today))];
    let enterprise = match &tip.enterprise {
        Some((code, name)) => {
            let (href, name) = (file_address(*code), name.clone());
            view! { <a href=href lang=mark>{name}</a> }.into_any()
        }
        None => texts::no_enterprise(lang).into_any(),
    };
    facts.push(Fact::new(texts::about(lang), enterprise));
    let kind = tip.kind.map_or_else(|| texts::unsaid(lang), |kind| reported(lang, kind));
    facts.push(Fact::new(texts::kind(lang), kind));
    let mut words = |name: &'static str, text: &Option<String>| {
        if let Some(text) = text.clone() {
            facts.push(Fact::new(name, view! { <span class="words" lang=mark>{text}</span> }));
        }
    };
    words(texts::company(lang), &tip.company);
    words(texts::when(lang), &tip.when);
    words(texts::place(lang), &tip.place);
    if let Some(position) = tip.position {
        facts.push(Fact::new(texts::position(lang), format!("{}, {}", position.lat, position.lng)));
    }
    facts.push(Fact::new(texts::contact(lang), contact(lang, tip, role)));
    view! {
        <section aria-labelledby="facts">
            <h2 id="facts">{texts::facts(lang)}</h2>
            <SummaryList facts/>
        </section>
    }
    .into_any()
}

/// Whether there is a contact; who may open it, or see who did, is led there.
fn contact(lang: Lang, tip: &TipForBureau, role: Role) -> AnyView {
    let word = if tip.has_contact { texts::contact_left(lang) } else { texts::contact_none(lang) };
    let trail = [Action::OpenIdentity, Action::ReadAudit].iter().any(|action| may(role, *action)).then(|| {
        let href = format!("{}/identity", address(&tip.tip_no));
        view! { " " <a href=href>{texts::contact_trail(lang)}</a> }
    });
    view! { {word} {trail} }.into_any()
}

/// Text and photos.
pub fn content(lang: Lang, tip: &TipForBureau) -> AnyView {
    let text = tip.text.clone();
    let photo = |(index, id): (usize, &i64)| {
        let (href, src) = (address_of(tip, *id), address_of(tip, *id));
        view! { <li><a href=href><img src=src alt=texts::photo(lang, index + 1) loading="lazy"/></a></li> }
    };
    let photos = (!tip.photos.is_empty()).then(|| {
        view! { <ul class="photos">{tip.photos.iter().enumerate().map(photo).collect_view()}</ul> }
    });
    view! {
        <section aria-labelledby="content" class="flow">
            <h2 id="content">{texts::content(lang)}</h2>
            <p class="words" lang=chinese(lang)>{text}</p>
            {photos}
        </section>
    }
    .into_any()
}

/// What was said so far.
pub fn dialogue(lang: Lang, tip: &TipForBureau) -> AnyView {
    let list = if tip.messages.is_empty() {
        view! { <p>{texts::silent(lang)}</p> }.into_any()
    } else {
        said(lang, &tip.messages)
    };
    view! { <section aria-labelledby="dialogue"><h2 id="dialogue">{texts::dialogue(lang)}</h2>{list}</section> }
        .into_any()
}

/// Messages, in their order.
pub fn said(lang: Lang, messages: &[Message]) -> AnyView {
    spoken(lang, messages, who).into_any()
}

fn who(lang: Lang, author: TipAuthor) -> &'static str {
    match author {
        TipAuthor::Reporter => texts::reporter(lang),
        TipAuthor::Bureau => texts::bureau(lang),
    }
}

fn address_of(tip: &TipForBureau, photo: i64) -> String {
    format!("{}/photos/{photo}", address(&tip.tip_no))
}
