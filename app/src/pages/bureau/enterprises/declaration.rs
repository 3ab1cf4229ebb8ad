//! What an enterprise signed, as the bureau reads it.

use axum::response::Response;
use domain::access::{Action, may};
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::Error;
use services::declarations::version_of;
use services::findings::{Unchecked, not_checked};

use crate::pages::bureau::addresses::{declaration_address, file_address};
use crate::pages::parts::declaration::{signed, text_file};
use crate::pages::parts::finding::{about, why_not};
use crate::pages::parts::quarter_name;
use crate::texts::{bureau_enterprises as texts, bureau_findings, filing};
use crate::ui::summary_list::{Fact, SummaryList};
use crate::web::{At, Member, Page, Section};

/// `GET /bureau/enterprises/{credit_code}/declarations/{quarter}/{version}`
pub async fn show(member: Member, At((credit_code, quarter, version)): At<(String, Quarter, i32)>) -> Response {
    member.answer(page(&member, &credit_code, quarter, version).await)
}

/// `GET /bureau/enterprises/{credit_code}/declarations/{quarter}/{version}/text`: the text that the receipt's checksum
/// is of.
pub async fn text(member: Member, At((credit_code, quarter, version)): At<(String, Quarter, i32)>) -> Response {
    let found = match credit_code.parse() {
        Ok(code) => version_of(member.ctx(), member.actor(), code, quarter, version).await,
        Err(_) => Err(Error::NotFound),
    };
    match found {
        Ok(found) => text_file(found),
        Err(failure) => member.answer(Err(failure)),
    }
}

async fn page(member: &Member, credit_code: &str, quarter: Quarter, version: i32) -> Result<Page, Error> {
    let lang = member.lang();
    let code: CreditCode = credit_code.parse().map_err(|_| Error::NotFound)?;
    let found = version_of(member.ctx(), member.actor(), code, quarter, version).await?;
    let (ctx, actor) = (member.ctx(), member.actor());
    let unchecked = if may(actor.role, Action::ReadFindings) {
        not_checked(ctx, actor, code, quarter, version).await?
    } else {
        Vec::new()
    };
    let name = found.receipt.enterprise.name.pick(lang).to_owned();
    let here = filing::version_title(lang, quarter_name(lang, quarter), version);
    let title = format!("{name} · {here}");
    let heading = title.clone();
    let address = move |version: i32| declaration_address(code, quarter, version);
    let page = Page::new(title, move || {
        view! { <h1>{heading}</h1>{signed(lang, &found, address)}{gaps(lang, &unchecked)} }
    });
    let page = page.within(Section::Files).step(texts::title(lang), "/bureau/enterprises");
    Ok(page.step(name, file_address(code)).here(here))
}

/// What the cross-check could not look at, and why: that nothing was found there means nothing.
fn gaps(lang: Lang, unchecked: &[Unchecked]) -> Option<impl IntoView + use<>> {
    let fact = |one: &Unchecked| {
        let title = one.title.as_ref().map(|title| title.pick(lang)).unwrap_or_default();
        let about: Vec<_> = one.about.iter().map(|subject| about(lang, subject)).collect();
        let about = (!about.is_empty()).then(|| {
            let list = about.join(lang.pick("、", "; "));
            view! { <br/><span class="small soft">{list}</span> }
        });
        Fact::new(format!("{} {title}", one.rule), view! { {why_not(lang, one.why)}{about} })
    };
    (!unchecked.is_empty()).then(|| {
        view! {
            <section aria-labelledby="not-checked">
                <h2 id="not-checked">{bureau_findings::not_checked(lang)}</h2>
                <p class="soft">{bureau_findings::not_checked_what(lang)}</p>
                <SummaryList facts=unchecked.iter().map(fact).collect()/>
            </section>
        }
    })
}
