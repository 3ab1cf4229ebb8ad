//! One finding, for whoever must judge it.

use axum::response::Response;
use domain::access::{Action, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::findings::{FindingView, show as find};

use super::entry::{short_entry, tags};
use super::forms::{errors, forms};
use super::sent::Sent;
use super::{chart, dialogue, evidence, next_step, sides};
use crate::pages::parts::finding::about;
use crate::pages::parts::{named, quarter_name};
use crate::texts::bureau_findings as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::web::{At, Form, Member, Page, Section};

/// `GET /bureau/findings/{id}`
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// The page with what was typed and what became of it.
pub(super) async fn page(member: &Member, id: i64, form: Form<Sent>) -> Result<Page, Error> {
    let (lang, role) = (member.lang(), member.actor().role);
    let finding = find(member.ctx(), member.actor(), id).await?;
    let title = format!("{} · {}", finding.row.enterprise.name.pick(lang), about(lang, &finding.row.about));
    let number = format!("{} {}", finding.row.rule, id);
    let (status, done) = (form.status(), member.done().map(str::to_owned));
    let rights = next_step::Rights { settles: may(role, Action::SettleFinding), begins: may(role, Action::WorkCase) };
    let page = Page::new(title.clone(), move || body(lang, rights, title, &finding, (&form, done)));
    let page = page.within(Section::Findings).step(texts::title(lang), "/bureau/findings").here(number);
    Ok(page.status(status))
}

fn body(
    lang: Lang,
    rights: next_step::Rights,
    title: String,
    finding: &FindingView,
    (form, done): (&Form<Sent>, Option<String>),
) -> impl IntoView + use<> {
    let row = &finding.row;
    let file = format!("/bureau/enterprises/{}", row.enterprise.credit_code);
    let said = named(lang, &row.said);
    view! {
        {errors(lang, form)}
        <h1>{title}</h1>
        {tags(lang, row).into_any()}
        <p class="bar-line soft">
            <span>{quarter_name(lang, row.quarter)}</span>
            <span>{named(lang, &row.enterprise.town)}</span>
            <a href=file>{texts::to_file(lang)}</a>
        </p>
        {next_step::view(lang, rights, finding, form, done).into_any()}
        <p class="lead said">{said}</p>
        {corrected(lang, finding)}
        {sides::view(lang, finding).into_any()}
        {chart::view(lang, finding).map(IntoAny::into_any)}
        {why(lang, finding).into_any()}
        {dialogue::view(lang, &finding.entries).into_any()}
        {rights.settles.then(|| forms(lang, finding, form).map(IntoAny::into_any))}
        {others(lang, finding).into_any()}
    }
}

/// Bills that were corrected since: what stands here is what the finding was made from.
fn corrected(lang: Lang, finding: &FindingView) -> Option<impl IntoView + use<>> {
    let months: Vec<String> = finding.corrected.iter().map(ToString::to_string).collect();
    let words = texts::corrected(lang, months.join(lang.pick("、", ", ")));
    (!months.is_empty()).then(|| view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> })
}

fn why(lang: Lang, finding: &FindingView) -> impl IntoView + use<> {
    let rule = finding.row.rule.clone();
    let words = match &finding.why {
        Some(why) => view! { <p>{named(lang, why)}</p> }.into_any(),
        None => view! { <p>{texts::rule_unknown(lang, &rule)}</p> }.into_any(),
    };
    view! {
        <section aria-labelledby="why" class="prose">
            <h2 id="why">{texts::why(lang)}</h2>
            {words}
            <p class="small soft">{texts::rule_edition(lang, &rule, finding.rule_version)}</p>
            {evidence::stored(lang, finding)}
        </section>
    }
}

fn others(lang: Lang, finding: &FindingView) -> impl IntoView + use<> {
    let none = finding.others.is_empty().then(|| view! { <p>{texts::others_none(lang)}</p> });
    view! {
        <section aria-labelledby="others">
            <h2 id="others">{texts::others(lang)}</h2>
            {none}
            <ul class="results">{finding.others.iter().map(|row| short_entry(lang, row)).collect_view()}</ul>
        </section>
    }
}
