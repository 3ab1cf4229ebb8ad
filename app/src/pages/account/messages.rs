//! What one wants to be told, and how.

use axum::response::Response;
use domain::access::{Action, Role, may};
use domain::lang::Lang;
use domain::message_kind::MessageKind;
use leptos::prelude::*;
use serde::Deserialize;
use services::Error;
use services::input::Incoming;
use services::messages::{Choice, Told, choose, told};
use validator::Validate;

use crate::pages::parts::labels::message_kind;
use crate::texts::{account, account_messages as texts};
use crate::ui::check_boxes::CheckBoxes;
use crate::ui::notice::Notice;
use crate::ui::select::Choice as Tick;
use crate::ui::tag::Tone;
use crate::web::{Form, Member, Page, see_other};

/// What the form sends: a box for each kind and way, empty where it is not ticked.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default, rename_all = "kebab-case")]
pub struct Sent {
    mail_receipt: String,
    mail_question: String,
    mail_exceedance: String,
    mail_mark: String,
    mail_tips: String,
    webhook_receipt: String,
    webhook_question: String,
    webhook_exceedance: String,
    webhook_mark: String,
    webhook_tips: String,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = &[];
}

impl Sent {
    fn choice(&self, kind: MessageKind) -> Choice {
        let (mail, webhook) = match kind {
            MessageKind::Receipt => (&self.mail_receipt, &self.webhook_receipt),
            MessageKind::Question => (&self.mail_question, &self.webhook_question),
            MessageKind::Exceedance => (&self.mail_exceedance, &self.webhook_exceedance),
            MessageKind::Mark => (&self.mail_mark, &self.webhook_mark),
            MessageKind::Tips => (&self.mail_tips, &self.webhook_tips),
            // Not asked.
            MessageKind::Account => return Choice { kind, by_mail: true, by_webhook: true },
        };
        Choice { kind, by_mail: !mail.is_empty(), by_webhook: !webhook.is_empty() }
    }
}

/// The kinds of message that somebody in a role gets and may do without.
fn kinds(role: Role) -> Vec<MessageKind> {
    let gets = |kind: MessageKind| match kind {
        MessageKind::Receipt => may(role, Action::ReadOwnEnterprise),
        MessageKind::Question => may(role, Action::ExplainFinding),
        MessageKind::Exceedance => may(role, Action::AnswerExceedance),
        MessageKind::Mark => may(role, Action::SetMark),
        MessageKind::Tips => may(role, Action::HandleTip),
        MessageKind::Account => false,
    };
    MessageKind::ALL.iter().copied().filter(|kind| gets(*kind)).collect()
}

/// `GET /account/messages`
pub async fn show(member: Member) -> Response {
    member.answer(page(&member).await)
}

/// `POST /account/messages`
pub async fn post(member: Member, form: Form<Sent>) -> Response {
    let chosen: Vec<Choice> = kinds(member.actor().role).into_iter().map(|kind| form.typed.choice(kind)).collect();
    match choose(member.ctx(), member.actor(), &chosen).await {
        Ok(()) => see_other("/account/messages?chosen=1"),
        Err(failure) => member.answer(Err(failure)),
    }
}

async fn page(member: &Member) -> Result<Page, Error> {
    let (lang, role) = (member.lang(), member.actor().role);
    let told = told(member.ctx(), member.actor()).await?;
    let chosen = member.visitor().param("chosen").is_some();
    let title = texts::title(lang);
    let body = move || {
        let chosen = chosen.then(|| view! { <Notice tone=Tone::Ok><p>{texts::chosen(lang)}</p></Notice> });
        view! { <h1>{title}</h1> {chosen} <p class="lead">{texts::what(lang)}</p> {form(lang, role, &told)} }
    };
    Ok(Page::new(title, body).step(account::title(lang), "/account").here(title))
}

/// The form; a sentence for a role that is told nothing it could do without, or whom nothing could reach.
fn form(lang: Lang, role: Role, told: &Told) -> AnyView {
    let kinds = kinds(role);
    if kinds.is_empty() {
        return view! { <p>{texts::nothing(lang)}</p> }.into_any();
    }
    if !(told.has_mail || told.has_webhook) {
        return view! { <p>{texts::no_way(lang)}</p> }.into_any();
    }
    let boxes = |name: &'static str, label: &'static str, way: fn(&Choice) -> bool| {
        let tick = |kind: &MessageKind| Tick { value: kind.to_string(), label: message_kind(lang, *kind).to_owned() };
        let choices: Vec<_> = kinds.iter().map(tick).collect();
        let ticked = told.choices.iter().filter(|choice| kinds.contains(&choice.kind) && way(choice));
        let chosen: Vec<_> = ticked.map(|choice| choice.kind.to_string()).collect();
        view! { <CheckBoxes name label choices chosen apart=true error=None/> }
    };
    let mail = told.has_mail.then(|| boxes("mail", texts::by_mail(lang), |choice| choice.by_mail));
    let webhook = told.has_webhook.then(|| boxes("webhook", texts::by_webhook(lang), |choice| choice.by_webhook));
    view! {
        <form method="post" action="/account/messages" class="stack">
            {mail}
            {webhook}
            {kept(told, &kinds)}
            <button>{texts::keep(lang)}</button>
        </form>
    }
    .into_any()
}

/// A way that is not offered keeps what was chosen for it.
fn kept(told: &Told, kinds: &[MessageKind]) -> impl IntoView + use<> {
    let hidden = |is_kept: bool, name: &str, kind: MessageKind| {
        let name = format!("{name}-{kind}");
        is_kept.then(|| view! { <input type="hidden" name=name value="kept"/> })
    };
    let own = told.choices.iter().filter(|choice| kinds.contains(&choice.kind));
    own.map(|choice| {
        let mail = hidden(!told.has_mail && choice.by_mail, "mail", choice.kind);
        let webhook = hidden(!told.has_webhook && choice.by_webhook, "webhook", choice.kind);
        view! { {mail} {webhook} }
    })
    .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn each_role_chooses_among_what_it_is_told() {
        assert_eq!(
            kinds(Role::Certifier),
            [MessageKind::Receipt, MessageKind::Question, MessageKind::Exceedance, MessageKind::Mark]
        );
        assert_eq!(kinds(Role::Consultant), [MessageKind::Receipt]);
        assert_eq!(kinds(Role::Intake), [MessageKind::Tips]);
        assert_eq!(kinds(Role::Auditor), []);
    }

    #[test]
    fn a_way_that_is_not_offered_keeps_its_choice() {
        let told = |role, has_mail, has_webhook| {
            let choices = vec![Choice { kind: MessageKind::Tips, by_mail: true, by_webhook: false }];
            let told = Told { choices, has_mail, has_webhook };
            render(move || form(Lang::Zh, role, &told))
        };
        let html = told(Role::Intake, false, true);
        assert!(html.contains(r#"name="mail-tips" value="kept""#), "{html}");
        assert!(html.contains(r#"name="webhook-tips" value="tips">"#), "not ticked: {html}");
        assert!(!told(Role::Auditor, true, true).contains("<form"));
        assert!(!told(Role::Intake, false, false).contains("<form"));
    }
}
