//! Figures: what cannot be, what cannot be read, and which of several counts.

use domain::{
    device::NoticeKind,
    measurement::{DataFlag, Interval},
    time::DAY,
};
use entities::measurement;
use sea_orm::{EntityTrait, QueryOrder};
use server::gateway::Limits;
use services::devices;
use testing::Bench;

use super::super::support::{Gateway, start};
use super::{acknowledged, file, noticed, stored, upload, upload_of, value};

#[tokio::test]
async fn sentinels_are_kept_as_sent_marked_and_judged_by_nobody() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    acknowledged(&mut logger, &upload(2011, "w01001-Rtd=-99.0;w01018-Rtd=-00999.000,w01018-Flag=N")).await;
    let bench = &gateway.bench;
    assert_eq!(stored(bench).await, [value("w01001", 1, "-99", '!'), value("w01018", 1, "-999", '!')]);
    for latest in bench.ctx.live().at_outlet(domain::life::Audience::Insiders, 1) {
        assert!(!latest.measurement.is_valid() && !latest.measurement.is_over(), "{latest:?}");
    }
    // Zero drift and frost stay what they are.
    let good = "w01010-Rtd=-0.5,w01010-Flag=N;w01018-Rtd=-0.05,w01018-Flag=N";
    acknowledged(&mut logger, &upload_of(2011, start().plus(1000), good)).await;
    assert_eq!(stored(bench).await[2..], [value("w01010", 1, "-0.5", 'N'), value("w01018", 1, "-0.05", 'N')]);
    let bench = gateway.stop().await;
    let found = file(&bench).await;
    let want = [("w01001-Rtd", "-99.0", 1), ("w01018-Rtd", "-999.000", 1)];
    assert_eq!(noticed(&found, NoticeKind::Implausible), want);
}

#[tokio::test]
async fn what_cannot_be_replaces_no_good_hour_and_no_good_day() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    for (cn, at) in [(2061, start().plus(-95 * 60_000)), (2031, start().plus(-2 * DAY))] {
        let good =
            "w01018-Avg=30.0,w01018-Min=-99,w01018-Cou=2.5,w01018-Flag=N;w00000-Avg=3,w00000-Cou=-999,w00000-Flag=N";
        acknowledged(&mut logger, &upload_of(cn, at, good)).await;
        acknowledged(&mut logger, &upload_of(cn, at, "w01018-Avg=-999.0,w01018-Cou=0.00,w01018-Flag=N")).await;
    }
    let bench = gateway.stop().await;
    let rows = measurement::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    let valid: Vec<_> = rows.iter().filter(|row| row.flag.is_valid()).collect();
    assert_eq!(valid.len(), 4);
    assert!(valid.iter().all(|row| row.low.is_none() && row.amount.is_none_or(|amount| amount.0 > 0)), "{valid:?}");
    let aside: Vec<_> = rows.iter().filter(|row| row.flag == DataFlag::IMPLAUSIBLE).map(|row| row.revision).collect();
    assert_eq!(aside, [0, 0], "below every good revision");
}

#[tokio::test]
async fn a_figure_that_no_store_can_hold_costs_itself() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let items = "w01018-Rtd=99999999999999999999,w01018-Flag=N;w20121-Rtd=0.1,w20121-Flag=N";
    acknowledged(&mut logger, &upload(2011, items)).await;
    let rows = stored(&gateway.stop().await).await;
    assert_eq!(rows, [("w01018".to_owned(), 1, None, '!'), value("w20121", 1, "0.1", 'N')]);
}

#[tokio::test]
async fn a_misspelt_suffix_is_refused_and_wipes_nothing() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    acknowledged(&mut logger, &upload(2011, "w01018-Rtd=30,w01018-Flag=N")).await;
    for items in ["w01018-td=999.0,w01018-Flag=N;w21003-Rtd=1.5,w21003-Flag=N", "w01018_Rtd=999.0,w01018_Flag=N"] {
        logger.send(&upload_of(2011, start().plus(1000), items)).await;
        assert!(logger.is_left_without_answer().await, "{items}");
    }
    assert_eq!(stored(&gateway.bench).await, [value("w01018", 1, "30", 'N')]);
    // The case of letters has one meaning, and the mark comes with it.
    acknowledged(&mut logger, &upload_of(2011, start().plus(2000), "w01018-rtd=999.0,w01018-flag=D")).await;
    assert_eq!(stored(&gateway.bench).await[1..], [value("w01018", 1, "999", 'D')]);
    let bench = gateway.stop().await;
    let (devices, _) = devices::report(&bench.ctx).await.unwrap();
    assert_eq!(devices[0].refused, [("lost_value".to_owned(), 2)].into());
}

