//! What is to be done next with a case, by the role of the reader.

use chrono::NaiveDate;
use domain::access::{Action, Role, may};
use domain::case::{CaseEvent, CaseField, CaseSlip, CaseStage, Withdrawal};
use domain::lang::Lang;
use leptos::prelude::*;
use services::cases::{CaseFile, LONGEST_REASON};
use services::law::gravity_rules;

use super::form_parts::{carried, send_back};
use super::sent::FormState;
use super::steps::taken;
use super::{doubt, labels, progress};
use crate::pages::bureau::addresses::case_address;
use crate::pages::parts::labels::violation;
use crate::pages::parts::{calendar_doubt, fine_figure, given_back, issue};
use crate::texts::bureau_cases as texts;
use crate::texts::{cases as public, issues};
use crate::ui::notice::Notice;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;

/// What is wrong with the forms here, at the top of the page.
pub fn errors(lang: Lang, state: &FormState) -> impl IntoView + use<> {
    let field = |name: &str| match name {
        "withdrawal" => texts::withdraw_why(lang),
        "withdrawal_reason" => texts::withdraw_reason(lang),
        "progress" => texts::report_what(lang),
        "happened_on" => texts::report_day(lang),
        "words" => texts::report_words(lang),
        _ => texts::return_reason(lang),
    };
    issue::summary(lang, texts::problems(lang), &state.form.issues, field)
}

/// Where the case stands, what the reader is to do, and the forms for it.
pub fn view(lang: Lang, role: Role, today: NaiveDate, file: &CaseFile, state: &FormState) -> impl IntoView + use<> {
    view! {
        {done(lang, file, state)}
        {overtaken(lang, file, state)}
        {doubt::view(lang, today, file)}
        {match file.line.stage {
            CaseStage::Draft => writing(lang, role, file).into_any(),
            CaseStage::Review => review(lang, role, file, state).into_any(),
            CaseStage::Cleared => cleared(lang, role, today, file, state).into_any(),
            CaseStage::Published => published(lang, role, today, file, state).into_any(),
            CaseStage::Withdrawn => withdrawn(lang, file).into_any(),
        }}
    }
}

/// Somebody was first: nothing was done, what happened meanwhile is told, and nothing that was typed is lost.
fn overtaken(lang: Lang, file: &CaseFile, state: &FormState) -> Option<impl IntoView + use<>> {
    let sent = &state.form.typed;
    state.form.conflict.as_ref()?;
    let news: Vec<_> = file.steps.iter().skip(sent.steps()).map(|step| taken(lang, step)).collect();
    let words = if news.is_empty() { texts::overtaken_content(lang) } else { texts::overtaken(lang) };
    let written = given_back(lang, [sent.reason.typed(), sent.withdrawal_reason.typed(), sent.words.typed()]);
    Some(view! {
        <Notice tone=Tone::Over>
            <p role="alert">{words}</p>
            <ol class="dialogue">{news}</ol>
            {written}
        </Notice>
    })
}

fn done(lang: Lang, file: &CaseFile, state: &FormState) -> Option<impl IntoView + use<>> {
    let words = match state.done.as_deref()? {
        "begin" => texts::done_begin(lang, &file.line.case_no),
        "save" => texts::done_save(lang).to_owned(),
        "submit" => texts::done_submit(lang).to_owned(),
        "clear" => texts::done_clear(lang).to_owned(),
        "return" => texts::done_return(lang).to_owned(),
        "publish" => texts::done_publish(lang).to_owned(),
        "withdraw" => texts::done_withdraw(lang).to_owned(),
        "report" => texts::done_report(lang).to_owned(),
        "publish-report" => texts::done_publish_report(lang).to_owned(),
        "return-report" => texts::done_return_report(lang).to_owned(),
        _ => return None,
    };
    Some(view! { <Notice tone=Tone::Ok><p role="status">{words}</p></Notice> })
}

