//! The form of a new command.

use domain::command::{CommandKind, OVER_TIME, RE_COUNT};
use domain::lang::Lang;
use leptos::prelude::*;
use services::commands::{CommandsPage, LONGEST_REASON};

use super::address::commands_address;
use super::sent::{SWITCH, Sent};
use super::words;
use crate::pages::parts::{issue, pollutant_name};
use crate::texts::admin_commands as texts;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::select::{Choice, Select};
use crate::ui::text_area::TextArea;
use crate::web::Form;

/// The names of the fields, for what is wrong.
pub fn label(lang: Lang, field: &str) -> &'static str {
    match field {
        "kind" => texts::kind(lang),
        "analyser" => texts::analyser(lang),
        "from" => texts::from(lang),
        "to" => texts::to(lang),
        "over_time" => texts::over_time(lang),
        "re_count" => texts::re_count(lang),
        "reason" | SWITCH => texts::reason(lang),
        _ => "",
    }
}

/// The form.
pub fn form(lang: Lang, page: &CommandsPage, form: &Form<Sent>) -> impl IntoView + use<> {
    let error = |field| issue::at(lang, &form.issues, field);
    let typed = &form.typed;
    let kinds = CommandKind::ALL
        .iter()
        .map(|&kind| Choice { value: kind.to_string(), label: words::kind(lang, kind).to_owned() })
        .collect::<Vec<_>>();
    let analysers = page
        .analysers
        .iter()
        .map(|one| Choice { value: one.code.to_string(), label: format!("{} {}", one.code, pollutant_name(lang, one)) })
        .collect::<Vec<_>>();
    let [minutes, hours, days] = [CommandKind::Minutes, CommandKind::Hours, CommandKind::Days].map(CommandKind::most);
    let stretch_hint = texts::stretch_hint(lang, minutes, hours, days);
    let number = |typed: &str, usual: i32| if typed.is_empty() { usual.to_string() } else { typed.to_owned() };
    view! {
        <section aria-labelledby="new" class="flow">
            <h2 id="new">{texts::form(lang)}</h2>
            <p>{texts::form_what(lang)}</p>
            <form method="post" action=commands_address(&page.mn) class="stack">
                <FormKeyField key=form.key_field()/>
                <Select name="kind" label=texts::kind(lang) any=texts::choose(lang) choices=kinds
                    chosen=typed.kind.typed() error=error("kind")/>
                <Select name="analyser" label=texts::analyser(lang) any=texts::the_logger(lang) choices=analysers
                    chosen=typed.analyser.clone() hint=texts::analyser_hint(lang) error=error("analyser")/>
                <Field name="from" kind="datetime-local" label=texts::from(lang) hint=stretch_hint error=error("from")
                    value=typed.from.typed()/>
                <Field name="to" kind="datetime-local" label=texts::to(lang) error=error("to") value=typed.to.typed()/>
                <Field name="over_time" inputmode="numeric" label=texts::over_time(lang) hint=texts::waits_hint(lang)
                    error=error("over_time") value=number(typed.over_time.typed(), OVER_TIME)/>
                <Field name="re_count" inputmode="numeric" label=texts::re_count(lang) error=error("re_count")
                    value=number(typed.re_count.typed(), RE_COUNT)/>
                <TextArea name="reason" label=texts::reason(lang) error=error("reason") value=typed.reason.typed()
                    rows=3 longest=LONGEST_REASON/>
                <button>{texts::submit(lang)}</button>
            </form>
        </section>
    }
}
