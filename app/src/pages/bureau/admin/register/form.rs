//! The form: files, and what is wanted of them.

use leptos::prelude::*;
use services::register::import::{LARGEST_FILE, MOST_FILES};

use crate::texts::admin_register as texts;
use crate::ui::checkbox::Checkbox;
use crate::ui::file_field::FileField;
use crate::ui::radios::Radios;
use crate::ui::select::Choice;
use crate::web::{MADE_FOR, Member, with_params};

/// The form. A browser never gets chosen files back, so whoever looks first and writes then chooses them twice.
pub fn view(member: &Member) -> impl IntoView + use<> {
    let lang = member.lang();
    // A form with files is not read before its page takes it; so its address says for whom it was made.
    let made_for = member.made_for();
    let action = with_params("/bureau/register/import", [(MADE_FOR, made_for.key())]);
    let choices = vec![
        Choice { value: "look".into(), label: texts::look(lang).into() },
        Choice { value: "write".into(), label: texts::write(lang).into() },
    ];
    let hint = texts::file_hint(lang, MOST_FILES, LARGEST_FILE >> 20);
    view! {
        <p class="lead">{texts::lead(lang)}</p>
        <ul>
            <li><a href="/bureau/register/template">{texts::template(lang)}</a></li>
            <li>{texts::first_look(lang)}</li>
            <li>{texts::again(lang)}</li>
        </ul>
        <form method="post" action=action enctype="multipart/form-data" class="stack">
            <FileField name="file" label=texts::file(lang) hint=hint error=None accept=".xlsx,.csv,.txt" multiple=true/>
            <Radios name="wish" label=texts::wish(lang) error=None choices chosen="look"/>
            <Checkbox name="partial" label=texts::partial(lang) error=None/>
            <p class="bar-line"><button>{texts::send(lang)}</button></p>
        </form>
    }
}
