//! One command in the list.

use domain::command::CommandKind;
use domain::lang::Lang;
use domain::time::Stamp;
use leptos::prelude::*;
use services::FormKey;
use services::commands::CommandRow;

use super::address::commands_address;
use super::words;
use crate::pages::parts::pollutant_name;
use crate::texts::admin_commands as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::marked::marked;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tag;
use crate::ui::when;

/// The command with where it stands, who asked and why, and what came back.
pub fn entry(lang: Lang, mn: &str, row: &CommandRow, may: bool) -> impl IntoView + use<> {
    let (tone, word) = words::state(lang, row.state);
    let withdraw = (may && row.state.can_be_withdrawn()).then(|| withdraw(lang, mn, row.id));
    let steps = row.steps.iter().map(|step| {
        let at = step.at;
        let moment = format!("{} {}", when::short_date(lang, at.day()), when::clock(at));
        view! { <li><time datetime=at.rfc3339()>{moment}</time> " " {words::step(lang, step)}</li> }
    });
    let steps: Vec<_> = steps.collect();
    let course = (!steps.is_empty()).then(|| {
        view! { <details><summary>{texts::course(lang)}</summary><ol class="small">{steps}</ol></details> }
    });
    view! {
        <li>
            <h3>{title(lang, row)}</h3>
            <p class="state"><Tag tone word/></p>
            <div class="more flow">
                <SummaryList facts=facts(lang, row)/>
                {course}
                {withdraw}
            </div>
        </li>
    }
}

/// What, of which analyser or stretch.
fn title(lang: Lang, row: &CommandRow) -> String {
    let analyser = row.analyser.as_ref().map(|analyser| pollutant_name(lang, analyser));
    let stretch = row.stretch.map(|stretch| self::stretch(lang, row.kind, stretch));
    let parts = [Some(words::kind(lang, row.kind).to_owned()), analyser, stretch];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// From the first period to the last.
fn stretch(lang: Lang, kind: CommandKind, (from, to): (Stamp, Stamp)) -> String {
    let one = |at: Stamp| {
        if kind == CommandKind::Days { when::date(lang, at.day()) } else { when::moment(lang, at) }
    };
    if from == to { one(from) } else { format!("{} – {}", one(from), one(to)) }
}

fn facts(lang: Lang, row: &CommandRow) -> Vec<Fact> {
    let sent = match (&row.qn, row.state.is_open()) {
        (Some(qn), _) => texts::sent_times(lang, u64::from(row.attempts.unsigned_abs()), qn),
        (None, true) => texts::not_sent(lang, when::moment(lang, row.expires_at)),
        (None, false) => texts::never_sent(lang).to_owned(),
    };
    vec![
        Fact::new(texts::who(lang), marked(lang, &words::who(lang, row))),
        Fact::new(texts::why(lang), marked(lang, &words::why(lang, row))),
        Fact::new(texts::sent(lang), sent),
        Fact::new(texts::came_back(lang), came_back(lang, row)),
    ]
}

/// What came back: whether it was taken on, how it ended, how much data came.
fn came_back(lang: Lang, row: &CommandRow) -> String {
    let taken = row.taken.map(|code| words::taken(lang, code));
    let ended = row.ended.map(|code| words::ended(lang, code));
    let packets = (row.packets > 0).then(|| texts::packets(lang, u64::from(row.packets.unsigned_abs())));
    // What a packet said that is no measurement, such as the time of a clock.
    let said = row.steps.iter().find(|step| step.step == domain::command::CommandStep::Data);
    let said = said.map(|step| step.detail.replace(';', "; ")).filter(|detail| !detail.is_empty());
    let all: Vec<_> = [taken, said, packets, ended].into_iter().flatten().collect();
    match (all.is_empty(), row.state.is_open()) {
        (true, true) => texts::nothing_yet(lang).to_owned(),
        (true, false) => texts::nothing(lang).to_owned(),
        _ => all.join(lang.pick("；", "; ")),
    }
}

fn withdraw(lang: Lang, mn: &str, id: i64) -> impl IntoView + use<> {
    view! {
        <form method="post" action=format!("{}/withdraw", commands_address(mn))>
            <FormKeyField key=FormKey::generate().expose()/>
            <input type="hidden" name="id" value=id/>
            <button class="quiet">{texts::withdraw(lang)}</button>
        </form>
    }
}
