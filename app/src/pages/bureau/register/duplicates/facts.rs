//! Two enterprises beside each other, particular by particular, and what merging them would mean.

use domain::lang::Lang;
use leptos::prelude::*;
use services::register::duplicates::{Couple, Side};

use super::words::{hindrance, quarters};
use crate::pages::bureau::register::enterprise_address;
use crate::pages::parts::{chinese, labels, named};
use crate::texts::register_duplicates as texts;
use crate::ui::data_table::{Column, DataTable};
use crate::ui::notice::Notice;
use crate::ui::tag::{Tag, Tone};
use crate::ui::when;

/// A particular: what it is called, what each says, and whether both say the same.
struct Row {
    head: &'static str,
    cells: [AnyView; 2],
    equal: bool,
}

/// The particulars of both.
pub fn table(lang: Lang, couple: &Couple) -> impl IntoView + use<> {
    let (first, second, same) = (texts::first(lang), texts::second(lang), texts::same(lang));
    let row = |Row { head, cells: [one, other], equal }: Row| {
        let (tone, word) = if equal { (Tone::Ok, texts::equal(lang)) } else { (Tone::Plain, texts::differs(lang)) };
        view! {
            <tr>
                <th scope="row">{head}</th>
                <td data-head=first>{one}</td>
                <td data-head=second>{other}</td>
                <td data-head=same class="short"><Tag tone word/></td>
            </tr>
        }
    };
    let rows = rows(lang, &couple.sides).into_iter().map(row).collect_view();
    let columns = [texts::item(lang), first, second, same].map(Column::words).to_vec();
    view! { <DataTable caption=texts::pair_title(lang) hide_caption=true records=true columns>{rows}</DataTable> }
}

fn rows(lang: Lang, sides: &[Side; 2]) -> Vec<Row> {
    let words = |head, say: &dyn Fn(&Side) -> String| {
        let said = [say(&sides[0]), say(&sides[1])];
        let equal = said[0] == said[1];
        let cells = said.map(|said| {
            let said = if said.is_empty() { texts::nothing(lang).to_owned() } else { said };
            said.into_any()
        });
        Row { head, cells, equal }
    };
    let written = |head, say: &dyn Fn(&Side) -> String| {
        let said = [say(&sides[0]), say(&sides[1])];
        let equal = said[0] == said[1];
        let cells = said.map(|said| view! { <span lang=chinese(lang)>{said}</span> }.into_any());
        Row { head, cells, equal }
    };
    let code = |side: &Side| {
        let said = side.credit_code.to_string();
        view! { <a href=enterprise_address(side.credit_code)><span class="code">{said}</span></a> }.into_any()
    };
    let sound = |side: &Side| (if side.sound { texts::sound_yes(lang) } else { texts::sound_no(lang) }).to_owned();
    let position = |side: &Side| format!("{}, {}", side.lat, side.lng);
    let joined = |all: Vec<String>| all.join(lang.pick("、", ", "));
    let permit = |side: &Side| side.permit_no.clone().unwrap_or_default();
    let codes = [code(&sides[0]), code(&sides[1])];
    vec![
        Row { head: texts::code(lang), cells: codes, equal: false },
        words(texts::sound(lang), &sound),
        Row {
            head: texts::name(lang),
            cells: [named(lang, &sides[0].name).into_any(), named(lang, &sides[1].name).into_any()],
            equal: sides[0].name.zh == sides[1].name.zh,
        },
        Row {
            head: texts::town(lang),
            cells: [named(lang, &sides[0].town).into_any(), named(lang, &sides[1].town).into_any()],
            equal: sides[0].town == sides[1].town,
        },
        written(texts::address(lang), &|side| side.address.clone()),
        words(texts::position(lang), &position),
        Row {
            head: texts::trade(lang),
            cells: [named(lang, &sides[0].industry.name).into_any(), named(lang, &sides[1].industry.name).into_any()],
            equal: sides[0].industry == sides[1].industry,
        },
        words(texts::class(lang), &|side| labels::class(lang, side.class).to_owned()),
        words(texts::permit(lang), &permit),
        words(texts::since(lang), &|side| when::date(lang, side.since.day())),
        words(texts::state(lang), &|side| state(lang, side)),
        words(texts::declared(lang), &|side| quarters(lang, &side.declared)),
        words(texts::outlets(lang), &|side| joined(side.outlets.iter().map(ToString::to_string).collect())),
        words(texts::loggers(lang), &|side| joined(side.loggers.clone())),
        words(texts::accounts(lang), &|side| side.accounts.to_string()),
    ]
}

fn state(lang: Lang, side: &Side) -> String {
    match side.closed_on {
        Some(day) => texts::state_closed(lang, when::date(lang, day.0)),
        None if side.in_trial => texts::state_trial(lang).to_owned(),
        None => texts::state_public(lang).to_owned(),
    }
}

/// What becomes of each if it is the one that goes.
pub fn consequences(lang: Lang, couple: &Couple) -> impl IntoView + use<> {
    let [one, other] = &couple.sides;
    view! {
        <section aria-labelledby="consequences" class="flow">
            <h2 id="consequences">{texts::consequences(lang)}</h2>
            <p>{texts::consequences_what(lang)}</p>
            {of_side(lang, one, other)}
            {of_side(lang, other, one)}
        </section>
    }
}

fn of_side(lang: Lang, gone: &Side, kept: &Side) -> impl IntoView + use<> {
    let twice: Vec<_> = gone.declared.intersection(&kept.declared).collect();
    let alone: Vec<_> = gone.declared.difference(&kept.declared).collect();
    let mut lines = Vec::new();
    lines.extend((!twice.is_empty()).then(|| texts::twice(lang, quarters(lang, twice))));
    lines.extend((!alone.is_empty()).then(|| texts::only_gone(lang, quarters(lang, alone))));
    lines.extend((!gone.begun.is_empty()).then(|| texts::begun(lang, quarters(lang, &gone.begun))));
    let loggers = gone.loggers.join(lang.pick("、", ", "));
    lines.extend((!loggers.is_empty()).then(|| texts::loggers_go_on(lang, loggers)));
    lines.extend((gone.accounts > 0).then(|| texts::accounts_see(lang, gone.accounts)));
    lines.push(texts::cases_stay(lang).to_owned());
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let ways: Vec<_> = gone.hindrances.iter().map(|one| hindrance(lang, *one)).collect();
    let hindered = (!ways.is_empty()).then(|| {
        let ways = ways.into_iter().map(|way| view! { <li>{way}</li> }).collect_view();
        view! { <Notice tone=Tone::Warn><p>{texts::hindered(lang)}</p><ul>{ways}</ul></Notice> }
    });
    view! {
        <h3>{texts::if_goes(lang, gone.credit_code)}</h3>
        {hindered}
        <ul>{lines}</ul>
    }
}
