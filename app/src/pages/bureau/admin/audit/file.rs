//! The log as a file, for whoever looks through it elsewhere.

use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use domain::lang::Lang;
use services::Error;
use services::audit::{self, Line};

use super::acts::act_name;
use super::asked::Asked;
use super::detail::particulars;
use super::subject;
use crate::pages::parts::{Sentence, role_name};
use crate::texts::admin_audit as texts;
use crate::web::csv::{self, Cell, own, text};
use crate::web::{Member, see_other};

/// `GET /bureau/audit.csv?who=&act=&day=&before=`: what the page says of the same lines, and nothing beside it. Where there are
/// more than one file takes, it says so, and where the rest is.
pub async fn file(member: Member) -> Response {
    match table(&member).await {
        Ok(file) => file,
        Err(failure) => member.answer(Err(failure)),
    }
}

async fn table(member: &Member) -> Result<Response, Error> {
    let (lang, asked) = (member.lang(), Asked::of(member.visitor()));
    if asked.bad_day {
        // The page says what is wrong; a file of all days would not be what was asked for.
        return Ok(see_other(&asked.address(asked.before)));
    }
    let log = audit::read_for_a_file(member.ctx(), member.actor(), &asked.wanted()).await?;
    let heads = [
        texts::time(lang),
        texts::who(lang),
        texts::role(lang),
        texts::act(lang),
        texts::about(lang),
        texts::detail(lang),
    ];
    let next = log.next_before.map(|before| asked.file(Some(before)));
    let mut file = csv::file("audit", heads, log.lines.iter().map(|line| row(lang, line)), next);
    file.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(file)
}

fn row(lang: Lang, line: &Line) -> [Cell; 6] {
    let at = line.at.beijing();
    let time = if line.is_of_a_reporter() { at.format("%Y-%m-%d %H") } else { at.format("%Y-%m-%d %H:%M:%S") };
    let (who, role) = match &line.who {
        Some(who) => (who.name.as_str(), role_name(lang, line.role)),
        None => (texts::nobody(lang), ""),
    };
    let act = line.act().map_or(line.word.as_str(), |act| act_name(lang, act));
    let details: Vec<_> = particulars(lang, &line.detail).into_iter().map(Sentence::text).collect();
    [
        own(time),
        text(who),
        own(role),
        text(act),
        text(subject::plain(lang, &line.about)),
        text(details.join(lang.pick("，", ", "))),
    ]
}
