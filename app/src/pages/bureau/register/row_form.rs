//! The form of one row: a field for each column of its table.

use chrono::NaiveDate;
use domain::lang::Lang;
use domain::sheet::{Column, Kind, LIFE_FIELDS, columns, key_fields};
use leptos::prelude::*;
use services::public::enterprises::Town;
use services::register::{CORRECTED, LONGEST_REASON, PAST, Standing};

use super::sent::FormState;
use super::table::{SINCE, shown};
use crate::pages::parts::issue;
use crate::texts::bureau_register as texts;
use crate::ui::checkbox::Checkbox;
use crate::ui::field::Field;
use crate::ui::form_key::FormKeyField;
use crate::ui::notice::Notice;
use crate::ui::select::{Choice, Select};
use crate::ui::summary_list::{Fact, SummaryList};
use crate::ui::tag::Tone;
use crate::ui::text_area::TextArea;
use crate::ui::when;

/// Which row the form is about.
pub struct Row {
    pub kind: Kind,
    /// As it stands; none of a new one.
    pub standing: Option<Standing>,
    /// The towns to choose from, of an enterprise.
    pub towns: Vec<Town>,
    /// The day in Beijing.
    pub today: NaiveDate,
}

impl Row {
    /// What stands in a column.
    fn stands(&self, field: &str) -> Option<&str> {
        let at = columns(self.kind).iter().position(|column| column.field == field)?;
        self.standing.as_ref()?.said.get(at).map(String::as_str)
    }

    /// Whether a column tells the row from others, or has a form of its own, and the row is there already.
    fn is_fixed(&self, column: &Column) -> bool {
        self.standing.is_some()
            && (key_fields(self.kind).contains(&column.field) || LIFE_FIELDS.contains(&column.field))
    }

    /// Whether it is a limit by which values have been judged.
    fn has_judged(&self) -> bool {
        let from = self.stands("valid_from").and_then(|day| day.parse::<NaiveDate>().ok());
        self.kind == Kind::Limits && from.is_some_and(|from| from <= self.today)
    }
}

/// All that is wrong, above the form.
pub fn errors(lang: Lang, row: &Row, state: &FormState) -> AnyView {
    let mut errors = state.errors(lang, row.kind);
    errors.extend(issue::lines(lang, &state.form.issues, |_| texts::reason(lang)));
    issue::summary_of(texts::problems(lang), errors)
}

/// Somebody was first: nothing was written, and what stands there now is told.
pub fn overtaken(lang: Lang, row: &Row, state: &FormState) -> Option<impl IntoView + use<>> {
    state.form.conflict.as_ref()?;
    let facts = facts(lang, row, |_| true);
    Some(view! {
        <Notice tone=Tone::Over>
            <p role="alert">{texts::overtaken(lang)}</p>
            <SummaryList facts/>
        </Notice>
    })
}

fn facts(lang: Lang, row: &Row, wanted: impl Fn(&Column) -> bool) -> Vec<Fact> {
    let wanted = columns(row.kind).iter().filter(|column| column.field != SINCE && wanted(column));
    let fact = |column: &Column| {
        let said = row.stands(column.field).unwrap_or_default();
        let value = if said.is_empty() { "—".into_any() } else { shown(lang, column, said) };
        Fact::new(lang.pick(column.zh, column.en), value)
    };
    wanted.map(fact).collect()
}

/// The form.
pub fn view(lang: Lang, row: &Row, state: &FormState) -> impl IntoView + use<> {
    let fixed = facts(lang, row, |column| row.is_fixed(column));
    let fixed = (!fixed.is_empty()).then(|| view! { <SummaryList facts=fixed/> });
    let open = columns(row.kind).iter().filter(|column| !row.is_fixed(column));
    let fields = open.map(|column| field(lang, row, state, column)).collect_view();
    let seen = row.standing.as_ref().map(|row| row.seen.as_str().to_owned());
    let seen = seen.map(|seen| view! { <input type="hidden" name="seen" value=seen/> });
    let of_past = (row.kind == Kind::Limits && row.standing.is_none())
        .then(|| view! { <Notice tone=Tone::Warn><p>{texts::limit_past(lang)}</p></Notice> });
    let warning =
        row.has_judged().then(|| view! { <Notice tone=Tone::Warn><p>{texts::limit_judged(lang)}</p></Notice> });
    let reason = state.form.typed.reason.typed().to_owned();
    let error = issue::at(lang, &state.form.issues, "reason");
    let past = past_box(lang, state);
    let is_dated = row.standing.is_some() && columns(row.kind).iter().any(|column| column.field == SINCE);
    let dated = is_dated.then(|| view! { <Notice><p>{texts::dated(lang)}</p></Notice> });
    let corrected = is_dated.then(|| corrected_box(lang, state));
    view! {
        {fixed}
        {warning}
        {dated}
        {of_past}
        <form method="post" class="stack">
            <FormKeyField key=state.form.key_field()/>
            {seen}
            {fields}
            {corrected}
            <TextArea name="reason" label=texts::reason(lang) hint=texts::reason_hint(lang) value=reason error rows=3
                longest=LONGEST_REASON/>
            {past}
            <p class="bar-line"><button>{texts::save(lang)}</button></p>
        </form>
    }
}

