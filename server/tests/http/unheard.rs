//! An outlet that is not heard any more says so, with the day and the hour of what it still shows.

use std::time::Duration;

use domain::time::{DAY, HOUR};

use super::world::World;

const WORKS: &str = "/enterprises/91350100M000100Y43";
const OUTLET: &str = "/enterprises/91350100M000100Y43/outlets/DW001";
const SCREEN: &str = "/screen/91350100M000100Y43";
/// What stands over readings that do not stand for now.
const OVER_OLD: &str = r#"class="silence""#;
/// What stands over the whole screen at the gate.
const ALARM: &str = r#"class="alarm""#;

/// So much later; what was rendered before is not handed out again.
async fn later(world: &World, millis: i64) {
    world.bench.advance(millis);
    tokio::time::sleep(Duration::from_millis(350)).await;
}

#[tokio::test]
async fn old_readings_have_a_date_and_a_warning_over_them() {
    let world = World::new().await;
    for address in [WORKS, OUTLET, SCREEN] {
        let page = world.get(address).await.text();
        assert!(page.contains("最新实时值（参考） 14:34:00"), "{address}: {page}");
        assert!(!page.contains(OVER_OLD) && !page.contains(ALARM), "{address}: {page}");
    }
    later(&world, 7 * HOUR).await;
    for address in [WORKS, OUTLET, SCREEN] {
        let page = world.get(address).await.text();
        assert!(page.contains("最新实时值（参考） 2026年11月22日 14:34"), "{address}: {page}");
        assert!(
            page.contains(OVER_OLD) && page.contains("已 7 小时没有数据，以下实时值是旧数据。"),
            "{address}: {page}"
        );
    }
    later(&world, 3 * DAY).await;
    let english = world.get(&format!("{OUTLET}?lang=en")).await.text();
    assert!(english.contains("No data for 3 days; the real-time values below are old."), "{english}");
}

#[tokio::test]
async fn the_screen_at_the_gate_warns_of_an_outlet_that_is_not_heard() {
    let world = World::new().await;
    later(&world, HOUR / 2).await;
    let page = world.get(SCREEN).await.text();
    assert!(!page.contains(ALARM), "half an hour is no silence: {page}");
    later(&world, 7 * HOUR).await;
    let page = world.get(SCREEN).await.text();
    assert!(page.contains(ALARM), "{page}");
    assert!(page.contains("14:34 起没有数据，已 7 小时 31 分"), "{page}");
    let english = world.get(&format!("{SCREEN}?lang=en")).await.text();
    assert!(english.contains("DW001: no data since"), "{english}");
}