fn writing(lang: Lang, role: Role, file: &CaseFile) -> impl IntoView + use<> {
    let mine = may(role, Action::WorkCase);
    let whole = file.problems.is_empty();
    let words = match (mine, whole) {
        (false, _) => texts::wait_write(lang),
        (true, false) => texts::do_write(lang),
        (true, true) => texts::do_submit(lang),
    };
    let returned = file.steps.last().filter(|step| step.event == CaseEvent::Return);
    let returned = returned.map(|step| view! { <p><strong>{texts::returned(lang, &step.reason)}</strong></p> });
    let problems = mine.then(|| problems(lang, file));
    let edit = format!("{}/edit", case_address(&file.line.case_no));
    let carried = carried(file);
    view! {
        <Notice tone=if mine { Tone::Warn } else { Tone::Plain }>
            <p>{words}</p>
            {returned}
            {problems}
            {mine.then(|| view! { <p><a href=edit>{texts::edit(lang)}</a></p> })}
        </Notice>
        {(mine && whole).then(|| {
            view! {
                <form method="post">
                    {carried}
                    <button name="act" value="submit">{texts::send_submit(lang)}</button>
                </form>
            }
        })}
    }
}

/// What must be mended before the case can go on.
fn problems(lang: Lang, file: &CaseFile) -> Option<impl IntoView + use<>> {
    let problem = |(field, slip): &(CaseField, CaseSlip)| {
        view! { <li>{issues::of_field(lang, labels::field(lang, *field), issue::say(lang, &slip.clone().into()))}</li> }
    };
    (!file.problems.is_empty()).then(|| view! { <ul>{file.problems.iter().map(problem).collect_view()}</ul> })
}

fn review(lang: Lang, role: Role, file: &CaseFile, state: &FormState) -> impl IntoView + use<> {
    let mine = may(role, Action::ReviewCase);
    let words = match (mine, file.is_own) {
        (false, _) => texts::wait_review(lang),
        (true, true) => texts::own_work(lang),
        (true, false) => texts::do_review(lang),
    };
    let acts = mine && !file.is_own;
    let problems = problems(lang, file);
    view! {
        <Notice tone=if acts { Tone::Warn } else { Tone::Plain }><p>{words}</p>{problems}</Notice>
        {acts.then(|| {
            let back = send_back(lang, file, state, (texts::send_return(lang), "return"));
            view! { {go_on(file, texts::send_clear(lang), "clear")} {back} }
        })}
    }
}

fn cleared(lang: Lang, role: Role, today: NaiveDate, file: &CaseFile, state: &FormState) -> impl IntoView + use<> {
    let mine = may(role, Action::PublishCase);
    let until = file.content.last_day(gravity_rules());
    let until = until.map(|day| labels::until(lang, file.content.decided_on, day)).unwrap_or_default();
    let words = match (mine, file.is_own) {
        (false, _) => texts::wait_publish(lang).to_owned(),
        (true, true) => texts::own_work(lang).to_owned(),
        (true, false) => texts::do_publish(lang, &until),
    };
    let due = file.line.publish_by.map(|day| {
        let day = when::date(lang, day.0);
        if file.line.overdue { texts::publish_overdue(lang, day) } else { texts::publish_due(lang, day) }
    });
    let acts = mine && !file.is_own;
    let doubt = file.line.doubt.map(|doubt| calendar_doubt(lang, doubt));
    let tone = if file.line.overdue { Tone::Over } else { Tone::Warn };
    let problems = problems(lang, file);
    view! {
        <Notice tone=if acts { tone } else { Tone::Plain }>
            <p>{words}</p>
            {due.map(|due| view! { <p>{due}" "{doubt}</p> })}
            {problems}
        </Notice>
        {acts.then(|| {
            let publish = if state.sure { sure(lang, today, file, until).into_any() } else { ask(lang).into_any() };
            view! { {publish} {send_back(lang, file, state, (texts::send_return(lang), "return"))} }
        })}
    }
}

/// Leads to the question whether the publisher is sure. It changes nothing.
fn ask(lang: Lang) -> impl IntoView {
    view! {
        <form method="get">
            <button name="ask" value="publish">{texts::ask_publish(lang)}</button>
        </form>
    }
}

