//! A value beside the frame that it names.

use domain::fixed::Nano;
use rust_decimal::Decimal;

use super::{rows::Row, trouble::Unfit};
use crate::monitoring::interpret::NewValue;

/// What is wrong with a row that names a frame, by what the frame says.
pub fn compare(row: &Row, said_by_frame: &[NewValue]) -> Option<Unfit> {
    let number = row.frame;
    let same =
        |value: &&NewValue| value.interval == row.interval && value.at == row.at && value.pollutant == row.pollutant;
    let Some(sent) = said_by_frame.iter().find(same) else {
        return Some(Unfit::NotInFrame { number, pollutant: row.pollutant.clone(), at: row.at });
    };
    let (said, figures) = (row.figures, sent.figures);
    let unit = is_of_another_unit(said.value, figures.value);
    let columns = [
        ("value", shown(said.value), shown(figures.value)),
        ("measured", shown(said.measured), shown(figures.measured)),
        ("low", shown(said.low), shown(figures.low)),
        ("high", shown(said.high), shown(figures.high)),
        ("amount", shown(said.amount), shown(figures.amount)),
        ("flag", said.flag.to_string(), figures.flag.to_string()),
        ("converted", said.converted.to_string(), figures.converted.to_string()),
        ("resent", row.resent.to_string(), sent.resent.to_string()),
    ];
    let differing = columns.into_iter().find(|(_, said, sent)| said != sent);
    differing.map(|(column, said, sent)| Unfit::Figure { number, column, said, sent, unit: unit && column == "value" })
}

fn shown(figure: Option<impl ToString>) -> String {
    figure.map_or_else(String::new, |figure| figure.to_string())
}

/// Whether two figures differ by a power of a thousand: milligrams for micrograms.
fn is_of_another_unit(said: Option<Nano>, sent: Option<Nano>) -> bool {
    let (Some(said), Some(sent)) = (said.map(Nano::decimal), sent.map(Nano::decimal)) else { return false };
    let thousand = Decimal::ONE_THOUSAND;
    !sent.is_zero() && (said.checked_mul(thousand) == Some(sent) || sent.checked_mul(thousand) == Some(said))
}

#[cfg(test)]
mod tests {
    use domain::{
        measurement::{DataFlag, Interval},
        time::Stamp,
    };

    use super::*;
    use crate::monitoring::interpret::Figures;

    fn figures(value: i64) -> Figures {
        let value = Some(Nano(value));
        Figures { value, measured: None, converted: false, low: None, high: None, amount: None, flag: DataFlag::NORMAL }
    }

    fn row(pollutant: &str, at: i64, figures: Figures) -> Row {
        let (interval, received) = (Interval::Minute, Stamp(9));
        Row {
            line: 2,
            frame: 7,
            received,
            interval,
            at: Stamp(at),
            says_at: true,
            pollutant: pollutant.into(),
            revision: 1,
            figures,
            resent: false,
        }
    }

    #[test]
    fn a_value_is_in_its_frame_or_it_is_told_what_is_there() {
        let (interval, at) = (Interval::Minute, Stamp(5));
        let sent = [NewValue { pollutant: "w20121".into(), interval, at, figures: figures(2_000), resent: false }];
        assert_eq!(compare(&row("w20121", 5, figures(2_000)), &sent), None);
        for other in [row("w20122", 5, figures(2_000)), row("w20121", 6, figures(2_000))] {
            assert!(matches!(compare(&other, &sent), Some(Unfit::NotInFrame { number: 7, .. })));
        }
        for (value, is_unit) in [(2_001, false), (2_000_000, true), (2, true), (0, false)] {
            let told = compare(&row("w20121", 5, figures(value)), &sent);
            assert!(
                matches!(told, Some(Unfit::Figure { column: "value", unit, .. }) if unit == is_unit),
                "{value}: {told:?}"
            );
        }
        let marked = Figures { flag: DataFlag::UNFINISHED, ..figures(2_000) };
        assert!(matches!(compare(&row("w20121", 5, marked), &sent), Some(Unfit::Figure { column: "flag", .. })));
        let resent = Row { resent: true, ..row("w20121", 5, figures(2_000)) };
        assert!(matches!(compare(&resent, &sent), Some(Unfit::Figure { column: "resent", .. })));
    }
}
