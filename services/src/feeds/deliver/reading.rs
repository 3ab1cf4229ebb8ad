//! A row that says what a meter counted.

use chrono::NaiveDate;
use domain::{
    fixed::Micro,
    matching::Named,
    metering::{Period, Turned, turned},
    sheet::{DeliverySlip, Slip, bill_unit, plain},
    utility::Feed,
};
use rust_decimal::Decimal;

use super::{Meters, subject::Subject};
use crate::register::{
    import::row::{Noted, Row, times},
    is_meter_number,
};

/// Reads it: whom it means, over which days, and how much.
pub(super) fn read(
    row: &mut Row<'_>,
    feed: Feed,
    meters: &mut Meters,
    today: NaiveDate,
) -> Result<(Subject, Period, Micro), Noted> {
    let (subject, period) = (subject(row), period(row, today));
    let quantity = quantity(row, feed, subject.as_ref().ok(), meters);
    let (subject, period, quantity) = (subject?, period?, quantity?);
    if !subject.device.is_empty() {
        meters.devices.insert(subject.word.clone(), subject.device.clone());
    }
    Ok((subject, period, quantity))
}

/// Whom a row means: the number of the meter, or else whose it is.
fn subject(row: &mut Row<'_>) -> Result<Subject, Noted> {
    let (meter, device) = (row.code("meter"), row.code("device"));
    let credit_code = match row.code("credit_code") {
        Ok(Some(code)) => row.note("credit_code", code.to_uppercase().parse().map(Some).map_err(Slip::CreditCode)),
        Ok(None) => Ok(None),
        Err(noted) => Err(noted),
    };
    let (permit, name, address) = (row.code("permit_no"), row.words("name"), row.words("address"));
    let (meter, device, credit_code) = (meter?, device?, credit_code?);
    let named = Named { credit_code, permit_no: permit?.unwrap_or_default(), name: name?, address: address? };
    let word = match (meter, &named) {
        (Some(meter), _) if is_meter_number(&meter) => meter,
        (Some(_), _) => {
            row.slip("meter", Slip::Delivery(DeliverySlip::MeterNumber));
            return Err(Noted);
        }
        (None, Named { credit_code: Some(code), .. }) => format!("code:{code}"),
        (None, Named { permit_no, .. }) if !permit_no.is_empty() => format!("permit:{permit_no}"),
        (None, Named { name, address, .. }) if !name.is_empty() => format!("name:{}|{}", plain(name), plain(address)),
        _ => {
            row.slip("meter", Slip::Delivery(DeliverySlip::Nobody));
            return Err(Noted);
        }
    };
    Ok(Subject { word, named, device: device.unwrap_or_default() })
}

/// A first and a last day, or a month, or a day.
fn period(row: &mut Row<'_>, today: NaiveDate) -> Result<Period, Noted> {
    let (from, to) = (row.day("from")?, row.day("to")?);
    let (field, period) = match (from, to) {
        (Some(from), Some(to)) => ("to", Period::new(from.0, to.0).ok_or(Slip::Delivery(DeliverySlip::Period))),
        (Some(_), None) => ("to", Err(Slip::Missing)),
        (None, Some(_)) => ("from", Err(Slip::Missing)),
        (None, None) => {
            let month = row.cell("month").month();
            match (row.note("month", month)?, row.day("day")?) {
                (Some(month), _) => ("month", Ok(Period::of(month))),
                (None, Some(day)) => ("day", Period::new(day.0, day.0).ok_or(Slip::Delivery(DeliverySlip::Period))),
                (None, None) => ("day", Err(Slip::Delivery(DeliverySlip::NoPeriod))),
            }
        }
    };
    let period = period
        .and_then(|period| if period.last() > today { Err(Slip::Delivery(DeliverySlip::Future)) } else { Ok(period) });
    row.note(field, period)
}

