//! Whether the portal itself works right now.

use axum::response::Response;
use domain::lang::Lang;
use domain::time::MINUTE;
use leptos::prelude::*;
use services::Error;
use services::public::status::{Queue, Status, status};

use crate::texts::status as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;
use crate::web::{Page, Visit};

/// `GET /status`
pub async fn show(visit: Visit) -> Response {
    visit.answer(page(&visit).await)
}

async fn page(visit: &Visit) -> Result<Page, Error> {
    let lang = visit.lang();
    let now = status(visit.ctx()).await?;
    let title = texts::title(lang);
    Ok(Page::new(title, move || body(lang, &now)).describe(texts::description(lang)).here(title))
}

/// One part of the portal: its name, how it stands, and what that means.
struct Part {
    name: &'static str,
    tone: Tone,
    state: &'static str,
    detail: String,
}

fn body(lang: Lang, now: &Status) -> impl IntoView + use<> {
    let parts = parts(lang, now);
    let troubled = parts.iter().filter(|part| part.tone == Tone::Warn).count();
    let is_all_in_use = parts.iter().all(|part| part.tone != Tone::Plain);
    let lead = match troubled {
        0 if is_all_in_use => texts::all_well(lang).to_owned(),
        0 => texts::all_in_use_well(lang).to_owned(),
        count => texts::some_not(lang, count),
    };
    let columns =
        vec![Column::words(texts::part(lang)), Column::words(texts::state(lang)), Column::words(texts::detail(lang))];
    let row = |part: Part| {
        view! {
            <tr>
                <th scope="row">{part.name}</th>
                <td><Tag tone=part.tone word=part.state/></td>
                <td>{part.detail}</td>
            </tr>
        }
    };
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{lead}</p>
        <p class="asof">{texts::as_of(lang, when::moment(lang, now.as_of))}</p>
        <DataTable caption=texts::title(lang) hide_caption=true columns>
            {parts.into_iter().map(row).collect_view()}
        </DataTable>
    }
}

fn parts(lang: Lang, now: &Status) -> Vec<Part> {
    let tips = if now.tips_open {
        (Tone::Ok, texts::good(lang), texts::tips_open(lang))
    } else {
        (Tone::Warn, texts::stopped(lang), texts::tips_closed(lang))
    };
    let part =
        |name, (tone, state, detail): (Tone, &'static str, &str)| Part { name, tone, state, detail: detail.to_owned() };
    let mail = if now.can_tell {
        queue(lang, texts::mail(lang), now.mail, texts::mail_good(lang), texts::mail_behind(lang))
    } else {
        part(texts::mail(lang), (Tone::Plain, texts::none(lang), texts::mail_none(lang)))
    };
    vec![
        monitors(lang, now),
        part(texts::tips(lang), tips),
        queue(lang, texts::work(lang), now.work, texts::work_good(lang), texts::work_behind(lang)),
        mail,
    ]
}

fn monitors(lang: Lang, now: &Status) -> Part {
    let Status { as_of, points, heard, newest, .. } = *now;
    let (tone, state, detail) = match newest {
        _ if points == 0 => (Tone::Plain, texts::none(lang), texts::monitors_none(lang).to_owned()),
        Some(at) if heard > 0 => {
            let passed = as_of.since(at);
            let detail = if passed < MINUTE {
                texts::monitors_heard_now(lang, points, heard)
            } else {
                texts::monitors_heard(lang, points, heard, when::lasting(lang, passed))
            };
            // One or two that are being mended are every day's.
            if heard * 10 >= points * 9 {
                (Tone::Ok, texts::good(lang), detail)
            } else {
                (Tone::Warn, texts::partly(lang), detail)
            }
        }
        _ => (Tone::Warn, texts::silent(lang), texts::monitors_silent(lang, points)),
    };
    Part { name: texts::monitors(lang), tone, state, detail }
}

fn queue(lang: Lang, name: &'static str, queue: Queue, good: &'static str, behind: &'static str) -> Part {
    let (tone, state, detail) = if queue.given_up > 0 {
        (Tone::Warn, texts::failed(lang), texts::given_up(lang, queue.given_up as u64))
    } else if queue.is_behind() {
        (Tone::Warn, texts::behind(lang), behind.to_owned())
    } else {
        (Tone::Ok, texts::good(lang), good.to_owned())
    };
    Part { name, tone, state, detail }
}

#[cfg(test)]
mod tests {
    use domain::time::{MINUTE, Stamp};

    use super::*;

    fn status() -> Status {
        Status {
            as_of: Stamp(100 * MINUTE),
            points: 10,
            heard: 9,
            newest: Some(Stamp(98 * MINUTE)),
            tips_open: true,
            work: Queue::default(),
            mail: Queue::default(),
            can_tell: true,
        }
    }

    fn states(now: Status) -> Vec<&'static str> {
        parts(Lang::Zh, &now).iter().map(|part| part.state).collect()
    }

    #[test]
    fn each_part_says_how_it_stands() {
        assert_eq!(states(status()), ["正常"; 4]);
        let late = Queue { waiting: 1, oldest: 16 * MINUTE, given_up: 0 };
        let now = Status { heard: 0, tips_open: false, work: late, mail: late, ..status() };
        assert_eq!(states(now), ["没有数据", "停用", "延迟", "延迟"]);
        assert_eq!(states(Status { points: 0, heard: 0, newest: None, ..status() })[0], "尚未开通");
        assert!(parts(Lang::En, &status())[0].detail.starts_with("9 of 10"));
        assert_eq!(states(Status { heard: 8, ..status() })[0], "部分没有数据");
        assert_eq!(states(Status { can_tell: false, ..status() })[3], "尚未开通");
        let page = |now: Status| crate::ui::testing::render(move || body(Lang::Zh, &now));
        assert!(page(status()).contains("各项功能正常。"));
        assert!(page(Status { can_tell: false, ..status() }).contains("已开通的功能正常。"), "mail is not in use");
        let failed = Queue { given_up: 2, ..Queue::default() };
        assert_eq!(states(Status { work: failed, ..status() })[2], "有失败");
    }
}
