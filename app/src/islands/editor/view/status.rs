//! Whether what one sees is saved.

use leptos::prelude::*;

use super::clash::ClashPanel;
use super::saved_by::{clock, who};
use crate::islands::editor::handle::Editor;
use crate::islands::editor::model::State;
use crate::texts::filing_editor as texts;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;

/// The id of the panel that says what keeps it from being saved.
const TROUBLE: &str = "not-saved";

/// The state in a line, which stays in sight.
#[component]
pub fn SaveLine(
    /// The editor.
    editor: Editor,
) -> impl IntoView {
    let lang = editor.lang;
    let word = move || {
        let garbled = editor.sheet.garbled.get();
        match editor.saver.state.get() {
            State::Saved(_) if garbled => texts::garbled(lang).to_owned(),
            State::Saved(None) => texts::saved_before(lang).to_owned(),
            State::Saved(Some(at)) => texts::saved_at(lang, clock(&at)),
            State::Changed => texts::changed(lang).to_owned(),
            State::Saving => texts::saving(lang).to_owned(),
            State::Offline | State::SignedOut | State::SomebodyElse(_) | State::Clash(..) | State::Refused(_) => {
                texts::not_saved(lang).to_owned()
            }
        }
    };
    let is_kept_out = move || editor.saver.state.with(State::is_trouble);
    let class = move || if is_kept_out() || editor.sheet.garbled.get() { "save-line not" } else { "save-line" };
    // The panel stands at the head of the page, where who types further down does not see it.
    let why = move || is_kept_out().then(|| view! { " " <a href=format!("#{TROUBLE}")>{texts::see_why(lang)}</a> });
    view! { <p class=class role="status">{word} {why}</p> }
}

/// What keeps it from being saved, and what to do.
#[component]
pub fn Trouble(
    /// The editor.
    editor: Editor,
    /// For whom the page was made.
    own: String,
    /// Where one signs in again.
    sign_in: String,
) -> impl IntoView {
    let lang = editor.lang;
    let again = move || {
        view! {
            <p><button type="button" class="quiet" on:click=move |_| editor.saver.save()>{texts::try_now(lang)}</button></p>
        }
    };
    let (sign_in, own) = (StoredValue::new(sign_in), StoredValue::new(own));
    let trouble = move || {
        match editor.saver.state.get() {
        State::Offline => view! {
            <Notice tone=Tone::Over>
                <p><strong>{texts::offline_title(lang)}</strong></p>
                <p>{texts::offline(lang)}</p>
                {again()}
            </Notice>
        }
        .into_any(),
        State::SignedOut => view! {
            <Notice tone=Tone::Over>
                <p><strong>{texts::signed_out_title(lang)}</strong></p>
                <p>{texts::signed_out(lang)}</p>
                <p><a href=sign_in.get_value() target="_blank">{texts::sign_in(lang)}</a></p>
                {again()}
            </Notice>
        }
        .into_any(),
        State::SomebodyElse(now) => view! {
            <Notice tone=Tone::Over>
                <p><strong>{if now.is_empty() { texts::other_title(lang).to_owned() } else { texts::other_now(lang, now) }}</strong></p>
                <p>{texts::other(lang, own.get_value())}</p>
                <p><a href=sign_in.get_value() target="_blank">{texts::sign_in(lang)}</a></p>
                {again()}
            </Notice>
        }
        .into_any(),
        State::Refused(why) => view! {
            <Notice tone=Tone::Over>
                <p><strong>{texts::refused_title(lang)}</strong></p>
                <p>{if why.is_empty() { texts::refused(lang).to_owned() } else { why }}</p>
            </Notice>
        }
        .into_any(),
        State::Clash(by, clashes) => view! { <ClashPanel editor by clashes/> }.into_any(),
        State::Saved(_) | State::Changed | State::Saving => ().into_any(),
    }
    };
    let joined = move || {
        let said = editor.saver.joined.get().map(|by| texts::joined(lang, who(lang, &by), clock(&by.at)));
        said.map(|said| view! { <Notice tone=Tone::Ok><p>{said}</p></Notice> })
    };
    view! { <div id=TROUBLE role="alert" class="stack" tabindex="-1">{trouble} {joined}</div> }
}
