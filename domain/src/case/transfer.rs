//! A case that is with the police as a suspected crime (行刑衔接).

use chrono::NaiveDate;

/// The hand-over of a case as a suspected crime. While it is open no fine is decided: whoever is punished by a court with a
/// fine is not fined for the same act again (Administrative Penalty Law, Arts 8, 27 and 35; whether there will be a decision
/// is settled after the criminal case: 环环监〔2017〕17号, Art 16, from memory, verify). A fine that was decided before stands,
/// and a court sets it off against its own (Art 35; Code, Art 1058).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer {
    on: NaiveDate,
    back_on: Option<NaiveDate>,
}

impl Transfer {
    /// The hand-over on a day, and the day on which it came back: not filed by the police, not prosecuted, or exempt from
    /// punishment.
    pub fn of(on: Option<NaiveDate>, back_on: Option<NaiveDate>) -> Option<Self> {
        Some(Self { on: on?, back_on })
    }

    /// The day of the hand-over, where it is open on this day. Of what is decided on the day of the hand-over itself nobody
    /// can tell that it came before.
    pub fn open_on(self, day: NaiveDate) -> Option<NaiveDate> {
        let is_open = self.on <= day && self.back_on.is_none_or(|back| day < back);
        is_open.then_some(self.on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_open_from_the_hand_over_until_it_comes_back() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let open = |on, back, decided| {
            Transfer::of(day(on), day(back)).is_some_and(|one| one.open_on(day(decided).unwrap()).is_some())
        };
        #[rustfmt::skip]
        let cases = [
            // handed over,  came back,     decided,        open
            ("",             "",            "2026-10-20",   false),
            ("2026-10-21",   "",            "2026-10-20",   false),
            ("2026-10-20",   "",            "2026-10-20",   true),
            ("2026-09-01",   "",            "2026-10-20",   true),
            ("2026-09-01",   "2026-10-21",  "2026-10-20",   true),
            ("2026-09-01",   "2026-10-20",  "2026-10-20",   false),
        ];
        for (on, back, decided, want) in cases {
            assert_eq!(open(on, back, decided), want, "{on} {back} {decided}");
        }
    }
}
