//! A form that was made for somebody else than is signed in: nothing is done, and nothing that was typed is lost, but for
//! files.

use domain::lang::Lang;
use leptos::prelude::*;

use super::form::form;
use super::kept::keep;
use crate::texts::sign_in as texts;
use crate::ui::marked::marked;
use crate::web::{Form, MADE_FOR, MadeFor, Page, Sent, Visit};

/// Fields that a person has not written.
const NOT_TYPED: [&str; 8] = [MADE_FOR, "form", "revision", "seen", "steps", "act", "next", "kept"];

/// Says who is signed in now, for whom the page was made, and what to do.
pub fn made_for_another(visit: &Visit, now: &MadeFor, sent: &Sent) -> Page {
    let lang = visit.lang();
    let (now, path) = (now.who().to_owned(), visit.visitor().path().to_owned());
    let title = if sent.made_for().is_some() { texts::other(lang) } else { texts::unnamed(lang) };
    let way = match sent.made_for() {
        Some(made_for) => Way::SignIn {
            whose: made_for.who().to_owned(),
            has_files: sent.has_files,
            form: Box::new(keep(&path, sent)),
        },
        None => Way::OpenAgain,
    };
    let typed = typed(lang, sent);
    let body = move || {
        view! {
            <h1>{title}</h1>
            <div role="alert">{way.why(lang, &now)}</div>
            <p><a href="/sign-in">{marked(lang, &texts::to_own_work(lang, &now))}</a></p>
            {way.view(lang)}
            {typed}
        }
    };
    Page::new(title, body).here(title).secret()
}

/// How the form can still be sent.
enum Way {
    /// By whom it was made for, once they are signed in again.
    SignIn { whose: String, has_files: bool, form: Box<Form<super::Sent>> },
    /// Not at all: nobody knows whose it is.
    OpenAgain,
}

impl Way {
    fn why(&self, lang: Lang, now: &str) -> impl IntoView + use<> {
        let words = match self {
            Self::SignIn { whose, .. } if !whose.is_empty() => texts::other_why(lang, whose, now),
            Self::SignIn { .. } => texts::other_why_nameless(lang, now),
            Self::OpenAgain => texts::unnamed_why(lang, now),
        };
        view! { <p class="lead">{marked(lang, &words)}</p> }
    }

    fn view(self, lang: Lang) -> AnyView {
        let Self::SignIn { whose, has_files, form: waiting } = self else { return ().into_any() };
        let kept = if has_files { texts::other_files(lang) } else { texts::other_kept(lang) };
        let title =
            if whose.is_empty() { texts::sign_in_again(lang).to_owned() } else { texts::sign_in_as(lang, whose) };
        view! {
            <section aria-labelledby="again" class="flow">
                <h2 id="again">{marked(lang, &title)}</h2>
                <p class="prose">{kept}</p>
                {form(lang, &waiting)}
            </section>
        }
        .into_any()
    }
}

/// What was typed, to be read and copied.
fn typed(lang: Lang, sent: &Sent) -> Option<impl IntoView + use<>> {
    let own = sent.fields.iter().filter(|(name, value)| !NOT_TYPED.contains(&&**name) && !value.trim().is_empty());
    let lines: Vec<_> = own.map(|(_, value)| view! { <li><p class="said">{value.clone()}</p></li> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="typed" class="flow">
                <h2 id="typed">{texts::typed(lang)}</h2>
                <ul class="flow">{lines}</ul>
            </section>
        }
    })
}
