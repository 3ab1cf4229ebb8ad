//! The form: files, and what is wanted of them.

use domain::lang::Lang;
use leptos::prelude::*;
use services::FormKey;
use services::register::LONGEST_REASON;
use services::register::import::{LARGEST_FILE, LARGEST_IN_ALL, MOST_FILES, Wish};

use crate::texts::register_import as texts;
use crate::ui::checkbox::Checkbox;
use crate::ui::file_field::FileField;
use crate::ui::form_key::FormKeyField;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::ui::text_area::TextArea;

/// What was wished for and said, and what is wrong with it.
#[derive(Default)]
pub struct Asked {
    pub wish: Wish,
    /// Why, as it was typed.
    pub reason: String,
    /// What is wrong with that.
    pub error: Option<String>,
}

/// The form, with what was wished for before. A browser never gets chosen files back, so whoever looks first and writes then
/// chooses them twice; and what is sent then is another form than before.
pub fn view(lang: Lang, asked: Asked) -> impl IntoView + use<> {
    let Asked { wish, reason, error } = asked;
    let choices = vec![
        Choice { value: "look".into(), label: texts::look(lang).into() },
        Choice { value: "mark".into(), label: texts::mark(lang).into() },
        Choice { value: "write".into(), label: texts::write(lang).into() },
    ];
    let hint = texts::file_hint(lang, MOST_FILES, LARGEST_FILE >> 20, LARGEST_IN_ALL >> 20);
    let (chosen, key) = (if wish.write { "write" } else { "look" }, FormKey::generate());
    view! {
        <p class="lead">{texts::lead(lang)}</p>
        <ul>
            <li><a href="/bureau/register/template">{texts::template(lang)}</a></li>
            <li>{texts::first_look(lang)}</li>
            <li>{texts::again(lang)}</li>
        </ul>
        <form method="post" action="/bureau/register/import" enctype="multipart/form-data" class="stack">
            <FormKeyField key=key.expose()/>
            <FileField name="file" label=texts::file(lang) hint=hint error=None accept=".xlsx,.csv,.txt" multiple=true/>
            <Radios name="wish" label=texts::wish(lang) error=None choices chosen/>
            <Checkbox name="partial" label=texts::partial(lang) error=None ticked=wish.partial/>
            <TextArea name="reason" label=texts::reason_for(lang) hint=texts::reason_hint(lang) value=reason error rows=2
                longest=LONGEST_REASON/>
            <p class="bar-line"><button>{texts::send(lang)}</button></p>
        </form>
    }
}
