//! Frames as they came, each with its verdict and everything that is wrong with it.

use domain::lang::Lang;
use leptos::prelude::*;
use services::devices::Frame;

use super::labels::{defect, why};
use crate::texts::admin_device as texts;
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;

/// The frames in their order.
pub fn list(lang: Lang, frames: &[Frame]) -> impl IntoView + use<> {
    view! { <ol class="frames">{frames.iter().map(|frame| entry(lang, frame)).collect_view()}</ol> }
}

fn entry(lang: Lang, frame: &Frame) -> impl IntoView + use<> {
    let at = frame.received_at;
    let moment = format!("{} {}", when::short_date(lang, at.day()), when::clock(at));
    let (tone, word) = match (frame.is_taken(), frame.defects.is_empty()) {
        (false, _) => (Tone::Over, texts::was_refused(lang)),
        (true, true) => (Tone::Ok, texts::was_accepted(lang)),
        (true, false) => (Tone::Warn, texts::was_tolerated(lang)),
    };
    let waits = (frame.is_taken() && !["accepted", "duplicate"].contains(&frame.verdict.as_str()))
        .then(|| view! { <li>{why(lang, &frame.verdict)}</li> });
    let repeated = (frame.verdict == "duplicate").then(|| view! { <li>{texts::was_repeated(lang)}</li> });
    let reason = (!frame.is_taken()).then(|| view! { <li><strong>{why(lang, &frame.verdict)}</strong></li> });
    let defects = frame.defects.iter().map(|one| view! { <li>{defect(lang, *one)}</li> }).collect_view();
    let digest = frame.digest.map(|digest| view! { <li>{texts::digest(lang)} <code>{digest.to_string()}</code></li> });
    view! {
        <li>
            <p class="bar-line"><time datetime=at.rfc3339()>{moment}</time> <Tag tone word/></p>
            <ul class="small">{reason}{waits}{repeated}{defects}{digest}</ul>
            <code>{frame.text.clone()}</code>
        </li>
    }
}
