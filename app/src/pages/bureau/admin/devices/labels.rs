//! Verdicts and states of loggers in words.

use domain::lang::Lang;
use hj212::Defect;
use services::devices::{DeviceStatus, Refused, reason};

use crate::number::grouped;
use crate::texts::admin_reasons as texts;
use crate::ui::tag::Tone;

/// Why a frame was refused; a code that this version does not know stands for itself.
pub fn why(lang: Lang, code: &str) -> String {
    let plain = match code {
        reason::UNKNOWN_DEVICE => texts::unknown_device(lang),
        reason::WRONG_PASSWORD => texts::wrong_password(lang),
        reason::DEVICE_DISABLED => texts::device_disabled(lang),
        reason::DEVICE_CLOSED => texts::device_closed(lang),
        reason::VALUE_OUT_OF_RANGE => texts::value_out_of_range(lang),
        reason::CLOCK_AHEAD => texts::clock_ahead(lang),
        reason::HELD => texts::held(lang),
        reason::RELEASED => texts::released(lang),
        reason::DISCARDED => texts::discarded(lang),
        reason::UNSTORABLE => texts::unstorable(lang),
        other => return other.parse().map_or_else(|_unknown| code.to_owned(), |known| defect(lang, known).to_owned()),
    };
    plain.to_owned()
}

/// A departure from the standard, without the full stop of its sentence.
pub fn defect(lang: Lang, defect: Defect) -> &'static str {
    lang.pick(defect.chinese(), defect.english()).trim_end_matches(['。', '.'])
}

/// Reasons with how often each occurred, the most frequent first.
pub fn reasons(lang: Lang, refused: &Refused) -> Vec<String> {
    let mut all: Vec<_> = refused.iter().collect();
    all.sort_by_key(|(_, frames)| std::cmp::Reverse(**frames));
    all.into_iter().map(|(code, frames)| texts::so_often(lang, why(lang, code), grouped(*frames))).collect()
}

/// Whether a logger is heard, as a word with what it deserves.
pub fn status(lang: Lang, status: DeviceStatus) -> (Tone, &'static str) {
    match status {
        DeviceStatus::Heard => (Tone::Ok, texts::heard(lang)),
        DeviceStatus::Silent => (Tone::Warn, texts::silent(lang)),
        DeviceStatus::Disabled => (Tone::Plain, texts::disabled(lang)),
        DeviceStatus::Closed => (Tone::Plain, texts::closed(lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_words_in_both_languages() {
        let gateway = [
            reason::UNKNOWN_DEVICE,
            reason::WRONG_PASSWORD,
            reason::DEVICE_DISABLED,
            reason::DEVICE_CLOSED,
            reason::VALUE_OUT_OF_RANGE,
            reason::CLOCK_AHEAD,
            reason::HELD,
            reason::RELEASED,
            reason::DISCARDED,
            reason::UNSTORABLE,
        ];
        for code in gateway.into_iter().chain(Defect::ALL.iter().map(|defect| defect.code())) {
            for lang in [Lang::Zh, Lang::En] {
                assert!(!why(lang, code).contains('_') && !why(lang, code).ends_with(['.', '。']), "{code}");
            }
        }
        assert_eq!(why(Lang::En, "from_the_future"), "from_the_future");
    }

    #[test]
    fn the_most_frequent_reason_comes_first() {
        let refused = Refused::from([("crc_wrong".to_owned(), 2), ("wrong_password".to_owned(), 1_200)]);
        assert_eq!(reasons(Lang::Zh, &refused), ["密码与登记的不符 1,200 次", "CRC 校验错误 2 次"]);
    }
}
