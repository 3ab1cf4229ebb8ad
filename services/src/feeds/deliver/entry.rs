//! A row that says anything else than what a meter counted.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    matching::Named,
    sheet::{DeliverySlip, Kind, Slip, mass_unit},
    time::Day,
};
use rust_decimal::Decimal;

use super::subject::Subject;
use crate::register::{
    import::row::{Noted, Row, times},
    is_unitless,
};

/// What it says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Whom it is about; none of the weather and of holidays.
    pub subject: Option<Subject>,
    /// What tells it from others of its kind.
    pub word: String,
    /// The day that it is about.
    pub day: Option<Day>,
    /// As it is kept: JSON, by fields.
    pub json: String,
}

/// States of the market registry.
const STATES: [(&str, &[&str]); 3] = [
    ("existing", &["存续", "在业", "开业", "在营", "existing"]),
    ("revoked", &["吊销", "吊销未注销", "revoked"]),
    ("deregistered", &["注销", "已注销", "deregistered"]),
];
/// Whether days are off or worked.
const OFF_OR_WORK: [(&str, &[&str]); 2] = [("off", &["放假", "休", "off"]), ("work", &["上班", "补班", "班", "work"])];
/// Whether the State Council's notice is out.
const SURE: [(&str, &[&str]); 2] =
    [("published", &["已公布", "确定", "published"]), ("provisional", &["暂定", "推算", "provisional"])];
/// Words for nothing was found.
const NOT_DETECTED: [&str; 3] = ["nd", "未检出", "l"];

/// Reads it.
pub(super) fn read(kind: Kind, row: &mut Row<'_>, today: NaiveDate) -> Result<Said, Noted> {
    match kind {
        Kind::Market => market(row),
        Kind::Weather => weather(row, today),
        Kind::Holidays => holidays(row),
        Kind::Tax => tax(row),
        Kind::Manifests => manifest(row, today),
        Kind::Lab => lab(row, today),
        // Everything else is of meters, or of the register.
        _ => Err(Noted),
    }
}

type Fields = BTreeMap<&'static str, String>;

fn kept(fields: Fields) -> String {
    let filled: Fields = fields.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    serde_json::json!(filled).to_string()
}

/// Whom a row is about by its credit code, with what else it says of them.
fn by_code(row: &mut Row<'_>, name: String, address: String) -> Result<Subject, Noted> {
    let code = row.credit_code("credit_code")?;
    let named = Named { credit_code: Some(code), permit_no: String::new(), name, address };
    Ok(Subject { word: format!("code:{code}"), named, device: String::new() })
}

/// A day that is over.
fn past(row: &mut Row<'_>, field: &'static str, today: NaiveDate) -> Result<Day, Noted> {
    let day = row.needed_day(field)?;
    if day.0 > today {
        row.slip(field, Slip::Delivery(DeliverySlip::Future));
        return Err(Noted);
    }
    Ok(day)
}

fn figure(row: &mut Row<'_>, field: &'static str) -> Result<Option<Decimal>, Noted> {
    let figure = row.cell(field).figure();
    row.note(field, figure)
}

fn text(figure: Option<Decimal>) -> String {
    figure.map(|figure| figure.normalize().to_string()).unwrap_or_default()
}

fn market(row: &mut Row<'_>) -> Result<Said, Noted> {
    let (name, address) = (row.needed_words("name"), row.words("address"));
    let (state, changed) = (row.choice("state", &STATES), row.day("changed_on"));
    let (name, address) = (name?, address?);
    let subject = by_code(row, name.clone(), address.clone())?;
    let (state, changed) = (state?, changed?);
    let on = changed.map(|day| day.to_string()).unwrap_or_default();
    let fields = Fields::from([("name", name), ("address", address), ("state", state.to_owned()), ("changed_on", on)]);
    Ok(Said { word: subject.word.clone(), subject: Some(subject), day: changed, json: kept(fields) })
}

