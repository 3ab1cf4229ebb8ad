//! Where it is: an enterprise, an address in words, or a position. One of them is enough.

use domain::lang::Lang;
use leptos::prelude::*;
use services::tips::Works;

use super::shown::{Choices, Shown};
use crate::pages::parts::{chinese, count, named};
use crate::texts::tip as texts;
use crate::ui::field::Field;

/// The section.
pub fn view(lang: Lang, form: &Shown, action: &str) -> AnyView {
    let typed = &form.form.typed;
    let value = |input: &str| input.to_owned();
    let (company, place) = (value(typed.company.typed()), value(typed.place.typed()));
    let position = value(typed.position.typed());
    // The page comes back at the field, and not at its top.
    let find = format!("{action}#f-company");
    view! {
        <fieldset class="group stack">
            <legend>{texts::place_title(lang)}</legend>
            <p class="hint">{texts::place_title_hint(lang)}</p>
            <Field name="company" label=texts::company(lang) hint=texts::company_hint(lang)
                error=form.error(lang, "company") value=company/>
            <p><button type="submit" name="do" value="find" class="second" formaction=find>{texts::find(lang)}</button></p>
            {choices(lang, &form.choices, typed.enterprise.typed())}
            <Field name="place" label=texts::place(lang) hint=texts::place_hint(lang)
                error=form.error(lang, "place") value=place/>
            <Field name="position" label=texts::position(lang) hint=texts::position_hint(lang)
                error=form.error(lang, "position") value=position/>
            {form.far.then(|| far(lang, typed.is_far()))}
            {here(lang)}
        </fieldset>
    }
    .into_any()
}

fn choices(lang: Lang, choices: &Choices, chosen: &str) -> AnyView {
    let Choices { works, total, searched } = choices;
    if works.is_empty() {
        return searched
            .then(|| view! { <p class="notice warn" role="status">{texts::found_none(lang)}</p> })
            .into_any();
    }
    let shown = count(works.len());
    let more = (*total > shown).then(|| view! { <p class="hint">{texts::which_more(lang, total, shown)}</p> });
    // A single find is most likely the one.
    let only = works.len() == 1 && chosen.is_empty();
    let none = !only && !works.iter().any(|works| works.credit_code.as_str() == chosen);
    let one = |(index, works): (usize, &Works)| {
        let is_chosen = only || works.credit_code.as_str() == chosen;
        let address = works.address.clone();
        let label = view! { {named(lang, &works.name)} <small lang=chinese(lang)>{address}</small> };
        radio(index, works.credit_code.to_string(), is_chosen, label.into_any())
    };
    view! {
        <fieldset class="field radios">
            <legend>{if *searched { texts::which(lang) } else { texts::which_chosen(lang) }}</legend>
            {more}
            {works.iter().enumerate().map(one).collect_view()}
            {radio(works.len(), String::new(), none, texts::which_none(lang).into_any())}
        </fieldset>
    }
    .into_any()
}

fn radio(index: usize, value: String, checked: bool, label: AnyView) -> impl IntoView {
    let id = format!("f-enterprise-{index}");
    view! {
        <div>
            <input type="radio" id=id.clone() name="enterprise" value=value checked=checked/>
            <label for=id>{label}</label>
        </div>
    }
}

/// The answer to the question about a position outside of the city.
fn far(lang: Lang, is_right: bool) -> impl IntoView {
    view! {
        <div class="field radios">
            <div>
                <input type="checkbox" id="f-far" name="far" value="yes" checked=is_right/>
                <label for="f-far">{texts::position_far_yes(lang)}</label>
            </div>
        </div>
    }
}

/// What the script makes of the page: a button that fills in where the reader is. Without scripts it stays hidden.
fn here(lang: Lang) -> impl IntoView {
    view! {
        <p hidden data-here="f-position" data-asking=texts::position_asking(lang) data-failed=texts::position_failed(lang)>
            <button type="button" class="second">{texts::position_here(lang)}</button>
            " " <span role="status"></span>
        </p>
    }
}
