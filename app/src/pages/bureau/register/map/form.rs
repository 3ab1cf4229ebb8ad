//! The form: a file, the system of its coordinates, and what is wanted.

use domain::lang::Lang;
use domain::map::{LARGEST_FILE, MOST_POINTS, System};
use leptos::prelude::*;
use services::FormKey;
use services::map::Standing;

use super::Chosen;
use crate::number::grouped;
use crate::pages::parts::{chinese, count};
use crate::texts::register_map as texts;
use crate::ui::file_field::FileField;
use crate::ui::form_key::FormKeyField;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::when;

/// What a file must say, what stands, and the form. Neither system is chosen beforehand: nobody shall take one by chance.
pub fn view(lang: Lang, chosen: Chosen, stands: Option<Standing>, is_shown: bool) -> impl IntoView + use<> {
    let choice = |system: System, label: &str| Choice { value: system.to_string(), label: label.into() };
    let systems = vec![choice(System::Wgs84, texts::wgs84(lang)), choice(System::Gcj02, texts::gcj02(lang))];
    let wishes = vec![
        Choice { value: "look".into(), label: texts::look(lang).into() },
        Choice { value: "write".into(), label: texts::write(lang).into() },
    ];
    let (wish, key) = (if chosen.write { "write" } else { "look" }, FormKey::generate());
    let system = chosen.system.map_or("", System::as_str);
    view! {
        <p class="lead">{texts::lead(lang)}</p>
        {standing(lang, stands)}
        <p>{if is_shown { texts::shown(lang) } else { texts::not_shown(lang) }} " " {texts::approval_what(lang)}</p>
        <ul>
            <li>{texts::towns_what(lang)}</li>
            <li>{texts::city_what(lang)}</li>
            <li>{texts::rivers_what(lang)}</li>
        </ul>
        <form method="post" action="/bureau/register/map" enctype="multipart/form-data" class="stack">
            <FormKeyField key=key.expose()/>
            <FileField name="file" label=texts::file(lang) hint=texts::file_hint(lang, LARGEST_FILE >> 20, grouped(count(MOST_POINTS)))
                error=None accept=".geojson,.json"/>
            <Radios name="system" label=texts::system(lang) hint=texts::system_hint(lang) error=None choices=systems
                chosen=system/>
            <Radios name="wish" label=texts::wish(lang) error=None choices=wishes chosen=wish/>
            <p class="bar-line"><button>{texts::send(lang)}</button></p>
        </form>
    }
}

fn standing(lang: Lang, stands: Option<Standing>) -> impl IntoView + use<> {
    let Some(Standing { at, who, file, system, towns, rivers, has_city }) = stands else {
        return view! { <p>{texts::none_yet(lang)}</p> }.into_any();
    };
    let name = system.parse::<System>().map_or("", System::name);
    let who = who.map(|who| {
        let by = format!(" {}{}", texts::standing_who(lang), lang.pick("", " "));
        view! { {by} <span lang=chinese(lang)>{who}</span> }
    });
    view! {
        <p>
            {texts::standing(lang, towns, rivers, when::moment(lang, at), name)}
            {has_city.then(|| view! { " " {texts::standing_city(lang)} })}
            " " {format!("{}{}", texts::standing_file(lang), lang.pick("", " "))}
            <span lang=chinese(lang)>{file}</span>
            {who}
            " " <a href="/map">{texts::see(lang)}</a>
        </p>
    }
    .into_any()
}
