//! The form: what happened, when, where, photos, and a contact for those who want to leave one.

use domain::case::ViolationKind;
use domain::lang::Lang;
use leptos::prelude::*;
use services::input::Incoming;
use services::tips::photo::MOST_BYTES;
use services::tips::{HELD_MINUTES, HeldPhoto, LONGEST_TEXT, MOST_PHOTOS};

use super::location;
use super::shown::Shown;
use super::typed::Typed;
use crate::pages::parts::labels::reported;
use crate::pages::parts::{count, issue};
use crate::texts::tip as texts;
use crate::ui::check_boxes::CheckBoxes;
use crate::ui::error_summary::FieldError;
use crate::ui::field::Field;
use crate::ui::file_field::FileField;
use crate::ui::form_key::FormKeyField;
use crate::ui::select::{Choice, Select};
use crate::ui::text_area::TextArea;
use crate::web::Site;

/// Kinds of photos that are taken. Without HEIC among them a telephone that takes photos in it sends JPEG.
const PHOTOS: &str = "image/jpeg,image/png,image/webp";

/// What is wrong, above everything else.
pub fn summary(lang: Lang, shown: &Shown) -> impl IntoView + use<> {
    let label = |field: &str| match field {
        "text" => texts::text(lang),
        "kind" => texts::kind(lang),
        "when" => texts::when(lang),
        "company" => texts::company(lang),
        "place" => texts::place(lang),
        "position" => texts::position(lang),
        _ => texts::contact(lang),
    };
    let mut errors = issue::lines(lang, &shown.form.issues, label);
    errors.extend(shown.photos.iter().map(|words| FieldError { name: "photo".to_owned(), message: words.clone() }));
    errors.sort_by_key(|error| Typed::FIELDS.iter().position(|field| *field == error.name));
    issue::summary_of(texts::errors(lang, count(errors.len())), errors)
}

/// The form, sent to `action`.
pub fn view(lang: Lang, shown: &Shown, action: String, site: &Site) -> AnyView {
    let error = |field| shown.error(lang, field);
    let photos = photos(lang, shown);
    let contact_hint = contact_hint(lang, site);
    let place = location::view(lang, shown, &action);
    let value = |input: &str| input.to_owned();
    let Typed { text, kind, when, contact, .. } = &shown.form.typed;
    view! {
        <form method="post" action=action.clone() enctype="multipart/form-data" class="stack" autocomplete="off"
            data-gone=action>
            <FormKeyField key=shown.form.key_field()/>
            <TextArea name="text" label=texts::text(lang) hint=texts::text_hint(lang, LONGEST_TEXT) error=error("text")
                value=value(text.typed()) rows=6/>
            <Select name="kind" label=texts::kind(lang) any=texts::kind_any(lang) choices=kinds(lang) chosen=value(kind.typed())
                error=error("kind")/>
            <Field name="when" label=texts::when(lang) hint=texts::when_hint(lang) error=error("when")
                value=value(when.typed())/>
            {place}
            {photos}
            <Field name="contact" label=texts::contact(lang) hint=contact_hint error=error("contact")
                value=value(contact.typed()) autocomplete="off"/>
            <div class="field">
                <p class="hint">{texts::send_hint(lang)}</p>
                <button type="submit" name="do" value="send">{texts::send(lang)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// What a contact is good for. A reward is named only where there is a rule for one.
fn contact_hint(lang: Lang, site: &Site) -> String {
    let reward = site.reward.as_ref().map(|rules| texts::contact_reward(lang, rules.in_lang(lang)));
    let hint = texts::contact_hint(lang);
    reward.map_or_else(|| hint.to_owned(), |reward| format!("{hint}{}{reward}", lang.pick("", " ")))
}

fn photos(lang: Lang, form: &Shown) -> AnyView {
    let name = |(index, held): (usize, &HeldPhoto)| {
        let name = if held.name.is_empty() { texts::photo_unnamed(lang, index + 1) } else { held.name.clone() };
        Choice { value: held.mark(), label: texts::photo_drop(lang, name) }
    };
    let choices: Vec<_> = form.held.iter().enumerate().map(name).collect();
    let held = (!choices.is_empty()).then(|| {
        let hint = texts::photos_held_hint(lang, HELD_MINUTES);
        view! { <CheckBoxes name="drop" label=texts::photos_held(lang) hint error=None choices/> }
    });
    let hint = texts::photos_hint(lang, MOST_PHOTOS, MOST_BYTES / 1024 / 1024);
    view! {
        {held}
        <FileField name="photo" label=texts::photos(lang) hint error=form.error(lang, "photo") accept=PHOTOS multiple=true/>
    }
    .into_any()
}

fn kinds(lang: Lang) -> Vec<Choice> {
    let seen = ViolationKind::ALL.iter().filter(|kind| kind.is_seen_from_outside());
    seen.map(|&kind| Choice { value: kind.to_string(), label: reported(lang, kind).to_owned() }).collect()
}
