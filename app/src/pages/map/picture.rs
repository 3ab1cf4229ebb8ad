//! The picture. It is for those who see it: whoever does not finds all of it in the lists, so nothing in it takes the focus
//! of a keyboard. It is put together as text, because a city has thousands of marks.

use std::fmt::Write as _;

use domain::lang::Lang;
use domain::map::{Frame, Mark, Spot};
use leptos::prelude::*;
use services::Names;
use services::public::map::{CityMap, TownOnMap, WorksState};

use super::{address, words};
use crate::pages::parts::{chinese, count, enterprise_address};
use crate::texts::map as texts;
use crate::web::Site;

/// The most works beside whose mark the name stands: more would lie over each other.
const NAMED: usize = 8;

/// The picture with its legend; nothing where there is nothing to show.
pub fn view(lang: Lang, site: &Site, map: &CityMap) -> Option<impl IntoView + use<>> {
    let frame = map.frame?;
    let bounds = format!("0 0 {:.0} {:.0}", frame.width, frame.height);
    let content = drawn(lang, map, &frame);
    let has_lines = has_lines(map);
    let approval = has_lines.then(|| approval(lang, site).into_any());
    let without = (!has_lines).then(|| view! { <p>{texts::no_boundaries(lang)}</p> });
    let beyond = (map.beyond > 0).then(|| view! { <p>{texts::beyond(lang, count(map.beyond))}</p> });
    let class = if map.counts.all() > domain::map::MOST_SINGLE { "map crowded" } else { "map" };
    Some(view! {
        <figure class=class>
            <div class="map-box">
                <svg class="city" viewBox=bounds aria-hidden="true" inner_html=content></svg>
                {approval}
            </div>
            <figcaption class="flow">
                <p class="hidden">{texts::picture(lang, count(map.counts.all()))}</p>
                {legend(lang, map).into_any()}
                <div class="small soft">{without} {beyond} <p>{texts::places(lang)}</p></div>
            </figcaption>
        </figure>
    })
}

/// Whether anything is drawn that a published map needs its approval for.
fn has_lines(map: &CityMap) -> bool {
    !map.outline.is_empty() || !map.rivers.is_empty() || map.towns.iter().any(|town| !town.borders.is_empty())
}

/// The number under which the map may be published, on the map itself.
fn approval(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let number = site.map_approval.clone();
    let source = site.map_source.in_lang(lang).to_owned();
    let source =
        (!source.is_empty()).then(|| view! { <span>{texts::source(lang)} {lang.pick("", " ")} {source}</span> });
    view! {
        <p class="map-approval">
            <span>{texts::approval(lang)} {lang.pick("", " ")} <span lang=Lang::Zh.tag()>{number}</span></span>
            {source}
        </p>
    }
}

/// What occurs in the picture, with how often.
fn legend(lang: Lang, map: &CityMap) -> impl IntoView + use<> {
    let entry = |state: WorksState| {
        let number = map.counts.of(state);
        (number > 0).then(|| {
            let said = texts::legend_entry(lang, words::state(lang, state), count(number));
            view! { <li>{sign(state)} " " {said}</li> }
        })
    };
    let many = map.marks.iter().any(|mark| mark.works.len() > 1);
    let many = many
        .then(|| view! { <li><span class="many" aria-hidden="true">"7"</span> " " {texts::legend_many(lang)}</li> });
    let city = (!map.outline.is_empty()).then(|| line("outline", None, texts::legend_city(lang).to_owned()));
    let has_towns = map.towns.iter().any(|town| !town.borders.is_empty());
    let towns = has_towns.then(|| line("border", None, texts::legend_town(lang).to_owned()));
    let rivers = (!map.rivers.is_empty()).then(|| {
        let mut names: Vec<&str> = map.rivers.iter().map(|river| river.name.pick(lang)).collect();
        names.dedup();
        let names = names.join(lang.pick("、", ", "));
        let is_chinese = map.rivers.iter().any(|river| river.name.en.is_empty());
        line("river", chinese(lang).filter(|_| is_chinese), texts::legend_river(lang, names))
    });
    view! {
        <ul class="map-key" aria-label=texts::legend(lang)>
            {WorksState::ALL.map(entry).into_iter().collect_view()}
            {many}
            {city}
            {towns}
            {rivers}
        </ul>
    }
}

/// A kind of line, and what it is.
fn line(class: &'static str, mark: Option<&'static str>, said: String) -> impl IntoView {
    view! {
        <li>
            <svg class="map-sign line" viewBox="-10 -10 20 20" aria-hidden="true">
                <path class=class d="M-9 5Q-3-9 0 0T9-5"></path>
            </svg>
            " " <span lang=mark>{said}</span>
        </li>
    }
}

/// The sign of a state in a line of text.
pub fn sign(state: WorksState) -> impl IntoView {
    view! {
        <svg class=format!("map-sign {}", words::class(state)) viewBox="-10 -10 20 20" aria-hidden="true">
            <path d=words::shape(state)></path>
        </svg>
    }
}