/// The box that says that what stood there was wrong all the time.
fn corrected_box(lang: Lang, state: &FormState) -> impl IntoView + use<> {
    let ticked = state.form.typed.past == CORRECTED;
    view! { <Checkbox name=PAST label=texts::correction(lang) ticked value=CORRECTED/> }
}

/// The box that says that days are meant to be judged anew: where that was asked, or was ticked before.
fn past_box(lang: Lang, state: &FormState) -> Option<AnyView> {
    let anew = state.past()?;
    let (from, to) = (when::date(lang, anew.from.0), when::date(lang, anew.to.0));
    let label = texts::past(lang, from, to, anew.days);
    let (error, value) = (state.error(lang, PAST), anew.to_string());
    let ticked = state.form.typed.past == value;
    Some(view! { <Checkbox name=PAST label error ticked value/> }.into_any())
}

fn field(lang: Lang, row: &Row, state: &FormState, column: &'static Column) -> AnyView {
    let typed = state.form.typed.cells.get(column.field).map(String::as_str);
    let stands = row.stands(column.field);
    let value = match (column.field, typed) {
        // A password that was typed is never shown: it is typed anew.
        ("password", Some(typed)) if Some(typed) != stands => "",
        (_, typed) => typed.or(stands).unwrap_or_default(),
    };
    let value = value.to_owned();
    let label = lang.pick(column.zh, column.en);
    let label = if column.needed { label.to_owned() } else { texts::optional(lang, label) };
    let (hint, error) = (hint(lang, row.kind, column.field), state.error(lang, column.field));
    let choices = match column.field {
        "town" => row
            .towns
            .iter()
            .filter(|town| !town.is_closed || stands == Some(town.code.as_str()))
            .map(|town| Choice { value: town.code.clone(), label: town.name.pick(lang).to_owned() })
            .collect(),
        _ => column
            .choices
            .iter()
            .map(|(word, en)| Choice { value: (*word).to_owned(), label: lang.pick(word, en).to_owned() })
            .collect::<Vec<_>>(),
    };
    match (choices.is_empty(), column.field) {
        (false, _) => {
            view! { <Select name=column.field label any=texts::choose(lang) choices chosen=value hint error/> }
                .into_any()
        }
        (true, "outline" | "basis" | "source" | "address" | "permit_duties" | "ground") => {
            view! { <TextArea name=column.field label hint value error rows=2/> }.into_any()
        }
        (true, _) => view! { <Field name=column.field label hint value error/> }.into_any(),
    }
}

/// What helps to fill a field in.
fn hint(lang: Lang, kind: Kind, field: &str) -> &'static str {
    match field {
        "code" | "premises" if matches!(kind, Kind::Premises | Kind::Tenancies) => texts::hint_premises(lang),
        "valid_from" | "valid_to" if matches!(kind, Kind::Tenancies) => texts::hint_day(lang),
        SINCE => texts::hint_since(lang),
        "from_year" => texts::hint_from_year(lang),
        "to_year" => texts::hint_to_year(lang),
        "permit_duties" => texts::hint_duties(lang),
        "owner" => texts::hint_owner(lang),
        "owner_code" => texts::hint_owner_code(lang),
        "ground" => texts::hint_ground(lang),
        "lat" => texts::hint_lat(lang),
        "lng" => texts::hint_lng(lang),
        "code" | "outlet" => texts::hint_code(lang),
        "pollutant" => texts::hint_pollutant(lang),
        "industry" => texts::hint_industry(lang),
        "permit_issued_on" | "permit_from" | "permit_to" | "installed_on" | "day" => texts::hint_day(lang),
        "public_from" => texts::hint_public_from(lang),
        "closed_on" => texts::hint_closed_on(lang),
        "valid_from" => texts::hint_valid_from(lang),
        "valid_to" => texts::hint_valid_to(lang),
        "low" => texts::hint_low(lang),
        "reference_oxygen" => texts::hint_oxygen(lang),
        "basis" => texts::hint_basis(lang),
        "source" => texts::hint_source(lang),
        "outline" => texts::hint_outline(lang),
        "mn" => texts::hint_mn(lang),
        "password" => texts::hint_password(lang),
        "edition" => texts::hint_edition(lang),
        "realtime_seconds" => texts::hint_seconds(lang),
        "units" => texts::hint_units(lang),
        "month" => texts::hint_month(lang),
        _ => "",
    }
}
