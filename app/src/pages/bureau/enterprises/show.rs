//! One enterprise on one page.

use axum::response::Response;
use domain::access::{Action, Role, may};
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::time::Stamp;
use leptos::prelude::*;
use services::Error;
use services::bureau::{EnterpriseFile, Kind, Timeline, file, timeline};
use services::public::enterprise::Twin;

use super::{days, held, premises, timeline as line};
use crate::pages::bureau::addresses::file_address;
use crate::pages::enterprise::{outlets, particulars, strip};
use crate::pages::parts::{enterprise_address, labels, named};
use crate::texts::{bureau_enterprises as texts, enterprise as shared, register_duplicates as duplicates};
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::web::{At, Member, Page, Section, with_params};

/// Events a page.
const PER_PAGE: u32 = 30;

/// `GET /bureau/enterprises/{credit_code}?show=&page=`
pub async fn show(member: Member, At(credit_code): At<String>) -> Response {
    member.answer(page(&member, &credit_code).await)
}

async fn page(member: &Member, credit_code: &str) -> Result<Page, Error> {
    let (lang, ctx, actor) = (member.lang(), member.ctx(), member.actor());
    let credit_code: CreditCode = credit_code.parse().map_err(|_| Error::NotFound)?;
    let kind = member.visitor().one_of("show")?;
    let paging = member.visitor().paging(PER_PAGE)?;
    let file = file(ctx, actor, &credit_code).await?;
    let events = timeline(ctx, actor, &credit_code, (kind, paging)).await?;
    let (name, role) = (file.open.row.name.pick(lang).to_owned(), actor.role);
    let now = ctx.now();
    let page = Page::new(name.clone(), move || body(lang, role, &file, &events, (kind, now)));
    Ok(page.within(Section::Files).step(texts::title(lang), "/bureau/enterprises").here(name))
}

fn body(
    lang: Lang,
    role: Role,
    file: &EnterpriseFile,
    events: &Timeline,
    (kind, now): (Option<Kind>, Stamp),
) -> impl IntoView + use<> {
    let code = file.open.row.credit_code;
    view! {
        {head(lang, role, file).into_any()}
        {mergings(lang, file).into_any()}
        <div class="two">
            <div>
                {line::view(lang, role, code, (events, file.late.as_ref()), kind).into_any()}
                {strip::view(lang, &file.open.quarters).into_any()}
                {outlets::view(lang, code, &file.open.outlets, now).into_any()}
                {days::view(lang, &file.days).into_any()}
            </div>
            <div>
                {particulars::view(lang, &file.open).into_any()}
                {held::view(lang, file).into_any()}
                {premises::section(lang, &file.premises).into_any()}
            </div>
        </div>
    }
}

/// Into whom it is merged, and who is merged into it: the way to the rest of the site's history.
fn mergings(lang: Lang, file: &EnterpriseFile) -> impl IntoView + use<> {
    let gone = file.merged_into.as_ref().map(|kept| {
        let words = duplicates::notice_gone(lang, format!("{} {}", kept.name.pick(lang), kept.credit_code));
        let way = view! { <a href=file_address(kept.credit_code)>{duplicates::notice_gone_file(lang)}</a> };
        view! { <Notice tone=Tone::Warn><p>{words}</p><p>{way}</p></Notice> }
    });
    let twin = |twin: &Twin| {
        let (code, address) = (twin.credit_code.to_string(), file_address(twin.credit_code));
        view! { <li><a href=address>{named(lang, &twin.name)} " " {code}</a></li> }
    };
    let twins = file.open.twins.iter().map(twin).collect_view();
    let kept = (!file.open.twins.is_empty())
        .then(|| view! { <Notice><p>{duplicates::notice_kept(lang)}</p><ul>{twins}</ul></Notice> });
    view! { {gone} {kept} }
}

fn head(lang: Lang, role: Role, file: &EnterpriseFile) -> impl IntoView + use<> {
    let row = &file.open.row;
    let code = row.credit_code.to_string();
    let tag = |(tone, word)| view! { <Tag tone word/> " " };
    let case = with_params("/bureau/cases/new", [("enterprise", code.as_str())]);
    let case = may(role, Action::WorkCase).then(|| view! { <li><a href=case>{texts::begin_case(lang)}</a></li> });
    let public_page = (!row.in_trial).then(|| {
        let href = enterprise_address(row.credit_code);
        view! { <li><a href=href>{texts::public_page(lang)}</a></li> }
    });
    let findings = may(role, Action::ReadFindings)
        .then(|| with_params(&file_address(row.credit_code), [("show", Kind::Findings.as_str())]))
        .map(|href| view! { <li><a href=href>{texts::its_findings(lang)}</a></li> });
    let marks = may(role, Action::ReadMarks)
        .then(|| with_params("/bureau/marks", [("show", "all"), ("enterprise", code.as_str())]))
        .map(|href| view! { <li><a href=href>{texts::its_marks(lang)}</a></li> });
    view! {
        <h1>{named(lang, &row.name)}</h1>
        <p>{labels::states(lang, row).into_iter().map(tag).collect_view()}</p>
        <nav aria-label=texts::on_this_page(lang)>
            <ul class="inline">
                {findings}
                {marks}
                {case}
                <li><a href="#outlets">{shared::outlets(lang)}</a></li>
                <li><a href="#days">{texts::days(lang)}</a></li>
                <li><a href="#particulars">{shared::particulars(lang)}</a></li>
                {public_page}
            </ul>
        </nav>
    }
}
