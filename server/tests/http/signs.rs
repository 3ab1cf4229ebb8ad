//! Signs in the data are the bureau's: nobody else finds them.

use axum::http::StatusCode;
use domain::{
    access::Role,
    fixed::Nano,
    measurement::Interval,
    time::{HOUR, Stamp, start_of},
};
use entities::{measurement, sign};
use sea_orm::{EntityTrait, IntoActiveModel};
use services::signs::again;

use super::world::{World, nickel};

fn hour(number: i64) -> Stamp {
    start_of("2026-11-20".parse().unwrap()).plus(number * HOUR)
}

/// A line of nickel that has been flat for two days while water flowed; the works is public.
async fn with_a_sign() -> (World, i64) {
    let world = World::new().await;
    let of = |code: &str, number: i64, thousandths: i64| {
        let (pollutant, value) = (code.to_owned(), Some(Nano(thousandths * 1_000_000)));
        let row = nickel("08:00", "0.312");
        measurement::Model { interval: Interval::Hour, at: hour(number), pollutant, value, ..row }.into_active_model()
    };
    let flat = (0..50).map(|number| of("w20121", number, 312));
    let flow = (0..50).map(|number| of("w00000", number, 3_000 + number % 5 * 100));
    let tx = world.bench.ctx.store.write().await.unwrap();
    measurement::Entity::insert_many(flat.chain(flow)).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
    again(&world.bench.ctx, (hour(49).day(), hour(49).day()), None).await.unwrap();
    let found = sign::Entity::find().all(world.bench.ctx.store.read()).await.unwrap();
    let flat = found.iter().find(|row| row.pollutant == "w20121").map(|row| row.id);
    (world, flat.expect("the line is found"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_is_on_the_bureaus_pages_and_on_no_other() {
    let (world, id) = with_a_sign().await;
    let reviewer = world.signed_in(Role::Reviewer).await;
    let desk = world.get_as(&reviewer, "/bureau/alarms").await;
    assert_eq!(desk.status, StatusCode::OK);
    let html = desk.text();
    assert!(html.contains("恒值") && html.contains(&format!("/bureau/signs/{id}")), "{html}");
    for lang in ["zh", "en"] {
        let page = world.get_as(&reviewer, &format!("/bureau/signs/{id}?lang={lang}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let html = page.text();
        assert!(html.contains("0.312") && html.contains("<svg") && html.contains("proposal"), "{html}");
        for word in ["造假", "篡改", "tamper", "falsif"] {
            assert!(!html.contains(word), "{lang}: {word}: a sign is a question");
        }
    }
    let certifier = world.signed_in(Role::Certifier).await;
    assert_eq!(world.get_as(&certifier, &format!("/filing/signs/{id}")).await.status, StatusCode::NOT_FOUND);
    let own = world.get_as(&certifier, "/filing/signs").await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(!own.text().contains("恒值"), "nobody has asked");
    for address in [
        "/",
        "/enterprises/91350100M000100Y43",
        "/enterprises/91350100M000100Y43/outlets/DW001",
        "/screen/91350100M000100Y43",
        "/api/v1/enterprises/91350100M000100Y43",
        "/api/v1/enterprises/91350100M000100Y43/outlets/DW001/means",
        "/api/v1/exceedances",
        "/api/v1/openapi.json",
    ] {
        let page = world.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let text = page.text();
        for word in ["恒值", "异常迹象", "flat-line", "/signs"] {
            assert!(!text.contains(word), "{address}: {word}");
        }
    }
}
