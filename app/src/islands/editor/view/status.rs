//! Whether what one sees is saved.

use domain::declaration::form::Section;
use domain::input::Issue;
use domain::lang::Lang;
use leptos::prelude::*;

use super::conflict::ClashPanel;
use super::saved_by::{clock, who};
use crate::functions::Failure;
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
        match editor.autosave.state.get() {
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
    let is_kept_out = move || editor.autosave.state.with(State::is_trouble);
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
            <p><button type="button" class="quiet" on:click=move |_| editor.autosave.save()>{texts::try_now(lang)}</button></p>
        }
    };
    let (sign_in, own) = (StoredValue::new(sign_in), StoredValue::new(own));
    let trouble = move || match editor.autosave.state.get() {
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
                <p><strong>{other_title(lang, now)}</strong></p>
                <p>{texts::other(lang, own.get_value())}</p>
                <p><a href=sign_in.get_value() target="_blank">{texts::sign_in(lang)}</a></p>
                {again()}
            </Notice>
        }
        .into_any(),
        State::Refused(why) => view! {
            <Notice tone=Tone::Over>
                <p><strong>{texts::refused_title(lang)}</strong></p>
                <p>{said(lang, &why)}</p>
            </Notice>
        }
        .into_any(),
        State::Clash(by, clashes) => view! { <ClashPanel editor by clashes/> }.into_any(),
        State::Saved(_) | State::Changed | State::Saving => ().into_any(),
    };
    let joined = move || {
        let said = editor.autosave.joined.get().map(|by| texts::joined(lang, who(lang, &by), clock(&by.at)));
        said.map(|said| view! { <Notice tone=Tone::Ok><p>{said}</p></Notice> })
    };
    view! { <div id=TROUBLE role="alert" class="stack" tabindex="-1">{trouble} {joined}</div> }
}

/// That somebody else is signed in now: who, where that is known.
fn other_title(lang: Lang, now: String) -> String {
    if now.is_empty() { texts::other_title(lang).to_owned() } else { texts::other_now(lang, now) }
}

/// Why the server does not take it, and what to do.
fn said(lang: Lang, why: &Failure) -> String {
    let plain = match why {
        Failure::Invalid(issues) => {
            return issues.first().map(|one| wrong(lang, &one.field, &one.issue)).unwrap_or_default();
        }
        Failure::Forbidden | Failure::NotFound => texts::save_forbidden(lang),
        Failure::Closed => texts::save_closed(lang),
        Failure::Locked => texts::save_locked(lang),
        Failure::TooLarge => texts::save_large(lang),
        Failure::NotJson | Failure::Unreadable => texts::save_unreadable(lang),
        _ => texts::refused(lang),
    };
    plain.to_owned()
}

/// A draft can only be wrong by being too large.
fn wrong(lang: Lang, field: &str, issue: &Issue) -> String {
    let part = field.parse::<Section>().map_or(texts::save_explanations(lang), |section| section.title(lang));
    match issue {
        Issue::Long(most) => texts::save_long(lang, part, most),
        Issue::ManyRows(most) => texts::save_many_rows(lang, part, most),
        _ => texts::save_large(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::functions::FieldIssue;

    #[test]
    fn a_refusal_says_what_to_do_about_it() {
        let invalid = |field: &str, issue| Failure::Invalid(vec![FieldIssue { field: field.to_owned(), issue }]);
        for (why, words) in [
            (invalid("remarks", Issue::Long(6_000)), "超过 6000 字"),
            (invalid("products", Issue::ManyRows(500)), "超过 500 行"),
            (invalid("explanations", Issue::Long(600)), "“说明”里"),
            (Failure::TooLarge, "请删短后再试"),
            (Failure::Closed, "已经关闭"),
            (Failure::Locked, "请刷新页面查看"),
            (Failure::Forbidden, "换回原来的账户"),
            (Failure::Unreadable, "请抄下数字"),
            (Failure::OtherSite, "服务器没有接受"),
        ] {
            let said = said(Lang::Zh, &why);
            assert!(said.contains(words), "{why:?}: {said}");
        }
    }
}