fn weather(row: &mut Row<'_>, today: NaiveDate) -> Result<Said, Noted> {
    let (station, at) = (row.needed_code("station"), row.cell("at").hour());
    let at = row.need("at", at);
    let (warm, wind) = (figure(row, "temperature"), figure(row, "wind"));
    let (from, rain) = (figure(row, "direction"), figure(row, "rain"));
    let (station, (day, hour), warm, wind, from, rain) = (station?, at?, warm?, wind?, from?, rain?);
    if day > today {
        row.slip("at", Slip::Delivery(DeliverySlip::Future));
    }
    if from.is_some_and(|from| from < Decimal::ZERO || from > Decimal::from(360)) {
        row.slip("direction", Slip::Delivery(DeliverySlip::Direction));
    }
    for (field, value) in [("wind", wind), ("rain", rain)] {
        if value.is_some_and(|value| value < Decimal::ZERO) {
            row.slip(field, Slip::Delivery(DeliverySlip::Negative));
        }
    }
    if [warm, wind, from, rain].iter().all(Option::is_none) {
        row.slip("temperature", Slip::Delivery(DeliverySlip::Nothing));
    }
    if !row.is_sound() {
        return Err(Noted);
    }
    let hour = hour.map(|hour| format!("T{hour:02}")).unwrap_or_default();
    let fields = Fields::from([
        ("temperature", text(warm)),
        ("wind", text(wind)),
        ("direction", text(from)),
        ("rain", text(rain)),
    ]);
    Ok(Said { subject: None, word: format!("{station}/{day}{hour}"), day: Some(Day(day)), json: kept(fields) })
}

fn holidays(row: &mut Row<'_>) -> Result<Said, Noted> {
    let (from, to) = (row.needed_day("from"), row.day("to"));
    let (what, sure) = (row.choice("what", &OFF_OR_WORK), row.choice("sure", &SURE));
    let (name, source) = (row.needed_words("name"), row.needed_words("source"));
    let (from, to) = (from?, to?);
    let to = to.unwrap_or(from);
    // Golden weeks are long, but not that long.
    if to < from || (to.0 - from.0).num_days() > 30 {
        row.slip("to", Slip::Delivery(DeliverySlip::Period));
        return Err(Noted);
    }
    let fields = Fields::from([
        ("to", to.to_string()),
        ("what", what?.to_owned()),
        ("name", name?),
        ("source", source?),
        ("sure", sure?.to_owned()),
    ]);
    Ok(Said { subject: None, word: from.to_string(), day: Some(from), json: kept(fields) })
}

fn tax(row: &mut Row<'_>) -> Result<Said, Noted> {
    let month = row.cell("month").month();
    let turnover = row.cell("turnover").figure();
    let (month, band, turnover) = (row.need("month", month), row.code("band"), row.note("turnover", turnover));
    let subject = by_code(row, String::new(), String::new());
    let (month, band, turnover, subject) = (month?, band?.unwrap_or_default(), turnover?, subject?);
    if band.is_empty() && turnover.is_none() {
        row.slip("band", Slip::Missing);
        return Err(Noted);
    }
    if domain::input::figure(&band).is_ok_and(|amount| amount.is_some()) || band.contains(['元', '万', '¥']) {
        row.slip("band", Slip::Delivery(DeliverySlip::Turnover));
        return Err(Noted);
    }
    let turnover = turnover.map(|amount| amount.to_string()).unwrap_or_default();
    let fields =
        Fields::from([("month", month.to_string()), ("band", band.chars().take(20).collect()), ("turnover", turnover)]);
    let day = Some(Day(month.first_day()));
    Ok(Said { word: format!("{}/{month}", subject.word), subject: Some(subject), day, json: kept(fields) })
}

fn manifest(row: &mut Row<'_>, today: NaiveDate) -> Result<Said, Noted> {
    let (number, waste) = (row.needed_code("number"), row.needed_code("waste"));
    let (unit, amount) = (row.unit(&["quantity"]), row.needed_figure("quantity"));
    let (day, receiver) = (past(row, "handed_on", today), row.words("receiver"));
    let subject = by_code(row, String::new(), String::new());
    let Some(unit) = unit? else {
        row.slip(if row.has("unit") { "unit" } else { "quantity" }, Slip::NoUnit);
        return Err(Noted);
    };
    let factor = row.note("unit", mass_unit(&unit).ok_or(Slip::Unit("kg、t")));
    let kilograms = row.note(
        "quantity",
        times(amount?, factor?)
            .and_then(|kg| if kg.0 < 0 { Err(Slip::Delivery(DeliverySlip::Negative)) } else { Ok(kg) }),
    );
    let waste = waste?;
    if !is_waste(&waste) {
        row.slip("waste", Slip::Delivery(DeliverySlip::Waste));
        return Err(Noted);
    }
    let (number, day) = (number?, day?);
    let fields = Fields::from([
        ("waste", waste),
        ("kg", kilograms?.to_string()),
        ("handed_on", day.to_string()),
        ("receiver", receiver?),
    ]);
    Ok(Said { subject: Some(subject?), word: number, day: Some(day), json: kept(fields) })
}

