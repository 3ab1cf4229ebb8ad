//! What was said between the reporter and the bureau, and the field to say more.

use domain::lang::Lang;
use domain::tip::TipAuthor;
use leptos::prelude::*;
use services::tips::{LONGEST_TEXT, Message};

use super::asked::Asked;
use crate::pages::parts::{issue, spoken};
use crate::texts::tip_follow as texts;
use crate::ui::form_key::FormKeyField;
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// The dialogue, oldest first.
pub fn view(lang: Lang, messages: &[Message]) -> AnyView {
    let list = if messages.is_empty() {
        view! { <p>{texts::silent(lang)}</p> }.into_any()
    } else {
        spoken(lang, messages, who).into_any()
    };
    view! {
        <section aria-labelledby="dialogue">
            <h2 id="dialogue">{texts::dialogue(lang)}</h2>
            {list}
        </section>
    }
    .into_any()
}

fn who(lang: Lang, author: TipAuthor) -> &'static str {
    match author {
        TipAuthor::Reporter => texts::you(lang),
        TipAuthor::Bureau => texts::bureau(lang),
    }
}

/// The field to write back. The code goes along unseen.
pub fn form(lang: Lang, form: &Form<Asked>, code: &str, action: &str) -> AnyView {
    let (code, action) = (code.to_owned(), action.to_owned());
    view! {
        <form method="post" action=action.clone() class="stack" autocomplete="off" data-gone=action>
            <input type="hidden" name="code" value=code autocomplete="off"/>
            {message(lang, form)}
            <button type="submit">{texts::send(lang)}</button>
        </form>
    }
    .into_any()
}

/// The message, and what makes it count once.
pub fn message(lang: Lang, form: &Form<Asked>) -> AnyView {
    let value = form.typed.text.as_ref().map(|text| text.typed().to_owned()).unwrap_or_default();
    let error = issue::at(lang, &form.issues, "text");
    view! {
        <FormKeyField key=form.key_field()/>
        <TextArea name="text" label=texts::write(lang) hint=texts::write_hint(lang, LONGEST_TEXT) error value rows=4/>
    }
    .into_any()
}
