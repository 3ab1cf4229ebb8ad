//! What is happening now.

mod cases;
mod over;
mod points;
mod silent;
mod unjudged;
mod ways;

use axum::response::Response;
use domain::judgement::Tally;
use domain::lang::Lang;
use leptos::prelude::*;
use services::public::home::{self, Overview};

use crate::islands::{Refresh, RefreshWords};
use crate::number::grouped;
use crate::pages::parts::count;
use crate::texts::home as texts;
use crate::ui::emphasis::Emphasis;
use crate::ui::when;
use crate::web::{Page, Section, Site, Visit};

/// The parts of the page that bring themselves up to date.
const FRESH: [&str; 7] = ["now", "as-of", "rest", "unheard", "over", "unjudged", "silent"];

/// `GET /`
pub async fn show(visit: Visit) -> Response {
    visit.answer(page(&visit).await)
}

async fn page(visit: &Visit) -> Result<Page, services::Error> {
    let lang = visit.lang();
    let overview = home::overview(visit.ctx()).await?;
    let site = visit.site().clone();
    let page = Page::new(texts::title(lang), move || body(lang, &site, overview));
    Ok(page.describe(texts::description(lang)).within(Section::Now).live())
}

fn body(lang: Lang, site: &Site, overview: Overview) -> impl IntoView + use<> {
    let words = RefreshWords { live: texts::refreshing(lang).to_owned(), lost: texts::refresh_lost(lang).to_owned() };
    let parts = FRESH.map(str::to_owned).to_vec();
    view! {
        <div class="front">
            <div class="front-now">
                {statement(lang, &overview)}
                {opening(lang, site)}
                <ul class="asof inline">
                    {freshness(lang, &overview)}
                    <li><Refresh parts seconds=60 words/></li>
                </ul>
            </div>
            <aside class="front-ways stack" aria-label=texts::ways(lang)>{ways::view(lang, site, &overview.progress)}</aside>
            <div class="front-lists">
                {over::view(lang, &overview.over, overview.as_of)}
                {unjudged::view(lang, &overview.unjudged)}
                {silent::view(lang, &overview.silent)}
                {cases::view(lang, &overview.cases)}
            </div>
        </div>
    }
}

/// What the bureau says before everything else, where it says something.
fn opening(lang: Lang, site: &Site) -> Option<impl IntoView + use<>> {
    let words = site.opening.in_lang(lang).to_owned();
    (!words.is_empty()).then(|| view! { <p class="prose-line">{words}</p> })
}

/// The one sentence that the page exists for.
fn statement(lang: Lang, overview: &Overview) -> impl IntoView + use<> {
    let points = grouped(count(overview.points));
    let Tally { over, within, unjudged } = overview.judged;
    let statement = match (over, within, unjudged) {
        (0, 0, _) => texts::statement_nothing(lang).to_owned(),
        (0, _, 0) => texts::statement_calm(lang, points),
        (0, ..) => texts::statement_some(lang, points, count(within), count(unjudged)),
        _ => texts::statement_over(lang, points, count(over)),
    };
    view! { <h1 id="now" class="statement"><Emphasis text=statement/></h1> }
}

/// How fresh it is, and which points are not heard at all.
fn freshness(lang: Lang, overview: &Overview) -> impl IntoView + use<> {
    let silent = count(overview.silent.len());
    let silent = (silent > 0).then(|| view! { <a href="#silent">{texts::silent_count(lang, silent)}</a> });
    let moment = format!("{} {}", when::short_date(lang, overview.as_of.day()), when::clock(overview.as_of));
    // Beside a statement that counts those above, the others are counted too.
    let Tally { over, within, unjudged } = overview.judged;
    let rest = (over > 0).then(|| texts::rest(lang, count(within), count(unjudged)));
    view! {
        <li id="as-of"><time datetime=overview.as_of.rfc3339()>{texts::as_of(lang, moment)}</time></li>
        <li id="rest">{rest}</li>
        <li id="unheard">{silent}</li>
    }
}
