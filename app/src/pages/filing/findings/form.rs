//! The form with which the enterprise explains.

use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::Seen;
use services::findings::{LONGEST_TEXT, OwnFindingView, Words};
use services::input::{Incoming, sound};
use validator::Validate;

use crate::pages::filing::parts::address;
use crate::pages::parts::{given_back, issue, quarter_name};
use crate::texts::filing_findings as texts;
use crate::ui::error_summary::FieldError;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    pub text: Input<Words>,
    /// Where the finding stood on the page.
    pub seen: Seen,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["text"];
}

/// What is wrong, at the top of the page.
pub fn errors(lang: Lang, finding: &OwnFindingView, form: &Form<Sent>) -> impl IntoView + use<> {
    let late = form.conflict.is_some().then(|| {
        let words = if finding.is_open { texts::moved_on(lang) } else { texts::closed_meanwhile(lang) };
        FieldError { name: "text".into(), message: words.to_owned() }
    });
    let mut errors = issue::lines(lang, &form.issues, |_| texts::explain(lang));
    errors.extend(late);
    issue::summary_of(texts::problems(lang), errors)
}

/// The form, while an explanation is taken from this person.
pub fn form(lang: Lang, finding: &OwnFindingView, form: &Form<Sent>, may: bool) -> AnyView {
    let value = form.typed.text.typed().to_owned();
    if !finding.is_open {
        let written = given_back(lang, [value.as_str()]);
        // The list above leads here.
        return written.map(|written| view! { <div id="f-text" tabindex="-1">{written}</div> }).into_any();
    }
    if !may {
        return view! { <Notice><p>{texts::read_only(lang)}</p></Notice> }.into_any();
    }
    let error = issue::at(lang, &form.issues, "text");
    let (id, quarter) = (finding.row.id, finding.row.quarter);
    let again = finding.entries.iter().any(|entry| entry.kind.is_of_enterprise());
    let label = if again { texts::explain_again(lang) } else { texts::explain(lang) };
    let or = if finding.is_correctable {
        let link = view! { <a href=address(quarter)>{texts::to_quarter(lang, quarter_name(lang, quarter))}</a> };
        view! { <p>{texts::explain_or(lang)} " " {link}</p> }.into_any()
    } else {
        view! { <p>{texts::explain_figure(lang)}</p> }.into_any()
    };
    view! {
        <section aria-labelledby="explain">
            <h2 id="explain">{label}</h2>
            {or}
            <form method="post" action=format!("/filing/findings/{id}") class="stack">
                <FormKeyField key=form.key_field()/>
                <input type="hidden" name="seen" value=finding.seen.as_str().to_owned()/>
                <TextArea name="text" label=label hint=texts::explain_hint(lang, LONGEST_TEXT) error
                    value rows=6/>
                <button>{texts::send(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
