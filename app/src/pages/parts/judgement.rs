//! What may be said of a mean by its limit, in words.

use domain::exceedance::{MadeBy, Said};
use domain::judgement::{NoBasis, Unjudged, Verdict};
use domain::lang::Lang;
use domain::limit::{Averaging, Limit, Standing};
use domain::measurement::Interval;
use domain::time::{HOUR, Stamp};
use services::EventSaid;
use services::public::Judged;

use super::{averaging_limit, interval_word, number};
use crate::number::percent_above;
use crate::texts::terms as texts;
use crate::ui::figure::MeanLine;
use crate::ui::tag::Tone;
use crate::ui::when;

/// A mean with its period: `11月21日日均值`, `13:00–14:00 小时均值`.
fn mean_name(lang: Lang, interval: Interval, at: Stamp) -> String {
    match interval {
        Interval::Day => texts::mean_day(lang, when::short_date(lang, at.day())),
        Interval::Hour => texts::mean_hour(lang, when::hour_minute(at), when::hour_minute(at.plus(HOUR))),
        Interval::FiveMinutes => texts::mean_five_minutes(lang, when::short_date(lang, at.day())),
        Interval::Realtime | Interval::Minute => texts::mean_instant(lang, when::hour_minute(at)),
    }
}

/// The mean that decides, and that the portal worked it out where it did.
pub fn decided_name(lang: Lang, interval: Interval, at: Stamp, made_by: MadeBy) -> String {
    let name = mean_name(lang, interval, at);
    match made_by {
        MadeBy::Logger => name,
        MadeBy::Portal => texts::mean_of_portal(lang, name),
    }
}

/// Whether the bureau has verified a mean above its limit, by what it has said of its event.
pub fn checked(lang: Lang, event: Option<EventSaid>) -> &'static str {
    match event.map(|event| event.said) {
        Some(Said::Sound) => texts::checked_sound(lang),
        _ => texts::checked_not(lang),
    }
}

/// Why nothing may be said by a limit.
pub fn why(lang: Lang, limit: Option<&Limit>, why: Unjudged) -> String {
    let mean = interval_word(lang, limit.map_or(Averaging::Day, |limit| limit.averaging).interval());
    match why {
        Unjudged::NoLimit => texts::why_no_limit(lang).to_owned(),
        Unjudged::NoMean => texts::why_no_mean(lang, mean),
        Unjudged::Marked => texts::why_marked(lang, mean),
        Unjudged::AboveRange => texts::why_above_range(lang, mean),
        Unjudged::OtherUnit => texts::why_other_unit(lang).to_owned(),
        Unjudged::NotConverted => texts::why_not_converted(lang).to_owned(),
        Unjudged::NoBasis(NoBasis::Mark) => texts::why_mark(lang, mean),
        Unjudged::NoBasis(NoBasis::Bureau) => texts::why_bureau(lang, mean),
    }
}

/// The line below a real-time value.
pub(super) fn mean_line(lang: Lang, judged: &Judged) -> MeanLine {
    let limit = &judged.limit.limit;
    let named = averaging_limit(lang, limit);
    let (standing, mean, value) = match (judged.verdict, judged.mean, judged.mean.and_then(|mean| mean.value)) {
        (Verdict::Judged(standing), Some(mean), Some(value)) => (standing, mean, value),
        (Verdict::Unjudged(reason), ..) => {
            return MeanLine { text: texts::not_judged(lang, named, why(lang, Some(limit), reason)), tone: Tone::Warn };
        }
        (Verdict::Judged(_), ..) => return MeanLine::default(),
    };
    let name = decided_name(lang, mean.interval, mean.at, mean.made_by);
    let checked = checked(lang, judged.event);
    // A limit at reference oxygen is compared with what is converted to it.
    let unit = &judged.pollutant.unit;
    let unit = match judged.limit.reference_oxygen {
        Some(_) => texts::converted(lang, unit),
        None => unit.clone(),
    };
    let figure = format!("{} {unit}", value.normalize()).trim_end().to_owned();
    let percent =
        || number(value).zip(limit.high.and_then(number)).and_then(|(value, high)| percent_above(value, high));
    let (said, tone) = match standing {
        Standing::Within => (texts::judged_within(lang, name, figure, named), Tone::Ok),
        Standing::Above => {
            let percent = percent().unwrap_or_else(|| "—".to_owned());
            (texts::judged_above(lang, name, figure, named, percent, checked), Tone::Over)
        }
        Standing::Below => (texts::judged_below(lang, name, figure, named, checked), Tone::Over),
    };
    let text = match conditions(lang, judged.limit.reference_oxygen.is_some()) {
        Some(conditions) => format!("{said}{}{conditions}", lang.pick("；", "; ")),
        None => said,
    };
    MeanLine { text, tone }
}

/// What has to be added to whatever is said of gas of combustion: starts and stops count as long as nobody marks them.
pub fn conditions(lang: Lang, combustion: bool) -> Option<&'static str> {
    combustion.then(|| texts::conditions(lang))
}
