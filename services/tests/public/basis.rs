//! Whom the headline names: nobody whose mean marks or the bureau keep from being a basis, and whoever's mean the portal had
//! to work out itself.

use domain::{
    access::Role,
    exceedance::{EventOutcome, EventStatus, Ground, MadeBy, Said},
    judgement::{NoBasis, Tally, Unjudged},
    limit::Averaging,
    mark::MarkKind,
    means::{Conversion, MeanOutcome, Reason},
    measurement::Interval,
    time::{DAY, HOUR, Stamp, end_of},
};
use entities::{exceedance, own_mean};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use services::{
    FormKey,
    marks::{NewMark, set},
    monitoring,
    public::{enterprise, home, outlet},
};
use testing::Bench;

use super::{
    home::nano,
    rows::{at, dw001, nickel, put, put_hourly_limit, put_values, works},
};

fn yesterday() -> Stamp {
    at("00:00").minus(DAY)
}

/// The works with an hourly limit of 0.8, and hours above it at noon and at one.
async fn two_hours_above() -> Bench {
    let bench = Bench::new().await;
    bench.plating_works().await;
    put_hourly_limit(&bench, "0.8").await;
    bench.refresh().await;
    let hour = |clock, value| nickel(Interval::Hour, at(clock), value);
    let hours = [hour("11:00", "0.3"), hour("12:00", "0.9"), hour("13:00", "0.9")];
    let others = [nickel(Interval::Day, yesterday(), "0.4"), nickel(Interval::Realtime, at("14:34"), "0.1")];
    put_values(&bench, hours.into_iter().chain(others)).await;
    monitoring::restore(&bench.ctx).await.unwrap();
    bench
}

pub async fn mark(bench: &Bench, from: &str, to: &str) {
    let preparer = bench.actor(Role::Preparer).await;
    let mark = NewMark {
        outlet: dw001(),
        kind: MarkKind::ALL.iter().copied().find(|kind| kind.is_device()).unwrap(),
        pollutants: Vec::new(),
        from: at(from),
        to: Some(at(to)),
        treatment_runs: true,
        note: String::new(),
        reason: String::new(),
    };
    set(&bench.ctx, &preparer, &mark, &FormKey::generate()).await.unwrap();
}

/// An event of nickel's hourly mean, of the hours of noon and one.
pub fn event(status: EventStatus, outcome: Option<EventOutcome>, ground: Option<Ground>) -> exceedance::Model {
    exceedance::Model {
        id: 0,
        enterprise_id: 1,
        outlet_id: 1,
        pollutant: "w20121".into(),
        averaging: Averaging::Hour,
        began_at: at("12:00"),
        last_at: at("13:00"),
        periods: 2,
        worst_at: at("12:00"),
        multiple: 125_000,
        ended: None,
        status,
        recorded_at: at("13:05"),
        handle_due: end_of("2026-12-04".parse().unwrap()),
        answer_due: None,
        outcome,
        ground,
        closed_at: outcome.map(|_| at("14:00")),
        closed_by: None,
    }
}

const OVER: Tally = Tally { over: 1, within: 0, unjudged: 0 };
const UNJUDGED: Tally = Tally { over: 0, within: 0, unjudged: 1 };

#[tokio::test]
async fn hours_that_a_mark_covers_name_nobody_and_are_said_to_be_no_basis() {
    let bench = two_hours_above().await;
    assert_eq!(home::overview(&bench.ctx).await.unwrap().judged, OVER);
    mark(&bench, "10:00", "14:00").await;
    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!((overview.judged, overview.over.len()), (UNJUDGED, 0));
    assert_eq!(overview.unjudged[0].pollutants[0].why, Unjudged::NoBasis(NoBasis::Mark));
    // The same on the works' own page, and in the day that is drawn.
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    assert_eq!(view.row.monitors.judged, Tally { over: 0, within: 1, unjudged: 1 }, "the daily mean stands");
    let page = outlet::show(&bench.ctx, &works(), dw001()).await.unwrap();
    let summary = &page.series[0].summary;
    assert_eq!((summary.over.len(), summary.no_basis.len(), summary.no_basis[0].from), (0, 1, at("11:00")));
}