/// What will be public, and until when, before it is.
fn sure(lang: Lang, today: NaiveDate, file: &CaseFile, until: String) -> impl IntoView + use<> {
    let enterprise = file.line.enterprise.name.pick(lang).to_owned();
    let penalty = match fine_figure(lang, file.content.fine) {
        _ if file.content.fine.0 == 0 && file.content.suspended_since(today).is_some() => {
            public::fine_suspended(lang).to_owned()
        }
        _ if file.content.fine.0 == 0 => public::no_fine(lang).to_owned(),
        figure => public::fined(lang, figure),
    };
    let words = texts::sure(lang, enterprise, violation(lang, file.content.kind), penalty, until);
    let (back, carried) = (case_address(&file.line.case_no), carried(file));
    view! {
        <Notice tone=Tone::Over>
            <h2>{texts::sure_title(lang)}</h2>
            <p role="alert">{words}</p>
            <form method="post">
                {carried}
                <input type="hidden" name="sure" value="yes"/>
                <button name="act" value="publish">{texts::sure_yes(lang)}</button>
            </form>
            <p><a href=back>{texts::sure_no(lang)}</a></p>
        </Notice>
    }
}

fn published(lang: Lang, role: Role, today: NaiveDate, file: &CaseFile, state: &FormState) -> impl IntoView + use<> {
    let row = &file.line;
    let decided_on = file.content.decided_on;
    let until = row.public_until.map(|day| labels::until(lang, decided_on, day.0)).unwrap_or_default();
    let is_over = row.public_until.is_some_and(|day| day.0 < today);
    let at = row.published_at.map(|at| when::date(lang, at.day())).unwrap_or_default();
    let words = if is_over { texts::is_over(lang, until) } else { texts::is_published(lang, at, until) };
    let public = format!("/cases/{}", row.case_no);
    let link = (!is_over).then(|| view! { <p><a href=public>{texts::public_page(lang)}</a></p> });
    let mine = may(role, Action::PublishCase) && !is_over;
    view! {
        <Notice tone=Tone::Ok><p>{words}</p>{link}</Notice>
        {progress::view(lang, role, file, state)}
        {mine.then(|| withdraw(lang, file, state))}
    }
}

fn withdrawn(lang: Lang, file: &CaseFile) -> impl IntoView + use<> {
    let at = file.line.withdrawn_at.map(|at| when::date(lang, at.day())).unwrap_or_default();
    let why = file.withdrawal.map(|why| labels::withdrawal(lang, why)).unwrap_or_default();
    view! { <Notice><p>{texts::is_withdrawn(lang, at, why)}</p></Notice> }
}

/// A form of one button.
fn go_on(file: &CaseFile, label: &'static str, act: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post">
            {carried(file)}
            <button name="act" value=act>{label}</button>
        </form>
    }
}

fn withdraw(lang: Lang, file: &CaseFile, state: &FormState) -> impl IntoView + use<> {
    let sent = &state.form.typed;
    let open = state.asks("withdrawal", &sent.withdrawal) || state.asks("withdrawal_reason", &sent.withdrawal_reason);
    let carried = carried(file);
    let choice = |&one: &Withdrawal| Choice { value: one.to_string(), label: labels::withdrawal(lang, one).to_owned() };
    let choices = Withdrawal::ALL.iter().map(choice).collect();
    let (value, error) = (sent.withdrawal_reason.typed().to_owned(), state.error(lang, "withdrawal_reason"));
    let chosen = sent.withdrawal.typed().to_owned();
    view! {
        <details open=open>
            <summary>{texts::withdraw(lang)}</summary>
            <form method="post" class="stack">
                {carried}
                <Radios name="withdrawal" label=texts::withdraw_why(lang) choices chosen error=state.error(lang, "withdrawal")/>
                <TextArea name="withdrawal_reason" label=texts::withdraw_reason(lang) hint=texts::withdraw_reason_hint(lang)
                    value error rows=3 longest=LONGEST_REASON/>
                <button name="act" value="withdraw">{texts::send_withdraw(lang)}</button>
            </form>
        </details>
    }
}
