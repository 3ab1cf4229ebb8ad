//! Tip-offs: the reporter's side, the bureau's side, and what must never be seen.

mod bureau;
mod filing;
mod guesses;
mod hours;
mod photos;
mod silence;
mod store;

use domain::{access::Role, case::ViolationKind, fixed::Micro};
use services::{
    accounts::Actor,
    tips::{Filed, NewTip, Position, file},
};
use testing::{Bench, CREDIT_CODE, client};

const TEXT: &str = "夜里两点厂后小门排黄水";
const PLACE: &str = "厂区后门西侧五十米";
const CONTACT: &str = "周某 13800138000";

fn tip() -> NewTip {
    NewTip {
        kind: Some(ViolationKind::Evasion),
        enterprise: Some(CREDIT_CODE.parse().unwrap()),
        text: TEXT.into(),
        place: Some(PLACE.into()),
        position: Some(Position { lat: Micro(22_900_100), lng: Micro(113_800_100) }),
        contact: Some(CONTACT.into()),
        ..NewTip::default()
    }
}

/// A world with the works, somebody who handles tip-offs, and one tip-off.
async fn filed() -> (Bench, Actor, Filed) {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let intake = bench.actor(Role::Intake).await;
    let filed = file(&bench.ctx, tip(), client(1)).await.unwrap();
    (bench, intake, filed)
}