#[tokio::test]
async fn an_hour_after_the_mark_stands_and_one_before_it_speaks_where_no_later_one_may() {
    let bench = two_hours_above().await;
    mark(&bench, "11:30", "13:00").await;
    assert_eq!(home::overview(&bench.ctx).await.unwrap().over[0].at, at("13:00"), "the hour after it");
    let bench = two_hours_above().await;
    mark(&bench, "12:00", "14:00").await;
    let overview = home::overview(&bench.ctx).await.unwrap();
    assert_eq!((overview.judged, overview.over.len()), (Tally { over: 0, within: 1, unjudged: 0 }, 0), "11:00 speaks");
}

#[tokio::test]
async fn what_the_bureau_found_to_be_no_basis_names_nobody_and_what_it_found_sound_says_so() {
    for (status, outcome, ground, named) in [
        (EventStatus::Open, None, None, Some(Said::Nothing)),
        (EventStatus::Inspected, Some(EventOutcome::Inspection), None, Some(Said::Nothing)),
        (EventStatus::Confirmed, Some(EventOutcome::Confirmed), None, Some(Said::Sound)),
        (EventStatus::Exempt, Some(EventOutcome::Exempt), Some(Ground::Instrument), None),
    ] {
        let bench = two_hours_above().await;
        put(&bench, event(status, outcome, ground)).await;
        let overview = home::overview(&bench.ctx).await.unwrap();
        let said = overview.over.first().and_then(|point| point.event).map(|event| event.said);
        assert_eq!(said, named, "{status:?}");
        if named.is_none() {
            // The hour before it is within, and speaks.
            assert_eq!(overview.judged, Tally { over: 0, within: 1, unjudged: 0 });
        }
    }
}

fn own(interval: Interval, at: Stamp, value: &str, outcome: MeanOutcome) -> own_mean::Model {
    own_mean::Model {
        outlet_id: 1,
        interval,
        at,
        pollutant: "w20121".into(),
        revision: 1,
        value: Some(nano(value)),
        measured: None,
        conversion: Conversion::None,
        made_of: Interval::Realtime,
        valid: 60,
        due: 60,
        weighted: false,
        outcome,
        reason: Reason::First,
        worked_out_at: at.plus(HOUR),
        frame_id: 1,
    }
}

async fn put_own(bench: &Bench, means: impl IntoIterator<Item = own_mean::Model>) {
    let tx = bench.ctx.store.write().await.unwrap();
    for mean in means {
        mean.into_active_model().insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn where_the_logger_sent_no_mean_the_portals_own_decides() {
    let bench = two_hours_above().await;
    // Beside the logger's it says nothing, whatever it is.
    put_own(&bench, [own(Interval::Hour, at("13:00"), "0.1", MeanOutcome::Counts)]).await;
    let over = home::overview(&bench.ctx).await.unwrap().over;
    assert_eq!((over.len(), over[0].made_by, over[0].at), (1, MadeBy::Logger, at("13:00")));
    // Two hours later the logger has sent no more, and the portal's mean of 15:00 stands.
    bench.set_clock(at("16:30"));
    put_own(
        &bench,
        [
            own(Interval::Hour, at("14:00"), "0.95", MeanOutcome::Counts),
            own(Interval::Hour, at("15:00"), "0.99", MeanOutcome::TooLittle),
        ],
    )
    .await;
    let over = home::overview(&bench.ctx).await.unwrap().over;
    assert_eq!((over[0].made_by, over[0].at), (MadeBy::Portal, at("14:00")), "what has too few values does not count");
    let view = enterprise::show(&bench.ctx, &works()).await.unwrap();
    assert_eq!(view.row.monitors.judged.over, 1);
}