/// Codes of the national list of hazardous waste (国家危险废物名录): `336-064-17`.
fn is_waste(code: &str) -> bool {
    let parts: Vec<&str> = code.split('-').collect();
    let lengths = parts.iter().map(|part| part.len());
    lengths.eq([3, 3, 2]) && parts.concat().bytes().all(|byte| byte.is_ascii_digit())
}

fn lab(row: &mut Row<'_>, today: NaiveDate) -> Result<Said, Noted> {
    let (number, outlet, day) = (row.needed_code("number"), row.outlet("outlet"), past(row, "sampled_on", today));
    let pollutant = row.pollutant("pollutant", outlet.ok().map(domain::outlet::OutletCode::kind));
    let (unit, value, laboratory) = (row.unit(&["value"]), row.needed_code("value"), row.needed_words("lab"));
    let subject = by_code(row, String::new(), String::new());
    let value = value.and_then(|said| row.note("value", result(&said).ok_or(Slip::Delivery(DeliverySlip::LabResult))));
    let (pollutant, value, unit) = (pollutant?, value?, unit?);
    if unit.is_none() && value != "ND" && !is_unitless(&pollutant) {
        row.slip(if row.has("unit") { "unit" } else { "value" }, Slip::NoUnit);
        return Err(Noted);
    }
    let (number, day, outlet) = (number?, day?, outlet?);
    let word = format!("{number}/{outlet}/{pollutant}/{day}");
    let fields = Fields::from([
        ("number", number),
        ("outlet", outlet.to_string()),
        ("pollutant", pollutant),
        ("sampled_on", day.to_string()),
        ("value", value),
        ("unit", unit.map(|unit| crate::register::import::row::unit(&unit)).unwrap_or_default()),
        ("lab", laboratory?),
    ]);
    Ok(Said { subject: Some(subject?), word, day: Some(day), json: kept(fields) })
}

/// A result as it is kept: a figure, `<` and the limit of detection, or `ND`. A figure with an L behind it is below the limit
/// that it names (HJ 164 and others write so).
fn result(said: &str) -> Option<String> {
    if NOT_DETECTED.contains(&&*said.to_lowercase()) {
        return Some("ND".to_owned());
    }
    let below = said.strip_prefix(['<', '＜']).or_else(|| said.strip_suffix(['L', 'l']));
    let value = domain::input::figure(below.unwrap_or(said)).ok().flatten().filter(|value| *value >= Decimal::ZERO)?;
    Some(format!("{}{}", if below.is_some() { "<" } else { "" }, value.normalize()))
}

#[cfg(test)]
mod tests {
    use domain::sheet::{Cell, Header, columns};

    use super::*;

    /// What a row says whose cells are these, by fields.
    fn said(kind: Kind, cells: &[(&str, &str)]) -> Result<(String, String), Vec<(&'static str, Slip)>> {
        let header = Header::whole(kind);
        let cell = |field: &str| match cells.iter().find(|(own, _)| *own == field) {
            Some((_, text)) if !text.is_empty() => Cell::Text((*text).to_owned()),
            _ => Cell::Empty,
        };
        let cells: Vec<Cell> = columns(kind).iter().map(|column| cell(column.field)).collect();
        let mut row = Row::new(&header, &cells);
        let read = read(kind, &mut row, "2026-11-22".parse().unwrap());
        read.map(|said| (said.word, said.json)).map_err(|Noted| row.slips())
    }

    const CODE: (&str, &str) = ("credit_code", "91441900MA0FC0001K");

