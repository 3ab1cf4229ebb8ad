//! Taking the link to the provider of identities from somebody's account.

use axum::response::Response;
use domain::input::Input;
use domain::lang::Lang;
use leptos::prelude::*;
use serde::Deserialize;
use services::accounts::unified::{Identity, Reason, identities, remove};
use services::accounts::{self, Account};
use services::input::{Incoming, sound};
use services::{Conflict, Error};
use validator::Validate;

use crate::pages::bureau::admin::nav::{AdminPage, nav};
use crate::pages::parts::issue;
use crate::texts::{admin_account_identity as texts, admin_accounts};
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;
use crate::web::{At, Form, Member, Page, Section, see_other};

/// The most characters of a reason.
const LONGEST: usize = 200;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    #[validate(custom(function = sound))]
    reason: Input<Reason>,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &["reason"];
}

/// `GET /bureau/accounts/{id}/unified`
pub async fn ask_to_unlink(member: Member, At(id): At<i64>) -> Response {
    member.answer(page(&member, id, Form::default()).await)
}

/// `POST /bureau/accounts/{id}/unified`
pub async fn unlink(member: Member, At(id): At<i64>, form: Form<Sent>) -> Response {
    let reason = form.typed.reason.typed().to_owned();
    let again = match remove(member.ctx(), member.actor(), id, form.key(), &reason).await {
        Ok(()) => return see_other(&format!("/bureau/accounts/{id}?unlinked=1")),
        // The own account, or one without a link: the page says why not, and has no form.
        Err(failure) => form.refused(failure),
    };
    member.answer(match again {
        Ok(form) => page(&member, id, form).await,
        Err(failure) => Err(failure),
    })
}

async fn page(member: &Member, id: i64, form: Form<Sent>) -> Result<Page, Error> {
    let lang = member.lang();
    let (account, _) = accounts::show(member.ctx(), member.actor(), id).await?;
    let linked = identities(member.ctx(), member.actor(), id).await?;
    let own = account.id == member.actor().account_id || form.conflict == Some(Conflict::OwnAccount);
    let (nav, title, name) = (nav(member, AdminPage::Accounts), texts::title(lang), account.name.clone());
    let back = format!("/bureau/accounts/{id}");
    let (href, status) = (back.clone(), form.status());
    let body = move || {
        view! {
            {nav}
            <h1>{title}</h1>
            {view(lang, &account, &linked, own, &form)}
            <p><a href=href>{texts::back(lang)}</a></p>
        }
    };
    let page = Page::new(title, body).status(status).within(Section::Accounts);
    Ok(page.step(admin_accounts::title(lang), "/bureau/accounts").step(name, back).here(title))
}

fn view(lang: Lang, account: &Account, linked: &[Identity], own: bool, form: &Form<Sent>) -> AnyView {
    if own {
        return view! { <Notice tone=Tone::Warn><p>{texts::own(lang)}</p></Notice> }.into_any();
    }
    if linked.is_empty() {
        return view! { <Notice><p>{texts::none(lang)}</p></Notice> }.into_any();
    }
    let action = format!("/bureau/accounts/{}/unified", account.id);
    let error = issue::at(lang, &form.issues, "reason");
    let value = form.typed.reason.typed().to_owned();
    view! {
        {issue::summary(lang, texts::problem(lang), &form.issues, |_| texts::reason(lang))}
        <p class="prose">{texts::what(lang)}</p>
        <ul>{linked.iter().map(|one| view! { <li>{line(lang, one)}</li> }).collect_view()}</ul>
        <form method="post" action=action class="stack">
            <FormKeyField key=form.key_field()/>
            <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang) value error rows=3 longest=LONGEST/>
            <p><button class="warning">{texts::confirm(lang)}</button></p>
        </form>
    }
    .into_any()
}

/// A link in words: which provider, since when, and when it was used last.
pub(super) fn line(lang: Lang, one: &Identity) -> String {
    let since = when::date(lang, one.since.day());
    match one.used_at {
        Some(at) => texts::line_used(lang, &one.issuer, since, when::moment(lang, at)),
        None => texts::line(lang, &one.issuer, since),
    }
}
