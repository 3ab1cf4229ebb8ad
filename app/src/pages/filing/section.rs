//! One section of the draft, in the editor.

use axum::response::Response;
use domain::declaration::form::Section;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::{Draft, Fact, Source, draft};

use super::parts::{address, dates, section_address, tasks};
use crate::islands::editor::DeclarationEditor;
use crate::islands::editor::start::{Start, Teller, ThirdPartyFigure};
use crate::pages::parts::{declaration, quarter_name};
use crate::texts::{filing as texts, filing_editor as editor};
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::task_list::TaskList;
use crate::web::{self, At, MadeFor, Member, Page, with_params};

/// `GET /filing/{quarter}/{section}`
pub async fn show(member: Member, At((quarter, section)): At<(Quarter, String)>) -> Response {
    member.answer(page(&member, quarter, &section).await)
}

async fn page(member: &Member, quarter: Quarter, section: &str) -> Result<Page, Error> {
    let lang = member.lang();
    // The role first: who may not read here learns nothing of what there is.
    let draft = draft(member.ctx(), member.actor(), quarter).await?;
    let section = section.parse::<Section>().map_err(|_| Error::NotFound)?;
    let asked = member.visitor().param("asked").is_some();
    let (telephone, made_for) = (member.site().telephone.clone(), member.made_for());
    let title = section.title(lang);
    let name = quarter_name(lang, quarter);
    let page = Page::new(format!("{title} - {name}"), move || {
        let start = draft.may_change.then(|| start(lang, &draft, section, asked, &made_for));
        body(lang, &draft, section, start, &telephone)
    });
    let page = page.with_editor().within(web::Section::Filing).step(texts::title(lang), "/filing");
    Ok(page.step(name, address(quarter)).here(title))
}

fn body(lang: Lang, draft: &Draft, section: Section, start: Option<Start>, telephone: &str) -> impl IntoView + use<> {
    let main = if let Some(start) = start {
        let outlets = draft.context.outlets.iter().copied().filter(|_| section == Section::Emissions);
        view! {
            {declaration::gas_means(lang, outlets)}
            <noscript>{needs_script(lang, telephone)}</noscript>
            // Shown by `public/boot.js` where scripts run and the editor does not.
            <div data-stuck="" hidden role="alert">{cannot_run(lang, telephone)}</div>
            <DeclarationEditor start/>
        }
        .into_any()
    } else {
        view! {
            <Notice><p>{texts::script_only(lang)}</p></Notice>
            {declaration::section(lang, &draft.content, &draft.context, section)}
        }
        .into_any()
    };
    view! {
        <h1>{section.title(lang)}</h1>
        <p class="soft">{quarter_name(lang, draft.quarter)} " · " {dates(lang, draft)}</p>
        <div class="two">
            <div class="stack">{main}</div>
            <aside aria-labelledby="tasks">
                <h2 id="tasks">{texts::tasks(lang)}</h2>
                <TaskList name="parts" tasks=tasks(lang, draft)/>
            </aside>
        </div>
    }
}

/// Where the browser runs no scripts.
fn needs_script(lang: Lang, telephone: &str) -> impl IntoView + use<> {
    no_way(lang, editor::needs_script(lang), editor::needs_script_why(lang), telephone)
}

/// Where it runs scripts, but not the editor.
fn cannot_run(lang: Lang, telephone: &str) -> impl IntoView + use<> {
    no_way(lang, editor::cannot_run(lang), editor::cannot_run_why(lang), telephone)
}

fn no_way(lang: Lang, title: &'static str, why: &'static str, telephone: &str) -> impl IntoView + use<> {
    let call = (!telephone.is_empty()).then(|| view! { <p>{editor::needs_script_call(lang, telephone)}</p> });
    view! {
        <Notice tone=Tone::Over>
            <p><strong>{title}</strong></p>
            <p>{why}</p>
            {call}
        </Notice>
    }
}

fn start(lang: Lang, draft: &Draft, section: Section, asked: bool, made_for: &MadeFor) -> Start {
    let told = |fact: &Fact| {
        let teller = match fact.source {
            Source::WaterBills => Teller::WaterBills,
            Source::PowerBills => Teller::PowerBills,
            Source::Loggers => Teller::Loggers,
        };
        Some(ThirdPartyFigure { path: fact.path(&draft.content)?, value: fact.value, teller })
    };
    let home = address(draft.quarter);
    let here = section_address(draft.quarter, section);
    let next = section.next().map_or_else(|| format!("{home}/check"), |next| section_address(draft.quarter, next));
    Start {
        lang,
        quarter: draft.quarter,
        section,
        content: draft.content.clone(),
        context: draft.context.clone(),
        revision: draft.revision,
        who: made_for.who().to_owned(),
        saved_at: draft.saved.as_ref().map(|saved| saved.at.rfc3339()),
        told: draft.facts.iter().filter_map(told).collect(),
        asked,
        next,
        leave: home,
        sign_in: with_params("/sign-in", [("switch", "1"), ("next", here.as_str())]),
    }
}