/// All that is in the picture, from the ground up.
fn drawn(lang: Lang, map: &CityMap, frame: &Frame) -> String {
    let mut svg = String::from("<defs>");
    for state in WorksState::ALL {
        put(&mut svg, format_args!("<path id=\"sign-{}\" d=\"{}\"></path>", words::class(state), words::shape(state)));
    }
    svg.push_str("</defs><g class=\"towns\">");
    for (index, town) in map.towns.iter().enumerate().filter(|(_, town)| !town.borders.is_empty()) {
        let class = match (map.chosen, town.counts.of(WorksState::Over)) {
            (Some(chosen), _) if chosen != index => "other",
            (_, 0) => "town",
            _ => "town hit",
        };
        let (href, d) = (escaped(&address(&town.code, 1)), frame.path(&town.borders));
        put(&mut svg, format_args!("<a href=\"{href}\" tabindex=\"-1\"><path class=\"{class}\" d=\"{d}\"></path></a>"));
    }
    svg.push_str("</g>");
    for river in &map.rivers {
        put(&mut svg, format_args!("<path class=\"river\" d=\"{}\"></path>", frame.path(&river.lines)));
    }
    if !map.outline.is_empty() {
        put(&mut svg, format_args!("<path class=\"outline\" d=\"{}\"></path>", frame.path(&map.outline)));
    }
    svg.push_str("<g class=\"names\">");
    for town in &map.towns {
        if let Some(at) = town.at {
            text(&mut svg, lang, "town-name", at, &town.name);
        }
    }
    svg.push_str("</g><g class=\"works\">");
    let named = map.counts.of(WorksState::Over) + map.counts.of(WorksState::Silent) <= NAMED;
    for mark in &map.marks {
        marked(&mut svg, lang, map, mark, frame, named);
    }
    svg.push_str("</g>");
    svg
}

/// A mark: one works, which it leads to, or several, which stand in the list of their town.
fn marked(svg: &mut String, lang: Lang, map: &CityMap, mark: &Mark, frame: &Frame, named: bool) {
    let Some(first) = mark.works.first().map(|index| &map.works[*index]) else { return };
    let town: &TownOnMap = &map.towns[first.town];
    let (class, at, number) = (words::class(first.state), mark.at.text(), mark.works.len());
    if number > 1 {
        let href = if map.chosen.is_some() { "#works".to_owned() } else { address(&town.code, 1) };
        let said = texts::in_town(lang, count(number));
        let title =
            format!("{} {said}{}{}", town.name.pick(lang), lang.pick("：", ": "), words::state(lang, first.state));
        put(
            svg,
            format_args!(
                "<a href=\"{}\" tabindex=\"-1\" class=\"{class} many\" transform=\"translate({at})\"{}><title>{}</title>\
                 <g><use href=\"#sign-{class}\"></use><text>{number}</text></g></a>",
                escaped(&href),
                tagged(lang, &town.name),
                escaped(&title),
            ),
        );
        return;
    }
    let (href, name) = (enterprise_address(first.credit_code), first.name.pick(lang));
    let title = format!("{name}{}{}", lang.pick("：", ": "), words::state(lang, first.state));
    let is_grave = matches!(first.state, WorksState::Over | WorksState::Silent);
    let label = if named && is_grave { label(mark.at, frame, name) } else { String::new() };
    put(
        svg,
        format_args!(
            "<a href=\"{href}\" tabindex=\"-1\" class=\"{class}\" transform=\"translate({at})\"{}><title>{}</title>\
             <g><use href=\"#sign-{class}\"></use>{label}</g></a>",
            tagged(lang, &first.name),
            escaped(&title),
        ),
    );
}

/// The name beside its mark, on the side where there is room.
fn label(at: Spot, frame: &Frame, name: &str) -> String {
    let (x, anchor) = if at.x > frame.width * 0.6 { (-13, "end") } else { (13, "start") };
    format!("<text class=\"name\" x=\"{x}\" y=\"5\" text-anchor=\"{anchor}\">{}</text>", escaped(name))
}

fn text(svg: &mut String, lang: Lang, class: &str, at: Spot, name: &Names) {
    let (mark, words) = (tagged(lang, name), escaped(name.pick(lang)));
    put(svg, format_args!("<text class=\"{class}\" transform=\"translate({})\"{mark}>{words}</text>", at.text()));
}

/// The language of a name that exists in Chinese only.
fn tagged(lang: Lang, name: &Names) -> &'static str {
    if lang == Lang::En && name.en.is_empty() { " lang=\"zh-CN\"" } else { "" }
}

/// Writing to a String cannot fail.
fn put(svg: &mut String, piece: std::fmt::Arguments<'_>) {
    let _infallible = svg.write_fmt(piece);
}

/// A name as it may stand in the text and in the attributes of the picture.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_markup() {
        assert_eq!(escaped("甲<b>\"乙\"&丙"), "甲&lt;b&gt;&quot;乙&quot;&amp;丙");
    }
}
