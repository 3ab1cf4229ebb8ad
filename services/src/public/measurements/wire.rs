//! A measurement as other programs get it.

use domain::{judgement::Verdict, measurement::Interval};
use rust_decimal::Decimal;

use crate::{Pollutant, monitoring::Measurement};

/// A measurement for the REST interface and the live stream.
pub fn wire(measurement: &Measurement) -> domain::wire::Measurement {
    let pollutant = Pollutant::of(&measurement.pollutant);
    // A limit in another unit says nothing beside this figure.
    let limit = measurement.limit.as_ref().filter(|known| known.unit == pollutant.unit).map(|known| &known.limit);
    // Of the five-minute means of a furnace only their number in a day decides.
    let verdict = Some(measurement.verdict()).filter(|_| measurement.interval != Interval::FiveMinutes);
    domain::wire::Measurement {
        enterprise: measurement.enterprise.to_string(),
        outlet: measurement.outlet.to_string(),
        pollutant: measurement.pollutant.as_ref().to_owned(),
        name: pollutant.name.zh,
        name_en: pollutant.name.en,
        interval: measurement.interval.to_string(),
        at: measurement.at.rfc3339(),
        value: measurement.value.and_then(number),
        unit: pollutant.unit,
        limit: limit.and_then(|limit| limit.high).and_then(number),
        limit_low: limit.and_then(|limit| limit.low).and_then(number),
        over: verdict.is_some_and(Verdict::is_over),
        judged: verdict.is_some_and(Verdict::is_judged),
        flag: measurement.flag.to_string(),
        valid: measurement.is_valid(),
        resent: measurement.resent,
        revision: measurement.revision,
        received_at: measurement.received_at.rfc3339(),
    }
}

/// The nearest binary fraction. Read from the digits, which rounds once; dividing mantissa by scale would round twice.
fn number(exact: Decimal) -> Option<f64> {
    exact.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_back_as_they_were() {
        for text in ["0.62", "7", "-0.000000001", "9223372036.854775807", "0.1"] {
            let exact: Decimal = text.parse().unwrap();
            let shown = number(exact).unwrap().to_string();
            let close = text.parse::<f64>().unwrap().to_string();
            assert_eq!(shown, close);
        }
        assert_eq!(number("0.62".parse().unwrap()).unwrap().to_string(), "0.62");
    }
}
