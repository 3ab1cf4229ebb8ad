//! Who the enterprise is and what can be said of it at this moment.

use domain::judgement::Tally;
use domain::lang::Lang;
use leptos::prelude::*;
use services::public::enterprises::EnterpriseRow;
use services::public::{Monitors, Pulse};

use crate::islands::{Refresh, RefreshWords};
use crate::pages::parts::{count, enterprise_address, labels, named};
use crate::texts::{enterprise as texts, life};
use crate::ui::notice::Notice;
use crate::ui::tag::Tag;
use crate::ui::when;

/// Name, one sentence, ways on.
pub fn view(lang: Lang, row: &EnterpriseRow) -> impl IntoView + use<> {
    let tag = |(tone, word)| view! { <Tag tone word/> " " };
    let closed = row.closed_on.map(|day| {
        view! { <Notice><p>{life::enterprise_closed(lang, when::date(lang, day.0))}</p></Notice> }
    });
    let raw = format!("/api/v1{}", enterprise_address(row.credit_code));
    let screen = format!("/screen/{}", row.credit_code);
    let tip = format!("/tip?enterprise={}", row.credit_code);
    view! {
        <h1>{named(lang, &row.name)}</h1>
        {closed}
        <div id="state" class="flow">
            <p class="lead">{sentence(lang, row.monitors)}</p>
            <p>{labels::states(lang, row).into_iter().map(tag).collect_view()}</p>
        </div>
        <Refresh parts=vec!["state".to_owned()] seconds=60 words=RefreshWords::default()/>
        <ul class="inline">
            <li><a href=tip>{texts::report(lang)}</a></li>
            <li><a href="/about#errata">{texts::dispute(lang)}</a></li>
            <li><a href=screen>{texts::screen(lang)}</a></li>
            <li><a href=raw>{texts::raw(lang)}</a></li>
        </ul>
    }
}

fn sentence(lang: Lang, monitors: Monitors) -> String {
    let silent = match monitors.pulse {
        Pulse::NoMonitor => return texts::now_unmonitored(lang).to_owned(),
        Pulse::Trial => return life::all_tried_out(lang).to_owned(),
        Pulse::Silent { last_at: None } => return texts::now_never(lang).to_owned(),
        Pulse::Silent { last_at: Some(at) } => texts::now_silent(lang, when::moment(lang, at)),
        Pulse::Online => String::new(),
    };
    let Tally { over, within, unjudged } = monitors.judged;
    let judged = match (over, within, unjudged) {
        (0, 0, _) => texts::now_unjudged(lang).to_owned(),
        (0, _, 0) => texts::now_within(lang).to_owned(),
        (0, ..) => texts::now_some(lang, count(within), count(unjudged)),
        _ => texts::now_over(lang, count(over)),
    };
    let gap = if silent.is_empty() { "" } else { lang.pick("", " ") };
    format!("{silent}{gap}{judged}")
}