    #[test]
    fn the_market_registry_and_the_weather() {
        let ok = |word: &str, said: &str| Ok((word.to_owned(), said.to_owned()));
        assert_eq!(
            said(Kind::Market, &[CODE, ("name", "某厂"), ("state", "在业"), ("changed_on", "2026/3/1")]),
            ok("code:91441900MA0FC0001K", r#"{"changed_on":"2026-03-01","name":"某厂","state":"existing"}"#)
        );
        let wrong = said(Kind::Market, &[CODE, ("name", "某厂"), ("state", "停业")]).unwrap_err();
        assert!(matches!(wrong[..], [("state", Slip::NoChoice(_))]), "{wrong:?}");
        let at = ("at", "2026-07-08 14:00");
        assert_eq!(
            said(Kind::Weather, &[("station", "59287"), at, ("temperature", "-3.5"), ("rain", "0")]),
            ok("59287/2026-07-08T14", r#"{"rain":"0","temperature":"-3.5"}"#)
        );
        for (cells, want) in [
            (&[("station", "1"), at][..], ("temperature", Slip::Delivery(DeliverySlip::Nothing))),
            (&[("station", "1"), at, ("wind", "-1")], ("wind", Slip::Delivery(DeliverySlip::Negative))),
            (&[("station", "1"), at, ("direction", "361")], ("direction", Slip::Delivery(DeliverySlip::Direction))),
            (&[("station", "1"), ("at", "2026-11-23"), ("rain", "1")], ("at", Slip::Delivery(DeliverySlip::Future))),
            (
                &[("station", "1"), ("at", "2026-07-08 14:30"), ("rain", "1")],
                ("at", Slip::Delivery(DeliverySlip::Moment)),
            ),
        ] {
            assert_eq!(said(Kind::Weather, cells), Err(vec![want]), "{cells:?}");
        }
    }

    #[test]
    fn bands_of_tax_and_never_an_amount() {
        let month = ("month", "2026年7月");
        for band in ["A", "是", "第三档"] {
            assert!(said(Kind::Tax, &[CODE, month, ("band", band)]).is_ok(), "{band}");
        }
        for band in ["1,200,000", "120万元", "0", "¥3"] {
            assert_eq!(
                said(Kind::Tax, &[CODE, month, ("band", band)]),
                Err(vec![("band", Slip::Delivery(DeliverySlip::Turnover))]),
                "{band}"
            );
        }
    }

    #[test]
    fn holidays_manifests_and_results() {
        let days = [
            ("from", "2026-10-01"),
            ("to", "2026-10-07"),
            ("what", "放假"),
            ("name", "国庆节"),
            ("source", "通知"),
            ("sure", "已公布"),
        ];
        assert_eq!(said(Kind::Holidays, &days).unwrap().0, "2026-10-01");
        let mut wrong = days;
        wrong[1].1 = "2026-09-07";
        assert_eq!(said(Kind::Holidays, &wrong), Err(vec![("to", Slip::Delivery(DeliverySlip::Period))]));
        let manifest = |waste, unit| {
            said(
                Kind::Manifests,
                &[
                    ("number", "L1"),
                    CODE,
                    ("waste", waste),
                    ("quantity", "1.5"),
                    ("unit", unit),
                    ("handed_on", "2026-07-08"),
                ],
            )
        };
        assert!(manifest("336-064-17", "t").unwrap().1.contains(r#""kg":"1500""#));
        assert_eq!(manifest("HW17", "t"), Err(vec![("waste", Slip::Delivery(DeliverySlip::Waste))]));
        assert_eq!(manifest("336-064-17", ""), Err(vec![("unit", Slip::NoUnit)]));
        for (text, want) in [
            ("0.05", Some("0.05")),
            ("<0.05", Some("<0.05")),
            ("0.05L", Some("<0.05")),
            ("未检出", Some("ND")),
            ("-1", None),
            ("好", None),
        ] {
            assert_eq!(result(text).as_deref(), want, "{text}");
        }
        let cells = [
            ("number", "R1"),
            CODE,
            ("outlet", "DW001"),
            ("sampled_on", "2026-07-08"),
            ("pollutant", "COD"),
            ("value", "31"),
            ("unit", "mg/L"),
            ("lab", "某检测"),
        ];
        assert_eq!(said(Kind::Lab, &cells).unwrap().0, "R1/DW001/w01018/2026-07-08");
    }
}
