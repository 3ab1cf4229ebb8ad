//! The receipt: the code, which nobody can look up again, and every way to keep it.

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::input::{Input, Ticked};
use domain::lang::Lang;
use domain::time::Stamp;
use leptos::prelude::*;
use serde::Deserialize;
use services::input::{Incoming, sound};
use services::tips::{self, Filed};
use validator::Validate;

use super::{follow, script, to};
use crate::pages::parts::issue;
use crate::texts::tip_receipt as texts;
use crate::ui::confirmation::Confirmation;
use crate::ui::when;
use crate::web::{Client, Form, Page, Section, Visit};

/// What stands on a receipt.
struct Receipt {
    /// In groups of four.
    code: String,
    tip_no: String,
    due_at: Option<Stamp>,
}

/// What the forms of the receipt send.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Kept {
    code: String,
    /// That the code has been kept.
    #[validate(custom(function = sound))]
    kept: Input<Ticked>,
}

impl Incoming for Kept {
    const FIELDS: &'static [&'static str] = &["kept"];
}

/// The answer to a form that was filed; when it is sent once more, the same answer once more.
pub fn filed(visit: &Visit, filed: &Filed) -> Response {
    let Filed { receipt_code, tip_no, due_at } = filed;
    let receipt = Receipt { code: receipt_code.to_string(), tip_no: tip_no.clone(), due_at: Some(*due_at) };
    visit.answer(Ok(page(visit, receipt, Form::default())))
}

/// `POST /tip/receipt`: goes on to the tip-off when the code has been kept.
pub async fn kept(visit: Visit, Client(client): Client, form: Form<Kept>) -> Response {
    let code = form.typed.code.clone();
    match tips::follow(visit.ctx(), &code, client).await {
        Ok(tip) if form.sound().is_err() => {
            let receipt = Receipt { code: grouped(&code), tip_no: tip.tip_no, due_at: tip.due_at };
            visit.answer(Ok(page(&visit, receipt, form)))
        }
        Ok(tip) => follow::followed(&visit, &code, tip, follow::Written::Nothing),
        Err(failure) => follow::not_found(&visit, &code, failure, follow::Written::Nothing),
    }
}

/// `POST /tip/receipt/file`: the receipt as a text file. What is in it comes from the store, so that nobody can have
/// the portal hand out a text of theirs.
pub async fn save(visit: Visit, Client(client): Client, form: Form<Kept>) -> Response {
    let code = form.typed.code;
    let tip = match tips::follow(visit.ctx(), &code, client).await {
        Ok(tip) => tip,
        Err(failure) => return follow::not_found(&visit, &code, failure, follow::Written::Nothing),
    };
    let receipt = Receipt { code: grouped(&code), tip_no: tip.tip_no, due_at: tip.due_at };
    let head = [
        (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        // A name that tells nothing to whoever looks through the telephone.
        (CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"mingjian.txt\"")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (head, receipt.text(visit.lang(), &visit.absolute("/tip/follow"))).into_response()
}

/// The code as people read it. It has been found, so it is one.
fn grouped(code: &str) -> String {
    code.parse::<tips::ReceiptCode>().map_or_else(|_| code.to_owned(), |code| code.to_string())
}

impl Receipt {
    fn text(&self, lang: Lang, follow: &str) -> String {
        let due = self.due_at.map(|at| texts::due(lang, when::date(lang, at.day())));
        let lines = [
            Some(texts::file_code(lang, &self.code)),
            Some(texts::file_number(lang, &self.tip_no)),
            Some(texts::file_where(lang, follow)),
            due,
        ];
        lines.into_iter().flatten().map(|line| line + "\n").collect()
    }
}

fn page(visit: &Visit, receipt: Receipt, form: Form<Kept>) -> Page {
    let (lang, status) = (visit.lang(), form.status());
    let way = |path| to(visit.visitor(), path);
    let (on, file, again, gone) = (way("/tip/receipt"), way("/tip/receipt/file"), way("/tip"), way("/tip/follow"));
    let title = texts::title(lang);
    let body = move || {
        let due = receipt.due_at.map(|at| texts::due(lang, when::date(lang, at.day())));
        let (number, code) = (texts::number(lang, &receipt.tip_no), receipt.code);
        view! {
            {issue::summary(lang, texts::errors(lang), &form.issues, |_| texts::tick(lang))}
            <Confirmation title label=texts::label(lang) reference=code.clone()>
                <p><strong>{texts::why(lang)}</strong></p>
                <p>{number} " " {due}</p>
                <h2>{texts::ways(lang)}</h2>
                <ul><li>{texts::write_down(lang)}</li><li>{texts::shared(lang)}</li></ul>
            </Confirmation>
            {ways(lang, file, code.clone())}
            {go_on(lang, on, gone, code, &form)}
            <p class="no-print"><a href=again>{texts::another(lang)}</a></p>
            {script()}
        }
    };
    Page::new(title, body).within(Section::Tip).here(title).secret().status(status)
}

/// Ways to keep the code. Copying and printing show where scripts run.
fn ways(lang: Lang, file: String, code: String) -> AnyView {
    view! {
        <form method="post" action=file class="bar-line no-print" autocomplete="off">
            <input type="hidden" name="code" value=code.clone() autocomplete="off"/>
            <button type="button" class="second" hidden data-copy=code data-done=texts::copied(lang)
                data-failed=texts::copy_failed(lang)>{texts::copy(lang)}</button>
            <button type="button" class="second" hidden data-print="">{texts::print(lang)}</button>
            <button type="submit" class="second">{texts::save(lang)}</button>
            <span role="status"></span>
        </form>
    }
    .into_any()
}

/// The tick without which it does not go on: nobody can be given a lost code again. Who goes back after that comes to
/// `gone`, where scripts run.
fn go_on(lang: Lang, action: String, gone: String, code: String, form: &Form<Kept>) -> AnyView {
    let error = issue::at(lang, &form.issues, "kept");
    let class = if error.is_some() { "field radios bad" } else { "field radios" };
    let described = error.is_some().then_some("f-kept-error");
    view! {
        <form method="post" action=action class="stack no-print" autocomplete="off" data-keep="" data-gone=gone>
            <input type="hidden" name="code" value=code autocomplete="off"/>
            <div class=class>
                {error.map(|words| view! { <p class="error" id="f-kept-error">{words}</p> })}
                <div>
                    <input type="checkbox" id="f-kept" name="kept" value="yes" required aria-describedby=described/>
                    <label for="f-kept">{texts::tick(lang)}</label>
                </div>
            </div>
            <button type="submit">{texts::go_on(lang)}</button>
        </form>
    }
    .into_any()
}
