//! Stored values and their revisions.

use domain::{measurement::Interval, time::MINUTE};
use entities::measurement;
use rust_decimal::dec;
use services::{
    Error,
    public::measurements::{Ask, Series, series},
};
use testing::Bench;

use super::rows::{at, dw001, nickel, put_values, works};

fn ask() -> Ask {
    Ask {
        credit_code: works(),
        outlet: dw001(),
        pollutant: Some("w20121".into()),
        interval: Interval::Realtime,
        from: None,
        to: None,
        as_of: None,
        cursor: None,
        limit: 10_000,
    }
}

async fn values(bench: &Bench, ask: &Ask) -> Vec<String> {
    let Series { items, .. } = series(&bench.ctx, ask).await.unwrap();
    items.iter().map(|m| format!("{} r{} {}", m.value.unwrap(), m.revision, m.is_over())).collect()
}

#[tokio::test]
async fn a_past_publication_can_be_shown_again() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let first = nickel(Interval::Realtime, at("10:00"), "0.6");
    let corrected =
        measurement::Model { revision: 2, received_at: at("12:00"), ..nickel(Interval::Realtime, at("10:00"), "0.4") };
    let neighbour = nickel(Interval::Realtime, at("10:01"), "0.5");
    put_values(&bench, [first, corrected, neighbour]).await;
    assert_eq!(values(&bench, &ask()).await, ["0.4 r2 false", "0.5 r1 false"]);
    let as_of = |clock| Ask { as_of: Some(at(clock)), ..ask() };
    assert_eq!(values(&bench, &as_of("11:59")).await, ["0.6 r1 false", "0.5 r1 false"]);
    assert_eq!(values(&bench, &as_of("12:00")).await, ["0.4 r2 false", "0.5 r1 false"]);
    assert!(values(&bench, &as_of("10:00")).await.is_empty(), "nothing had been received by then");
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_double() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let both = (0..7).flat_map(|minute| {
        let nickel = nickel(Interval::Realtime, at("10:00").plus(minute * MINUTE), "0.1");
        let copper = measurement::Model { pollutant: "w20122".into(), ..nickel.clone() };
        [nickel, copper]
    });
    put_values(&bench, both).await;
    for pollutant in [Some("w20121".to_owned()), None] {
        let whole = series(&bench.ctx, &Ask { pollutant: pollutant.clone(), ..ask() }).await.unwrap().items;
        let mut pieced = Vec::new();
        let mut wanted = Ask { pollutant, limit: 3, ..ask() };
        loop {
            let page = series(&bench.ctx, &wanted).await.unwrap();
            assert!(page.items.len() <= 3);
            pieced.extend(page.items);
            match page.next {
                Some(next) => wanted.cursor = Some(next.to_string().parse().unwrap()),
                None => break,
            }
        }
        assert_eq!(pieced, whole);
        assert!(whole.is_sorted_by_key(|m| (m.at, m.pollutant.clone())));
    }
}

#[tokio::test]
async fn windows_legacy_codes_and_intervals() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let minutes = (0..5).map(|minute| nickel(Interval::Realtime, at("10:00").plus(minute * MINUTE), "0.1"));
    put_values(&bench, minutes.chain([nickel(Interval::Hour, at("10:00"), "0.3")])).await;
    let window = Ask { from: Some(at("10:01")), to: Some(at("10:03")), ..ask() };
    assert_eq!(values(&bench, &window).await.len(), 2, "from is in, to is out");
    assert_eq!(values(&bench, &Ask { pollutant: Some("028".into()), ..ask() }).await.len(), 5);
    assert_eq!(values(&bench, &Ask { interval: Interval::Hour, ..ask() }).await, ["0.3 r1 false"]);
    for nonsense in ["' or 1=1", "\0", "水"] {
        assert!(values(&bench, &Ask { pollutant: Some(nonsense.into()), ..ask() }).await.is_empty(), "{nonsense:?}");
    }
}

#[tokio::test]
async fn a_foreign_outlet_is_not_found() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let foreign = Ask { outlet: "DA001".parse().unwrap(), ..ask() };
    assert!(matches!(series(&bench.ctx, &foreign).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_value_is_judged_by_the_limit_of_its_own_day() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    // The limit begins on 1 July 2010.
    let before = domain::time::Stamp::parse("2010-06-30").unwrap();
    let after = domain::time::Stamp::parse("2010-07-01").unwrap();
    put_values(&bench, [before, after].map(|moment| nickel(Interval::Day, moment, "0.9"))).await;
    let found = series(&bench.ctx, &Ask { interval: Interval::Day, ..ask() }).await.unwrap().items;
    assert_eq!(
        found.iter().map(|m| m.limit.as_ref().and_then(|l| l.limit.high)).collect::<Vec<_>>(),
        [None, Some(dec!(0.5))]
    );
    assert_eq!(found.iter().map(services::monitoring::Measurement::is_over).collect::<Vec<_>>(), [false, true]);
}

#[tokio::test]
async fn a_page_ends_between_moments() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let both = (0..4).flat_map(|minute| {
        let nickel = nickel(Interval::Realtime, at("10:00").plus(minute * MINUTE), "0.1");
        let copper = measurement::Model { pollutant: "w20122".into(), ..nickel.clone() };
        [nickel, copper]
    });
    put_values(&bench, both).await;
    let page = |limit, cursor| Ask { pollutant: None, limit, cursor, ..ask() };
    let first = series(&bench.ctx, &page(5, None)).await.unwrap();
    assert_eq!(first.items.len(), 4, "the fifth would be half a moment");
    let second = series(&bench.ctx, &page(5, first.next)).await.unwrap();
    assert_eq!((second.items.len(), second.next), (4, None));
    let single = series(&bench.ctx, &page(1, None)).await.unwrap();
    assert_eq!(single.items.len(), 1, "a moment that is larger than the page is cut all the same");
}

#[tokio::test]
async fn only_the_mean_that_the_limit_names_stands_beside_it() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let moment = at("00:00");
    let mut seen = Vec::new();
    for &interval in Interval::ALL {
        put_values(&bench, [nickel(interval, moment, "0.9")]).await;
        let found = series(&bench.ctx, &Ask { interval, ..ask() }).await.unwrap().items;
        let sent = services::public::measurements::wire(&found[0]);
        seen.push((interval, sent.limit, sent.over, sent.judged));
    }
    let none = |interval| (interval, None, false, false);
    let want = [
        none(Interval::Realtime),
        none(Interval::Minute),
        none(Interval::FiveMinutes),
        none(Interval::Hour),
        (Interval::Day, Some(0.5), true, true),
    ];
    assert_eq!(seen, want);
}
