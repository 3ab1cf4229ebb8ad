//! The form of the site.

use domain::lang::Lang;
use domain::site::{LONGEST_LINE, LONGEST_OPENING};
use leptos::prelude::*;

use super::sent::Sent;
use crate::pages::parts::issue;
use crate::texts::admin_site as texts;
use crate::ui::checkbox::Checkbox;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// What a field is called.
pub fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "city_zh" => texts::city_zh(lang),
        "city_en" => texts::city_en(lang),
        "bureau_zh" => texts::bureau_zh(lang),
        "bureau_en" => texts::bureau_en(lang),
        "operator_zh" => texts::operator_zh(lang),
        "operator_en" => texts::operator_en(lang),
        "contact_zh" => texts::contact_zh(lang),
        "contact_en" => texts::contact_en(lang),
        "telephone" => texts::telephone(lang),
        "hotline" => texts::hotline(lang),
        "opening_zh" => texts::opening_zh(lang),
        "opening_en" => texts::opening_en(lang),
        "reward_zh" => texts::reward_zh(lang),
        "reward_en" => texts::reward_en(lang),
        "programme_zh" => texts::programme_zh(lang),
        "programme_en" => texts::programme_en(lang),
        "domain" => texts::domain(lang),
        "identification_code" => texts::identification_code(lang),
        "icp" => texts::icp(lang),
        "police" => texts::police(lang),
        "mark_url" => texts::mark_url(lang),
        "errata_url" => texts::errata_url(lang),
        "security_contact" => texts::security_contact(lang),
        "map_approval" => texts::map_approval(lang),
        "map_source_zh" => texts::map_source_zh(lang),
        "map_source_en" => texts::map_source_en(lang),
        "turnover_basis" => texts::turnover_basis(lang),
        "seal" => texts::seal_file(lang),
        "reason" | "seal_reason" => texts::reason(lang),
        _ => "",
    }
}

/// The form with what was typed, and with what is wrong.
pub fn view(lang: Lang, form: &Form<Sent>) -> impl IntoView + use<> {
    let typed = &form.typed;
    let error = |field| issue::at(lang, &form.issues, field);
    let field = |name: &'static str, value: &str| {
        view! { <Field name=name label=label(lang, name) value=value.to_owned() error=error(name) autocomplete="off"/> }
    };
    let hinted = |name: &'static str, value: &str, hint: &'static str| {
        view! {
            <Field name=name label=label(lang, name) hint=hint value=value.to_owned() error=error(name)
                autocomplete="off"/>
        }
    };
    let opening = |name: &'static str, value: &str| {
        view! {
            <TextArea name=name label=label(lang, name) hint=texts::opening_hint(lang, LONGEST_OPENING)
                value=value.to_owned() error=error(name) rows=4 longest=LONGEST_OPENING/>
        }
    };
    view! {
        {issue::summary(lang, texts::problems(lang), &form.issues, |name| label(lang, name))}
        <form method="post" action="/bureau/site" class="stack">
            <FormKeyField key=form.key_field()/>
            <input type="hidden" name="seen" value=typed.seen.as_str().to_owned()/>
            <h2>{texts::who(lang)}</h2>
            {field("city_zh", &typed.city_zh)}
            {field("city_en", &typed.city_en)}
            {field("bureau_zh", &typed.bureau_zh)}
            {field("bureau_en", &typed.bureau_en)}
            {field("operator_zh", &typed.operator_zh)}
            {field("operator_en", &typed.operator_en)}
            <h2>{texts::reach(lang)}</h2>
            {field("contact_zh", &typed.contact_zh)}
            {field("contact_en", &typed.contact_en)}
            {field("telephone", &typed.telephone)}
            {hinted("hotline", &typed.hotline, texts::hotline_hint(lang))}
            <h2>{texts::words(lang)}</h2>
            {opening("opening_zh", &typed.opening_zh)}
            {opening("opening_en", &typed.opening_en)}
            {hinted("reward_zh", &typed.reward_zh, texts::reward_hint(lang))}
            {field("reward_en", &typed.reward_en)}
            {hinted("programme_zh", &typed.programme_zh, texts::programme_hint(lang))}
            {field("programme_en", &typed.programme_en)}
            <h2>{texts::records(lang)}</h2>
            {field("domain", &typed.domain)}
            {field("identification_code", &typed.identification_code)}
            {field("icp", &typed.icp)}
            {field("police", &typed.police)}
            {hinted("mark_url", &typed.mark_url, texts::link_hint(lang))}
            {hinted("errata_url", &typed.errata_url, texts::link_hint(lang))}
            {hinted("security_contact", &typed.security_contact, texts::security_hint(lang))}
            <h2>{texts::map(lang)}</h2>
            <p class="soft small">{texts::map_what(lang)} " " <a href="/bureau/register/map">{texts::map_import(lang)}</a></p>
            {hinted("map_approval", &typed.map_approval, texts::map_approval_hint(lang))}
            {hinted("map_source_zh", &typed.map_source_zh, texts::map_source_hint(lang))}
            {field("map_source_en", &typed.map_source_en)}
            <h2>{texts::delivered(lang)}</h2>
            {hinted("turnover_basis", &typed.turnover_basis, texts::turnover_basis_hint(lang))}
            <h2>{texts::running(lang)}</h2>
            <Checkbox name="nightly_retention" label=texts::nightly(lang) error=None
                ticked=typed.nightly_retention == "yes"/>
            <p class="soft small">{texts::nightly_what(lang)} " " <a href="/bureau/retention">{texts::nightly_see(lang)}</a></p>
            {hinted("reason", &typed.reason, texts::reason_hint(lang))}
            <p class="bar-line">
                <button name="act" value="save">{texts::save(lang)}</button>
                <button name="act" value="preview" class="second">{texts::preview(lang)}</button>
            </p>
            <p class="soft small">{texts::limits(lang, LONGEST_LINE)}</p>
        </form>
    }
}