#[tokio::test]
async fn one_unreadable_field_costs_itself_and_is_told_as_what_it_was() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    acknowledged(&mut logger, &upload(2011, "w01018-Rtd=30,w01018-Flag=N")).await;
    for (second, text) in (1..).zip(["", "--", "NULL", "NaN", "3.20mg/L"]) {
        let at = start().plus(1000 * second);
        let items = format!("w01018-Rtd={text},w01018-Flag=N;w21003-Rtd=1.{second},w21003-Flag=N");
        acknowledged(&mut logger, &upload_of(2011, at, &items)).await;
    }
    // The shown value stands; a fault without a value is told.
    let shown = |bench: &Bench| {
        bench.ctx.live().at_outlet(domain::life::Audience::Insiders, 1)[0]
            .measurement
            .value
            .map(|value| value.to_string())
    };
    assert_eq!(shown(&gateway.bench).as_deref(), Some("30"));
    acknowledged(&mut logger, &upload_of(2011, start().plus(9000), "w01018-Rtd=,w01018-Flag=D")).await;
    assert_eq!(
        gateway.bench.ctx.live().at_outlet(domain::life::Audience::Insiders, 1)[0].measurement.flag.letter(),
        'D'
    );
    let bench = gateway.stop().await;
    let taken = stored(&bench).await;
    assert_eq!(taken.iter().filter(|(code, ..)| code == "w21003").count(), 5);
    let found = file(&bench).await;
    let want = [("w01018-Rtd", "", 6)];
    assert_eq!(noticed(&found, NoticeKind::Unreadable), want);
    assert_eq!(found.days[0].refusals(), 0);
}

/// Data of a period are about its mean, wherever in the packet that stands; of gas, the converted one goes with its own.
#[tokio::test]
async fn the_mean_of_a_period_counts_and_not_the_instant_beside_it() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    for items in ["w01018-Rtd=999,w01018-Avg=30,w01018-Flag=N", "w20121-ZsRtd=9,w20121-Avg=0.1,w20121-Flag=N"] {
        for cn in [2051, 2061, 2031] {
            acknowledged(&mut logger, &upload_of(cn, start().plus(-2 * DAY), items)).await;
        }
    }
    // In real-time data the instant counts.
    acknowledged(&mut logger, &upload(2011, "w01018-Avg=30,w01018-Rtd=31,w01018-Flag=N")).await;
    let bench = gateway.stop().await;
    let rows = measurement::Entity::find().order_by_asc(measurement::Column::At).all(bench.ctx.store.read()).await;
    let rows = rows.unwrap();
    let of = |code: &str| -> Vec<_> {
        let of_code = rows.iter().filter(|row| row.pollutant == code);
        of_code.map(|row| (row.value.map(|value| value.to_string()).unwrap(), row.is_converted())).collect()
    };
    assert_eq!(of("w01018"), ["30", "30", "30", "31"].map(|value| (value.to_owned(), false)));
    assert_eq!(of("w20121"), ["0.1"; 3].map(|value| (value.to_owned(), false)));
    let found = file(&bench).await;
    let want = [("w01018-Avg", "30", 1), ("w01018-Rtd", "999", 3), ("w20121-ZsRtd", "9", 3)];
    assert_eq!(noticed(&found, NoticeKind::SecondFigure), want);
}

/// An instant value in an hour's data is no mean, whatever its mark says: it is kept as what it is and judged by nobody, and
/// it replaces no mean.
#[tokio::test]
async fn an_instant_that_came_alone_is_no_mean_and_a_mean_no_instant() {
    let gateway = Gateway::start(Limits::default()).await;
    let mut logger = gateway.connect().await;
    let (hour, day) = (start().plus(-95 * 60_000), start().plus(-2 * DAY));
    for (cn, at) in [(2051, hour), (2061, hour), (2031, day)] {
        for (code, mark) in [("w01018", "N"), ("w21003", "T"), ("w20121", "D")] {
            acknowledged(&mut logger, &upload_of(cn, at, &format!("{code}-Rtd=999,{code}-Flag={mark}"))).await;
        }
    }
    acknowledged(&mut logger, &upload(2011, "w01018-Avg=30,w01018-Flag=N")).await;
    // Beside an amount the amount counts.
    let flow = "w00000-Rtd=12.5,w00000-Cou=45,w00000-Flag=N";
    acknowledged(&mut logger, &upload_of(2061, hour, flow)).await;
    let live = |bench: &Bench| bench.ctx.live().at_outlet(domain::life::Audience::Insiders, 1)[0].measurement.clone();
    assert!(!live(&gateway.bench).is_valid(), "{:?}", live(&gateway.bench));
    // The mean takes its place, and is not replaced.
    let mean = "w01018-Avg=31,w01018-Flag=N";
    for items in [mean, "w01018-Rtd=998,w01018-Flag=N"] {
        acknowledged(&mut logger, &upload_of(2061, hour, items)).await;
    }
    let bench = gateway.stop().await;
    let rows = measurement::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    for row in &rows {
        let (value, flag) = (row.value.map(|value| value.to_string()), row.flag.letter());
        let want = match (row.pollutant.as_str(), value.as_deref()) {
            ("w00000", None) => row.amount.is_some() && flag == 'N',
            ("w01018", Some("31")) => row.revision > 1 && flag == 'N',
            (_, Some("998" | "999" | "30")) => flag == '*',
            _ => false,
        };
        assert!(want, "{row:?}");
    }
    assert_eq!(rows.len(), 9 + 1 + 1 + 2, "{rows:?}");
    let newest = rows.iter().filter(|row| row.pollutant == "w01018" && row.interval == Interval::Hour);
    assert_eq!(newest.max_by_key(|row| row.revision).unwrap().value.unwrap().to_string(), "31");
    let found = file(&bench).await;
    let want = [
        ("w00000-Rtd", "12.5", 1),
        ("w01018-Avg", "30", 1),
        ("w01018-Rtd", "998", 4),
        ("w20121-Rtd", "999", 3),
        ("w21003-Rtd", "999", 3),
    ];
    assert_eq!(noticed(&found, NoticeKind::OtherFigure), want);
}