/// What was used: as it is said, or from what the meter showed before and after.
fn quantity(row: &mut Row<'_>, feed: Feed, subject: Option<&Subject>, meters: &Meters) -> Result<Micro, Noted> {
    let figure = row.cell("quantity").figure();
    let Some(figure) = row.note("quantity", figure)? else { return by_dial(row, subject, meters) };
    let Some(unit) = row.unit(&["quantity"])? else {
        row.slip(if row.has("unit") { "unit" } else { "quantity" }, Slip::NoUnit);
        return Err(Noted);
    };
    let wanted = if feed == Feed::Water { "m³、万m³" } else { "kWh、万kWh" };
    let factor = bill_unit(&unit).filter(|(of, _)| *of == feed).ok_or(Slip::Unit(wanted));
    let (_, factor) = row.note("unit", factor)?;
    let quantity = times(figure, factor).and_then(positive);
    row.note("quantity", quantity)
}

fn by_dial(row: &mut Row<'_>, subject: Option<&Subject>, meters: &Meters) -> Result<Micro, Noted> {
    let (start, end, multiplier) =
        (row.cell("start").figure(), row.cell("end").figure(), row.cell("multiplier").figure());
    let (start, end) = (row.note("start", start), row.note("end", end));
    let multiplier = row.note("multiplier", multiplier)?;
    let (Some(start), Some(end)) = (start?, end?) else {
        row.slip("quantity", Slip::Delivery(DeliverySlip::NoQuantity));
        return Err(Noted);
    };
    let word = subject.map(|subject| subject.word.as_str()).unwrap_or_default();
    let is_another = subject.is_some_and(|subject| {
        let before = meters.devices.get(word).filter(|before| !before.is_empty());
        !subject.device.is_empty() && before.is_some_and(|before| *before != subject.device)
    });
    let by = match turned(start, end, is_another) {
        Turned::Forward(by) | Turned::Anew(by) => Ok(by),
        Turned::Exchanged => Err(Slip::Delivery(DeliverySlip::Exchanged)),
        Turned::Backwards => Err(Slip::Delivery(DeliverySlip::Backwards)),
    };
    let by = row.note("end", by)?;
    let known = meters.multipliers.get(word).copied().unwrap_or(Decimal::ONE);
    let quantity = times(by, multiplier.unwrap_or(known)).and_then(positive);
    row.note("end", quantity)
}

fn positive(quantity: Micro) -> Result<Micro, Slip> {
    if quantity < Micro(0) { Err(Slip::Delivery(DeliverySlip::Negative)) } else { Ok(quantity) }
}

#[cfg(test)]
mod tests {
    use domain::sheet::{Cell, Header};

    use super::*;

