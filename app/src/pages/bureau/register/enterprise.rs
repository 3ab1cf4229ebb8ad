//! `GET /bureau/register/of/{credit_code}`: all that the register holds of an enterprise.

use axum::response::Response;
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::sheet::{Kind, columns};
use leptos::prelude::*;
use services::public::enterprise::FormerLicence;
use services::register::duplicates::{Merged, merged};
use services::register::{RegisterFile, Standing};
use services::{Error, register};

use super::duplicates::unmerge_address;
use super::{changes, row_address, table};
use crate::pages::bureau::addresses::file_address;
use crate::pages::enterprise::particulars::former_licence;
use crate::pages::parts::{chinese, enterprise_address, named};
use crate::texts::{
    bureau_register as texts, enterprise as words, register_duplicates as duplicates, register_life as life,
};
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::web::{At, Member, Page, Section, with_params};

/// The page.
pub async fn show(member: Member, At(credit_code): At<CreditCode>) -> Response {
    member.answer(page(&member, credit_code).await)
}

async fn page(member: &Member, credit_code: CreditCode) -> Result<Page, Error> {
    let lang = member.lang();
    let file = register::show(member.ctx(), member.actor(), credit_code).await?;
    let merged = merged(member.ctx(), member.actor(), Some(credit_code)).await?;
    let done = table::done(lang, member.done());
    let title = file.name.clone();
    let body = move || {
        view! {
            <h1 lang=chinese(lang)>{file.name.clone()}</h1>
            {done}
            {mergings(lang, credit_code, &merged)}
            <ul class="inline">
                {file.is_public.then(|| view! {
                    <li><a href=enterprise_address(credit_code)>{texts::public_page(lang)}</a></li>
                })}
                <li><a href=file_address(credit_code)>{texts::file(lang)}</a></li>
            </ul>
            {tables(lang, &file)}
            {former_permits(lang, &file.former_licences)}
            {changes::view(lang, &file.changes)}
        }
    };
    let page = Page::new(title.clone(), body).within(Section::Register);
    Ok(page.step(texts::title(lang), "/bureau/register").here(title))
}

/// Into whom it is merged, and who is merged into it.
fn mergings(lang: Lang, own: CreditCode, merged: &[Merged]) -> impl IntoView + use<> {
    let one = |merging: &Merged| {
        let undo = unmerge_address(merging.gone);
        let undo = view! { <a href=undo>{duplicates::undo(lang)}</a> };
        if merging.gone == own {
            let kept =
                view! { <a href=super::enterprise_address(merging.kept)>{duplicates::notice_gone_file(lang)}</a> };
            let words = duplicates::notice_gone(lang, format!("{} {}", merging.kept_name.pick(lang), merging.kept));
            return view! { <Notice tone=Tone::Warn><p>{words}</p><p>{kept} " · " {undo}</p></Notice> }.into_any();
        }
        let (name, code) = (named(lang, &merging.gone_name), merging.gone.to_string());
        let gone = view! { <a href=super::enterprise_address(merging.gone)>{name} " " {code}</a> };
        view! { <Notice><p>{duplicates::notice_kept(lang)} {lang.pick("：", ": ")} {gone} " · " {undo}</p></Notice> }
            .into_any()
    };
    merged.iter().map(one).collect_view()
}

fn tables(lang: Lang, file: &RegisterFile) -> impl IntoView + use<> {
    let code = file.credit_code.to_string();
    let one = |(kind, rows): &(Kind, Vec<Standing>)| {
        if let (Kind::Enterprises, Some(row)) = (kind, rows.first()) {
            return facts(lang, file, row).into_any();
        }
        let new = with_params(&format!("/bureau/register/rows/{kind}/new"), [("enterprise", code.as_str())]);
        table::view(lang, *kind, rows, &new).into_any()
    };
    file.tables.iter().map(one).collect_view()
}

/// The permits that it had before.
fn former_permits(lang: Lang, former: &[FormerLicence]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = former.iter().map(|one| view! { <li>{former_licence(lang, one)}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="former-permits" class="flow">
                <h2 id="former-permits">{words::former_permits(lang)}</h2>
                <ul>{lines}</ul>
            </section>
        }
    })
}

/// The enterprise's own row.
fn facts(lang: Lang, file: &RegisterFile, row: &Standing) -> impl IntoView + use<> {
    let fact = |(column, said): (&domain::sheet::Column, &String)| {
        let value = match column.field {
            "town" => view! { {named(lang, &file.town)} " " <span class="soft">{said.clone()}</span> }.into_any(),
            _ if said.is_empty() => "—".into_any(),
            _ => view! { <span lang=chinese(lang)>{said.clone()}</span> }.into_any(),
        };
        Fact::new(lang.pick(column.zh, column.en), value)
    };
    let row_page = row_address(Kind::Enterprises, row.id);
    let said = columns(Kind::Enterprises).iter().zip(&row.said).filter(|(column, _)| column.field != table::SINCE);
    let facts = said.map(fact).collect();
    view! {
        <section aria-labelledby="enterprises" class="flow">
            <h2 id="enterprises">{texts::particulars(lang)}</h2>
            <SummaryList facts/>
            <ul class="inline">
                <li><a href=row_page.clone()>{texts::change(lang)}</a></li>
                <li><a href=format!("{row_page}/open")>{life::open(lang)}</a></li>
                <li><a href=format!("{row_page}/close")>{life::close(lang)}</a></li>
                <li><a href=format!("{}/identity", super::enterprise_address(file.credit_code))>{life::rename(lang)}</a></li>
            </ul>
        </section>
    }
}
