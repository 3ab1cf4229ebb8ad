//! Premises with their tenants, and where an enterprise is housed.

use axum::response::Response;
use domain::credit_code::CreditCode;
use domain::lang::Lang;
use domain::premises::PremisesKind;
use leptos::prelude::*;
use services::Error;
use services::bureau::{Housed, PremisesFile, Tenant, premises};
use services::public::Party;

use crate::pages::bureau::addresses::{file_address, premises_address};
use crate::pages::parts::{chinese, named};
use crate::texts::{bureau_enterprises as files, bureau_premises as texts, enterprise as words};
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::ui::when;
use crate::web::{At, Member, Page, Section};

/// `GET /bureau/premises/{id}`
pub async fn show(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id).await)
}

async fn page(member: &Member, id: i64) -> Result<Page, Error> {
    let lang = member.lang();
    let file = premises(member.ctx(), member.actor(), id).await?;
    let title = file.name.clone();
    let heading = title.clone();
    let body = move || {
        let closed = file.closed_on.map(|day| {
            let words = texts::closed(lang, when::date(lang, day.0));
            view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> }
        });
        view! {
            <h1 lang=chinese(lang)>{heading}</h1>
            {closed}
            <p class="small">{files::held_what(lang)}</p>
            <SummaryList facts=facts(lang, &file)/>
            {tenants(lang, &file.tenants)}
        }
    };
    let page = Page::new(title.clone(), body).within(Section::Files);
    Ok(page.step(files::title(lang), "/bureau/enterprises").here(title))
}

fn facts(lang: Lang, file: &PremisesFile) -> Vec<Fact> {
    let address = file.address.clone();
    vec![
        Fact::new(texts::code(lang), view! { <span class="code">{file.code.clone()}</span> }),
        Fact::new(texts::kind(lang), kind(lang, file.kind)),
        Fact::new(words::town(lang), named(lang, &file.town)),
        Fact::new(words::location(lang), view! { <span lang=chinese(lang)>{address}</span> }),
        Fact::new(texts::owner(lang), owner(lang, &file.owner, file.owner_code)),
    ]
}

fn kind(lang: Lang, kind: PremisesKind) -> &'static str {
    match kind {
        PremisesKind::Leased => texts::leased(lang),
        PremisesKind::Park => texts::park(lang),
        PremisesKind::Own => texts::own(lang),
    }
}

fn owner(lang: Lang, name: &str, code: Option<CreditCode>) -> AnyView {
    if name.is_empty() && code.is_none() {
        return texts::owner_none(lang).into_any();
    }
    let code = code.map(|code| view! { " " <span class="code">{code.to_string()}</span> });
    view! { <span lang=chinese(lang)>{name.to_owned()}</span> {code} }.into_any()
}

fn tenants(lang: Lang, tenants: &[Tenant]) -> impl IntoView + use<> {
    let heads = vec![
        Column::words(texts::enterprise(lang)),
        Column::words(texts::from(lang)),
        Column::words(texts::to(lang)),
        Column::numbers(texts::cases(lang)),
        Column::numbers(texts::exceedances(lang)),
    ];
    let row = |tenant: &Tenant| {
        let (from, cases, exceedances) = (when::date(lang, tenant.from.0), tenant.cases, tenant.exceedances);
        let to = tenant.to.map_or_else(|| texts::still(lang).to_owned(), |day| when::date(lang, day.0));
        view! {
            <tr>
                <th scope="row">{party(lang, &tenant.party)}</th>
                <td data-head=texts::from(lang) class="short">{from}</td>
                <td data-head=texts::to(lang) class="short">{to}</td>
                <td data-head=texts::cases(lang) class="n">{cases}</td>
                <td data-head=texts::exceedances(lang) class="n">{exceedances}</td>
            </tr>
        }
    };
    let none = tenants.is_empty().then(|| view! { <p>{texts::none(lang)}</p> });
    let rows = tenants.iter().map(row).collect_view();
    let table = (!tenants.is_empty()).then(|| {
        view! {
            <DataTable caption=texts::tenants(lang) hide_caption=true records=true columns=heads>{rows}</DataTable>
            <p class="soft">{texts::counted(lang)}</p>
        }
    });
    view! {
        <section aria-labelledby="tenants" class="flow">
            <h2 id="tenants">{texts::tenants(lang)}</h2>
            {none}
            {table}
        </section>
    }
}

fn party(lang: Lang, party: &Party) -> impl IntoView + use<> {
    view! { <a href=file_address(party.credit_code)>{named(lang, &party.name)}</a> }
}

/// Where an enterprise is housed; nothing where nobody entered it.
pub fn section(lang: Lang, housed: &[Housed]) -> Option<impl IntoView + use<>> {
    let facts: Vec<Fact> = housed.iter().flat_map(|one| of_one(lang, one)).collect();
    (!facts.is_empty()).then(|| {
        view! {
            <section aria-labelledby="premises" class="flow">
                <h2 id="premises">{texts::section(lang)}</h2>
                <p class="small">{files::held_what(lang)}</p>
                <SummaryList facts/>
            </section>
        }
    })
}

fn of_one(lang: Lang, housed: &Housed) -> [Fact; 3] {
    let (name, since) = (housed.name.clone(), texts::since(lang, when::date(lang, housed.since.0)));
    let place = view! {
        <a href=premises_address(housed.id) lang=chinese(lang)>{name}</a> " " <span class="soft">{since}</span>
    };
    let others = housed.others.iter().map(|one| view! { <li>{party(lang, one)}</li> }).collect_view();
    let others = if housed.others.is_empty() {
        texts::others_none(lang).into_any()
    } else {
        view! { <ul>{others}</ul> }.into_any()
    };
    [
        Fact::new(kind(lang, housed.kind), place),
        Fact::new(texts::owner(lang), owner(lang, &housed.owner, housed.owner_code)),
        Fact::new(texts::others(lang), others),
    ]
}
