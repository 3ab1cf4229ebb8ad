//! The list of loggers, those with trouble first.

use axum::response::Response;
use domain::access::{Action, may};
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::devices::{self, Overview, Wanted};

use super::frames;
use super::labels::reasons;
use super::rows::table;
use crate::number::grouped;
use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::bureau::register::knocking;
use crate::pages::parts::count;
use crate::texts::{admin, admin_devices as texts};
use crate::ui::field::Field;
use crate::ui::select::{Choice, Select};
use crate::ui::when;
use crate::web::{Member, Page, Section};

/// Loggers a page.
const PER_PAGE: u32 = 30;

/// `GET /bureau/devices?q=&only=&page=`
pub async fn list(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let (lang, visitor) = (member.lang(), member.visitor());
    let wanted = Wanted {
        q: visitor.param("q").map(str::to_owned),
        trouble: visitor.param("only") == Some("trouble"),
        paging: visitor.paging(PER_PAGE)?,
    };
    let overview = devices::list(member.ctx(), member.actor(), &wanted).await?;
    let registers = may(member.actor().role, Action::ManageRegister);
    let strange = if registers { devices::knocking(member.ctx(), member.actor()).await? } else { Vec::new() };
    let nav = nav(member, AdminPage::Devices);
    let title = texts::title(lang);
    let body = move || {
        let sent: u64 = overview.strangers.values().sum();
        let stranger = (sent > 0).then(|| {
            view! { " " <a href="#strangers">{texts::strangers_sent(lang, sent)}</a> {lang.pick("。", ".")} }
        });
        let strangers = strangers(lang, &overview);
        view! {
            {nav}
            <h1>{title}</h1>
            <p class="lead">{sentence(lang, &overview)} {stranger}</p>
            <p class="asof">{texts::as_of(lang, when::moment(lang, overview.as_of))}</p>
            {filter(lang, &wanted)}
            {table(lang, &wanted, overview.devices)}
            {strangers}
            {knocking::view(lang, &strange, &[])}
        }
    };
    Ok(Page::new(title, body).within(Section::Devices).here(title))
}

/// How many there are, how many are silent, how many were refused something.
fn sentence(lang: Lang, overview: &Overview) -> String {
    let Overview { total, silent, refused, disabled, .. } = *overview;
    if total == 0 {
        return texts::none_registered(lang).to_owned();
    }
    let heard = match silent {
        0 => texts::all_heard(lang, count(total)),
        silent => texts::some_silent(lang, grouped(count(total)), count(silent)),
    };
    let refused = match refused {
        0 => texts::nothing_refused(lang).to_owned(),
        refused => texts::some_refused(lang, count(refused)),
    };
    let disabled = (disabled > 0).then(|| texts::some_disabled(lang, count(disabled)));
    [Some(heard), Some(refused), disabled].into_iter().flatten().collect::<Vec<_>>().join(lang.pick("", " "))
}

fn filter(lang: Lang, wanted: &Wanted) -> impl IntoView + use<> {
    let (q, chosen) = (wanted.q.clone().unwrap_or_default(), if wanted.trouble { "trouble" } else { "" });
    let choices = vec![Choice { value: "trouble".to_owned(), label: texts::only_trouble(lang).to_owned() }];
    let narrows = wanted.q.is_some() || wanted.trouble;
    let clear = narrows.then(|| view! { <a href="/bureau/devices">{admin::clear(lang)}</a> });
    view! {
        <form role="search" action="/bureau/devices" method="get" class="stack">
            <div class="filters">
                <Field name="q" label=texts::q(lang) kind="search" value=q/>
                <Select name="only" label=texts::state(lang) any=admin::any(lang) choices chosen/>
            </div>
            <p class="bar-line"><button type="submit">{admin::search(lang)}</button>{clear}</p>
        </form>
    }
}

/// What strangers sent: a logger that was installed and not registered, or somebody who tries.
fn strangers(lang: Lang, overview: &Overview) -> impl IntoView + use<> {
    if overview.strangers_frames.is_empty() {
        return None;
    }
    let today = match reasons(lang, &overview.strangers) {
        none if none.is_empty() => view! { <p>{texts::strangers_not_today(lang)}</p> }.into_any(),
        some => {
            let items = some.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
            view! { <p>{texts::strangers_today(lang)}</p> <ul>{items}</ul> }.into_any()
        }
    };
    let shown = count(overview.strangers_frames.len());
    let frames = frames::list(lang, &overview.strangers_frames);
    Some(view! {
        <section aria-labelledby="strangers" class="prose">
            <h2 id="strangers">{texts::strangers(lang)}</h2>
            <p>{texts::strangers_what(lang)}</p>
            {today}
            <details><summary>{texts::strangers_newest(lang, shown)}</summary>{frames}</details>
        </section>
    })
}
