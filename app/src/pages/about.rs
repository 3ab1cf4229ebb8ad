//! What this portal is, how a value is judged and how far it can be trusted; accessibility, privacy, errata.

use axum::response::Response;
use domain::lang::Lang;
use domain::measurement::DataFlag;
use leptos::prelude::*;

use crate::{
    pages::parts::duty::ordered,
    texts::{about as texts, duty, marks as words},
    ui::data_table::{Column, DataTable},
    web::{Page, Site, Visit},
};

/// `GET /about`
pub async fn show(visit: Visit) -> Response {
    let (lang, site) = (visit.lang(), visit.site().clone());
    let title = texts::title(lang);
    visit.answer(Ok(Page::new(title, move || body(lang, &site)).describe(texts::description(lang)).here(title)))
}

fn body(lang: Lang, site: &Site) -> impl IntoView + use<> {
    view! {
        <h1>{texts::title(lang)}</h1>
        <p class="lead">{texts::lead(lang, site.city.in_lang(lang))}</p>
        <div class="prose">
            <h2 id="source">{texts::source(lang)}</h2>
            {paragraphs([texts::source_way(lang), texts::source_kept(lang)])}
            <h2 id="judging">{texts::judging(lang)}</h2>
            {paragraphs([
                texts::judging_word(lang),
                texts::judging_mean(lang),
                texts::judging_hours(lang),
                texts::judging_sample(lang),
                texts::judging_valid(lang),
            ])}
        </div>
        {marks(lang)}
        <div class="prose">
            <h2 id="declaring">{texts::declaring(lang)}</h2>
            <p>{[&*ordered(lang, site), duty::instead(lang)].join(lang.pick("", " "))}</p>
            <p>{texts::declaring_what(lang)}</p>
            <p>{duty::late(lang)}</p>
            <h2 id="doubts">{texts::doubts(lang)}</h2>
            {points([texts::doubt_instrument(lang), texts::doubt_gap(lang), texts::doubt_sum(lang)])}
            <h2 id="accessibility">{texts::accessibility(lang)}</h2>
            {paragraphs([texts::accessibility_goal(lang), texts::accessibility_means(lang)])}
            <h2 id="privacy">{texts::privacy(lang)}</h2>
            {points([
                texts::privacy_cookies(lang),
                texts::privacy_third(lang),
                texts::privacy_log(lang),
                texts::privacy_accounts(lang),
            ])}
            <p>{texts::privacy_rights(lang, site.bureau.in_lang(lang), &site.telephone)}</p>
            <h2 id="errata">{texts::errata(lang)}</h2>
            <p>{texts::errata_how(lang, site.bureau.in_lang(lang), &site.telephone)}</p>
        </div>
    }
}

fn paragraphs<const N: usize>(texts: [&'static str; N]) -> impl IntoView {
    texts.map(|text| view! { <p>{text}</p> }).collect_view()
}

fn points<const N: usize>(texts: [&'static str; N]) -> impl IntoView {
    view! { <ul>{texts.map(|text| view! { <li>{text}</li> }).collect_view()}</ul> }
}

/// The marks on a value, those of HJ 212 and the portal's own, and what each does to it.
fn marks(lang: Lang) -> impl IntoView {
    let row = move |(mark, meaning): (DataFlag, &'static str)| {
        let verdict = if mark.is_valid() { texts::counts(lang) } else { texts::does_not_count(lang) };
        let letter = mark.to_string();
        view! { <tr><th scope="row" class="code">{letter}</th><td>{meaning}</td><td>{verdict}</td></tr> }
    };
    let sent = [
        ('N', words::n(lang)),
        ('F', words::f(lang)),
        ('M', words::m(lang)),
        ('S', words::s(lang)),
        ('D', words::d(lang)),
        ('C', words::c(lang)),
        ('T', words::t(lang)),
        ('B', words::b(lang)),
    ];
    let own = DataFlag::OWN.map(|mark| (mark, own_mark(lang, mark)));
    let rows = sent.into_iter().map(|(letter, meaning)| (DataFlag::sent(letter), meaning)).chain(own);
    let columns = vec![
        Column::words(texts::marks_letter(lang)),
        Column::words(texts::marks_meaning(lang)),
        Column::words(texts::marks_verdict(lang)),
    ];
    view! { <DataTable caption=texts::marks(lang) columns>{rows.map(row).collect_view()}</DataTable> }
}

/// What a mark means that the portal sets by itself.
fn own_mark(lang: Lang, mark: DataFlag) -> &'static str {
    match mark {
        DataFlag::IMPLAUSIBLE => words::implausible(lang),
        DataFlag::UNMARKED => words::unmarked(lang),
        DataFlag::UNFINISHED => words::unfinished(lang),
        DataFlag::OTHER_KIND => words::other_kind(lang),
        DataFlag::POWER_FAILURE => words::power(lang),
        DataFlag::SOURCE_STOPPED => words::source_stopped(lang),
        _ => words::unreadable(lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_that_a_value_can_carry_is_in_the_table() {
        for &lang in Lang::ALL {
            let table = marks(lang).to_html();
            let letters = "NFMSDCTB".chars().map(DataFlag::sent).chain(DataFlag::OWN);
            for mark in letters {
                assert!(table.contains(&format!(">{mark}<")), "{mark}: {table}");
            }
            let own: std::collections::BTreeSet<_> = DataFlag::OWN.map(|mark| own_mark(lang, mark)).into();
            assert_eq!(own.len(), DataFlag::OWN.len(), "each has words of its own");
        }
    }
}