    type Told = Result<(String, String, String), Vec<(&'static str, Slip)>>;

    /// What a row below these headers says: word, days, quantity; or the fields with what is wrong.
    fn said(feed: Feed, table: &[(&str, &str)]) -> Told {
        let kind = super::super::kind_of(feed);
        let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
        let head: Vec<Cell> = table.iter().map(|(head, _)| text(head)).collect();
        let cells: Vec<Cell> = table.iter().map(|(_, cell)| text(cell)).collect();
        let header = Header::find_among(&[head], None, &[kind]).unwrap();
        let mut meters = Meters::default();
        meters.multipliers.insert("A1".into(), Decimal::from(40));
        meters.devices.insert("A1".into(), "D1".into());
        let mut row = Row::new(&header, &cells);
        let read = read(&mut row, feed, &mut meters, "2026-11-22".parse().unwrap());
        match read {
            Ok((subject, period, quantity)) => {
                let days = format!("{}/{}", period.first(), period.last());
                Ok((subject.word, days, quantity.to_string()))
            }
            Err(Noted) => Err(row.slips()),
        }
    }

    #[test]
    fn meters_days_and_quantities_as_they_are_delivered() {
        let ok = |word: &str, days: &str, quantity: &str| Ok((word.to_owned(), days.to_owned(), quantity.to_owned()));
        let july = "2026-07-01/2026-07-31";
        for (table, want) in [
            (&[("户号", "A1"), ("月份", "2026年7月"), ("用电量（kWh）", "1,200.5")][..], ok("A1", july, "1200.5")),
            (
                &[("户号", "Ａ１"), ("日期", "2026-7-8"), ("电量(万kWh)", "１.２")],
                ok("A1", "2026-07-08/2026-07-08", "12000"),
            ),
            (
                &[("户号", "A1"), ("起日", "2026-06-16"), ("止日", "2026-07-15"), ("用量(kWh)", "30")],
                ok("A1", "2026-06-16/2026-07-15", "30"),
            ),
            // First and last day say more than the month under which it is billed.
            (
                &[
                    ("户号", "A1"),
                    ("账期", "202607"),
                    ("起日", "2026-06-16"),
                    ("止日", "2026-07-15"),
                    ("用量(kWh)", "30"),
                ],
                ok("A1", "2026-06-16/2026-07-15", "30"),
            ),
            (&[("户号", "A1"), ("月份", "2026-07"), ("起度", "100"), ("止度", "130")], ok("A1", july, "1200")),
            (
                &[("户号", "A2"), ("月份", "2026-07"), ("起度", "100"), ("止度", "130"), ("倍率", "2")],
                ok("A2", july, "60"),
            ),
            (&[("户号", "A2"), ("月份", "2026-07"), ("起度", "99990"), ("止度", "10")], ok("A2", july, "20")),
            (
                &[("统一社会信用代码", "91441900MA0FC0001K"), ("月份", "2026-07"), ("用量(kWh)", "1")],
                ok("code:91441900MA0FC0001K", july, "1"),
            ),
            (
                &[("户名", "某 厂"), ("地址", "一路 1 号"), ("月份", "2026-07"), ("用量(kWh)", "1")],
                ok("name:某厂|一路1号", july, "1"),
            ),
        ] {
            assert_eq!(said(Feed::Power, table), want, "{table:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_by_its_field() {
        let month = ("月份", "2026-07");
        for (table, want) in [
            (
                &[("户号", "A1"), month, ("用量(kWh)", "-3")][..],
                vec![("quantity", Slip::Delivery(DeliverySlip::Negative))],
            ),
            (&[("户号", "A1"), month, ("用量", "3")], vec![("quantity", Slip::NoUnit)]),
            (&[("户号", "A1"), month, ("用量(m³)", "3")], vec![("unit", Slip::Unit("kWh、万kWh"))]),
            (&[("户号", "A1"), month, ("用量(kWh)", "")], vec![("quantity", Slip::Delivery(DeliverySlip::NoQuantity))]),
            (
                &[("户号", "A1"), month, ("起度", "500"), ("止度", "30")],
                vec![("end", Slip::Delivery(DeliverySlip::Backwards))],
            ),
            (
                &[("户号", "A1"), ("表号", "D2"), month, ("起度", "500"), ("止度", "30")],
                vec![("end", Slip::Delivery(DeliverySlip::Exchanged))],
            ),
            (
                &[("户号", "A1"), ("表号", "D1"), month, ("起度", "500"), ("止度", "30")],
                vec![("end", Slip::Delivery(DeliverySlip::Backwards))],
            ),
            (&[("户号", "户1"), month, ("用量(kWh)", "3")], vec![("meter", Slip::Delivery(DeliverySlip::MeterNumber))]),
            (&[("户号", ""), month, ("用量(kWh)", "3")], vec![("meter", Slip::Delivery(DeliverySlip::Nobody))]),
            (&[("户号", "3.1E+12"), month, ("用量(kWh)", "3")], vec![("meter", Slip::Scientific)]),
            (
                &[("户号", "A1"), ("月份", "2026-12"), ("用量(kWh)", "3")],
                vec![("month", Slip::Delivery(DeliverySlip::Future))],
            ),
            (
                &[("户号", "A1"), ("月份", ""), ("用量(kWh)", "3")],
                vec![("day", Slip::Delivery(DeliverySlip::NoPeriod))],
            ),
            (&[("户号", "A1"), ("起日", "2026-07-01"), ("用量(kWh)", "3")], vec![("to", Slip::Missing)]),
            (
                &[("户号", "A1"), ("起日", "2026-07-02"), ("止日", "2026-07-01"), ("用量(kWh)", "3")],
                vec![("to", Slip::Delivery(DeliverySlip::Period))],
            ),
        ] {
            assert_eq!(said(Feed::Power, table), Err(want), "{table:?}");
        }
        let water = [("户号", "W1"), month, ("用水量（吨）", "310")];
        assert_eq!(said(Feed::Water, &water).unwrap().2, "310");
    }
}
