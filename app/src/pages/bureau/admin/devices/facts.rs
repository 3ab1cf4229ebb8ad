//! Where a logger stands and how it is set.

use domain::device::ProtocolEdition;
use domain::lang::Lang;
use leptos::prelude::*;
use services::devices::DeviceFile;

use super::labels::{defect, status};
use crate::pages::bureau::addresses::file_address;
use crate::pages::parts::named;
use crate::texts::{admin_device as texts, life};
use crate::ui::summary_list::Fact;
use crate::ui::tag::Tag;
use crate::ui::when;

/// Where it stands and whether it is heard.
pub fn whereabouts(lang: Lang, file: &DeviceFile) -> Vec<Fact> {
    let works = view! { <a href=file_address(file.credit_code)>{named(lang, &file.enterprise)}</a> };
    let outlet = view! {
        <a href=format!("{}#outlets", file_address(file.credit_code))>{file.outlet.to_string()}</a>
        " "
        {named(lang, &file.outlet_name)}
    };
    let (tone, word) = status(lang, file.status);
    let last = match (file.last_at, file.newest_value_at) {
        (Some(at), _) => when::moment(lang, at),
        (None, Some(at)) => texts::not_lately_but_values(lang, when::moment(lang, at)),
        (None, None) => texts::not_lately(lang).to_owned(),
    };
    let trial = file.in_trial.then(|| view! { " " <Tag word=life::in_trial(lang)/> });
    let closed = file.closed_on.map(|day| life::closed_since(lang, when::date(lang, day.0)));
    let closed = closed.map(|said| view! { " " <span class="soft">{said}</span> });
    vec![
        Fact::new(texts::enterprise(lang), works),
        Fact::new(texts::outlet(lang), outlet),
        Fact::new(texts::state(lang), view! { <Tag tone word/> {trial} {closed} }),
        Fact::new(texts::last(lang), last),
    ]
}

/// How it is set, but for its password.
pub fn settings(lang: Lang, file: &DeviceFile) -> Vec<Fact> {
    let tolerated = if file.tolerated.is_empty() {
        texts::strict(lang).into_any()
    } else {
        let one = |code: &hj212::Defect| view! { <li>{defect(lang, *code)}</li> };
        view! { <ul>{file.tolerated.iter().map(one).collect_view()}</ul> }.into_any()
    };
    let units = if file.units.is_empty() {
        texts::usual_units(lang).into_any()
    } else {
        view! { <code>{file.units.clone()}</code> }.into_any()
    };
    let standard = match file.edition {
        ProtocolEdition::E2005 => texts::hjt212_2005(lang).to_owned(),
        edition @ (ProtocolEdition::E2017 | ProtocolEdition::E2025) => texts::hj212(lang, edition),
    };
    let edition = view! { {standard} <p class="small soft">{texts::edition_lacks(lang)}</p> };
    vec![
        Fact::new(texts::edition(lang), edition),
        Fact::new(texts::seconds(lang), texts::every(lang, file.realtime_seconds)),
        Fact::new(texts::tolerated(lang), tolerated),
        Fact::new(texts::units(lang), units),
        Fact::new(texts::installed(lang), when::date(lang, file.installed_on.0)),
    ]
}
