//! Invitations that nobody has accepted yet: a list of their own at the bureau, a part of the list of people elsewhere.

use axum::response::Response;
use domain::lang::Lang;
use leptos::prelude::*;
use services::Error;
use services::accounts::invitation::{Listed, list};

use super::Side;
use super::nav::{must, of, within};
use crate::pages::parts::{chinese, named, role_name};
use crate::texts::people as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{Member, Page};

/// `GET /bureau/invitations`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

async fn page(member: &Member) -> Result<Page, Error> {
    let side = Side::Bureau;
    must(side, member)?;
    let lang = member.lang();
    let found = list(member.ctx(), member.actor()).await?;
    let (nav, done) = (of(side, member), done(lang, member.done()));
    let title = texts::invitations(lang);
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            {done}
            <p><a class="button" href="/bureau/invitations/new">{texts::invite(lang)}</a></p>
            {table(lang, side, &found)}
        }
    };
    Ok(within(side, Page::new(title, body)).here(title))
}

/// What was just done, as the address says.
pub fn done(lang: Lang, word: Option<&str>) -> Option<AnyView> {
    let (tone, words) = match word? {
        "revoked" => (Tone::Ok, texts::revoked(lang)),
        "used" => (Tone::Warn, texts::used(lang)),
        "closed" => (Tone::Ok, texts::closed(lang)),
        _ => return None,
    };
    Some(view! { <Notice tone><p role="status">{words}</p></Notice> }.into_any())
}

/// The invitations, each with the way to take it back.
pub fn table(lang: Lang, side: Side, found: &[Listed]) -> AnyView {
    if found.is_empty() {
        return view! { <p>{texts::no_invitations(lang)}</p> }.into_any();
    }
    let heads = [texts::name(lang), texts::role(lang), texts::way(lang), texts::until(lang)];
    let columns = heads.into_iter().map(Column::words).collect();
    let rows = found.iter().map(|one| row(lang, side, one)).collect_view();
    view! { <DataTable caption=texts::invitations(lang) hide_caption=true records=true columns>{rows}</DataTable> }
        .into_any()
}

fn row(lang: Lang, side: Side, one: &Listed) -> impl IntoView + use<> {
    let works = one.enterprise.as_ref().filter(|_| side == Side::Bureau);
    let works = works.map(|works| view! { <br/><span class="soft">{named(lang, works)}</span> });
    let action = match side {
        Side::Enterprise => format!("/filing/people/invitations/{}/revoke", one.id),
        Side::Bureau => format!("/bureau/invitations/{}/revoke", one.id),
    };
    let until = when::moment(lang, one.until);
    let until = if one.is_over {
        view! { <Tag tone=Tone::Warn word=texts::is_over(lang, until)/> }.into_any()
    } else {
        until.into_any()
    };
    let way = if one.by_mail { texts::by_mail(lang) } else { texts::by_letter(lang) };
    view! {
        <tr>
            <th scope="row"><span lang=chinese(lang)>{one.name.clone()}</span></th>
            <td data-head=texts::role(lang)>{role_name(lang, one.role)} {works}</td>
            <td data-head=texts::way(lang)>{way}</td>
            <td data-head=texts::until(lang)>
                <p>{until}</p>
                <form method="post" action=action>
                    <button class="quiet">
                        {texts::revoke(lang)}<span class="hidden" lang=chinese(lang)>" " {one.name.clone()}</span>
                    </button>
                </form>
            </td>
        </tr>
    }
}
