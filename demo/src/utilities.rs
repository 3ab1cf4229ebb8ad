//! What the grid, the waterworks and the tax office know, month by month.

use domain::{
    fixed::Micro,
    month::Month,
    quarter::Quarter,
    utility::{Feed, newest_due},
};
use rust_decimal::Decimal;
use services::register::BillEntry;

use super::{
    city::{City, Enterprise},
    declarations::{Activity, Totals, activity},
    history::Window,
    random::Chance,
    stories::Story,
};

/// All months of the window's quarters, and of the running quarter those whose bills are due.
pub fn readings(city: &City, window: &Window, totals: &Totals) -> Vec<BillEntry> {
    let (mut all, running) = (Vec::new(), running(window));
    for e in &city.enterprises {
        for (n, &quarter) in window.quarters.iter().enumerate() {
            let activity = activity(e, quarter, n, &totals[e.number]);
            for month in 0..3 {
                all.extend(readings_of(e, quarter, month, &activity));
            }
            let (next, months) = running;
            if quarter.next() == next {
                all.extend((0..months).flat_map(|month| readings_of(e, next, month, &activity)).filter(has_come));
            }
        }
    }
    all
}

/// The quarter that is running, and how many of its months are billed.
fn running(window: &Window) -> (Quarter, usize) {
    let today = window.until.day();
    let quarter = Quarter::of(today);
    let due = newest_due(Feed::Power, today);
    (quarter, Month::of(quarter).into_iter().filter(|month| Some(*month) <= due).count())
}

/// The waterworks are late this quarter: a city in which nothing ever is would show an administrator nothing. Taxes of a quarter
/// that runs are not due.
fn has_come(reading: &BillEntry) -> bool {
    reading.feed == Feed::Power
}

fn readings_of(e: &Enterprise, quarter: Quarter, month: usize, activity: &Activity) -> Vec<BillEntry> {
    let name = Month::of(quarter)[month];
    let mut chance = Chance::of(&format!("bills {name}"), e.number);
    let mut reading = |feed, quarterly: Decimal, share: Decimal| {
        let noise = Decimal::new(i64::try_from(985 + chance.below(31)).unwrap_or(1000), 3);
        let quantity = (quarterly / Decimal::from(3) * noise * share).round_dp(0);
        let quantity = Micro::round(quantity).unwrap_or_default();
        BillEntry { enterprise: e.credit_code, feed, month: name, quantity }
    };
    let (power, water, tax) = shares(e.story, month);
    vec![
        reading(Feed::Power, activity.power, power),
        reading(Feed::Water, activity.intake, water),
        reading(Feed::Tax, activity.turnover, tax),
    ]
}

/// How a month differs from a third of the quarter: power, water, tax.
fn shares(story: Option<Story>, month: usize) -> (Decimal, Decimal, Decimal) {
    let one = Decimal::ONE;
    match (story, month) {
        // Declared as stopped; the meter says 60 %.
        (Some(Story::StoppedWithPower), 1) => (Decimal::new(6, 1), Decimal::new(6, 1), Decimal::new(5, 1)),
        // The bill runs from the 10th to the 10th: the first month lacks what the last one has too much.
        (Some(Story::HonestFirm), 0) => (one, Decimal::new(94, 2), one),
        (Some(Story::HonestFirm), 2) => (one, Decimal::new(105, 2), one),
        // A workshop that nobody registered still has a meter: that of the landlord, mostly by night.
        (Some(Story::Unregistered), _) => (Decimal::new(18, 1), one, Decimal::ZERO),
        _ => (one, one, one),
    }
}
