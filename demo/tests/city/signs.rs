//! Signs in the data of the city: those of its stories, and none about the works that have none.

use demo::{Options, stories::Story, story_of};
use domain::sign::SignKind;
use entities::{enterprise, sign};
use sea_orm::EntityTrait;
use testing::Bench;

use super::today;

#[tokio::test]
async fn signs_are_those_of_the_stories_and_honest_works_have_none() {
    let bench = Bench::new().await;
    let summary = demo::fill(&bench.ctx, &Options::on(today())).await.unwrap();
    let found = sign::Entity::find().find_also_related(enterprise::Entity).all(bench.ctx.store.read()).await.unwrap();
    assert_eq!(found.len(), summary.signs);
    let mut told: Vec<(Option<Story>, SignKind, i64)> = found
        .iter()
        .map(|(row, owner)| {
            let hours = row.to_at.since(row.from_at) / domain::time::HOUR;
            (story_of(&owner.as_ref().unwrap().credit_code), row.kind, hours)
        })
        .collect();
    told.sort_by_key(|(story, kind, hours)| (format!("{story:?}"), *kind, *hours));
    let of = |story: Option<Story>| -> Vec<(SignKind, i64)> {
        told.iter().filter(|(own, ..)| *own == story).map(|(_, kind, hours)| (*kind, *hours)).collect()
    };
    assert_eq!(of(None), [], "{told:?}");
    assert_eq!(of(Some(Story::HonestFirm)), [], "{told:?}");
    assert_eq!(of(Some(Story::NickelCreep)), [(SignKind::Restarts, 24); 4], "{told:?}");
    let flat = of(Some(Story::FlatLine));
    assert!(matches!(flat[..], [(SignKind::FlatLine, 216..)]), "nine days and more: {told:?}");
    assert_eq!(of(Some(Story::StoppedWithPower)), [(SignKind::Halt, 12)], "{told:?}");
    assert!(matches!(of(Some(Story::SilentLogger))[..], [(SignKind::Silence, 4..=8)]), "{told:?}");
    let told_of = [Story::NickelCreep, Story::FlatLine, Story::StoppedWithPower, Story::SilentLogger];
    assert!(told.iter().all(|(story, ..)| story.is_some_and(|story| told_of.contains(&story))), "{told:?}");
}
