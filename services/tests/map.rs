//! The city's map: imported, replaced, left as it is, and drawn.

use domain::{
    access::Role,
    fixed::Micro,
    map::{ShapeKind, System, Wrong},
};
use entities::{city_map, enterprise, map_shape, town};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, PaginatorTrait, QueryOrder};
use services::{
    Error, FormKey,
    map::{MapFile, Outcome, Report, import, import_form, standing},
    public::map::{Query, WorksState, city_map},
    register::By,
};
use testing::{Bench, CREDIT_CODE};

/// A square around the works, as the boundary of its town, and a river.
fn geojson(lng: f64, river: &str) -> String {
    let (east, lines) = (lng + 0.2, "[[113.6,22.9],[113.7,22.95],[114.1,22.9]]");
    format!(
        r#"{{"type":"FeatureCollection","features":[
        {{"type":"Feature","properties":{{"code":"441900101"}},"geometry":{{"type":"Polygon","coordinates":
            [[[{lng},22.8],[{east},22.8],[{east},23.0],[{lng},23.0],[{lng},22.8]]]}}}},
        {{"type":"Feature","properties":{{"name":"{river}"}},"geometry":{{"type":"LineString","coordinates":{lines}}}}}]}}"#
    )
}

fn file(content: &str) -> MapFile {
    MapFile { name: "地图.geojson".into(), content: Some(content.as_bytes().to_vec()) }
}

async fn bench() -> Bench {
    let bench = Bench::new().await;
    bench.plating_works().await;
    bench
}

async fn write(bench: &Bench, content: &str, system: System) -> Report {
    import(&bench.ctx, By::CommandLine, file(content), system, true).await.unwrap()
}

async fn shapes(bench: &Bench) -> Vec<map_shape::Model> {
    map_shape::Entity::find().order_by_asc(map_shape::Column::Id).all(bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn a_map_is_looked_at_written_unchanged_and_replaced() {
    let bench = bench().await;
    let first = geojson(113.7, "榕江");
    let looked = import(&bench.ctx, By::CommandLine, file(&first), System::Wgs84, false).await.unwrap();
    assert_eq!((looked.outcome, looked.written, looked.towns, looked.rivers), (Outcome::New, false, 1, 1));
    assert_eq!((looked.points, looked.drawn, looked.tolerance), (8, 8, 30));
    assert!(shapes(&bench).await.is_empty(), "looking writes nothing");

    let written = write(&bench, &first, System::Wgs84).await;
    assert_eq!((written.outcome, written.written), (Outcome::New, true));
    let own = shapes(&bench).await;
    assert_eq!(own.iter().map(|shape| shape.kind).collect::<Vec<_>>(), [ShapeKind::Town, ShapeKind::River]);
    assert_eq!((own[0].town_id, own[1].name.as_str()), (Some(1), "榕江"));
    assert_eq!(own[0].lines, "113.7,22.8 113.9,22.8 113.9,23 113.7,23 113.7,22.8");

    let again = write(&bench, &first, System::Wgs84).await;
    assert_eq!((again.outcome, again.written), (Outcome::Same, true));
    assert_eq!(shapes(&bench).await, own, "what is the same is left alone");

    // The same numbers in the other system are another place.
    let moved = write(&bench, &first, System::Gcj02).await;
    assert_eq!((moved.outcome, moved.written), (Outcome::Replaces, true));
    let there = shapes(&bench).await;
    assert!(there.len() == 2 && there[0].lines.starts_with("113.69"), "{}", there[0].lines);
    let map = city_map::Entity::find().all(bench.ctx.store.read()).await.unwrap();
    assert_eq!((map.len(), map[0].system.as_str(), map[0].account_id), (1, "gcj02", None), "one map stands");
    assert_eq!(bench.audit().await.len(), 2, "each map that was written has its line");
    assert!(bench.audit().await[0].starts_with("import-map public city_map/"));
}

#[tokio::test]
async fn what_is_wrong_is_told_and_nothing_is_written() {
    let bench = bench().await;
    write(&bench, &geojson(113.7, "榕江"), System::Wgs84).await;
    let before = shapes(&bench).await;
    let strange = geojson(113.7, "榕江").replace("441900101", "441900999");
    let refused = write(&bench, &strange, System::Wgs84).await;
    assert_eq!((refused.outcome, refused.written, refused.faults), (Outcome::Refused, false, 1));
    assert_eq!(refused.slips[0].wrong, Wrong::UnknownTown);
    let large = MapFile { name: "x".into(), content: None };
    let large = import(&bench.ctx, By::CommandLine, large, System::Wgs84, true).await.unwrap();
    assert_eq!((large.slips[0].wrong.clone(), large.written), (Wrong::Large, false));
    assert_eq!(shapes(&bench).await, before);
}

#[tokio::test]
async fn a_registrar_imports_by_a_form_once_and_others_may_not() {
    let bench = bench().await;
    let (registrar, reviewer) = (bench.actor(Role::Registrar).await, bench.actor(Role::Reviewer).await);
    let (first, second) = (geojson(113.7, "榕江"), geojson(113.75, "榕江"));
    let form = FormKey::generate();
    let send = async |form: &FormKey, content: &str| {
        import_form(&bench.ctx, &registrar, form, file(content), System::Wgs84, true).await.unwrap().outcome
    };
    assert_eq!(send(&form, &first).await, Outcome::New);
    assert_eq!(send(&FormKey::generate(), &second).await, Outcome::Replaces);
    // The first form comes again, from a browser that went back: the newer map stands.
    assert_eq!(send(&form, &first).await, Outcome::Before);
    assert!(shapes(&bench).await[0].lines.starts_with("113.75,"));
    let stands = standing(&bench.ctx, &registrar).await.unwrap().unwrap();
    assert_eq!((stands.who.as_deref(), stands.towns, stands.rivers), (Some("registrar 甲"), 1, 1));
    let refused = import_form(&bench.ctx, &reviewer, &FormKey::generate(), file(&first), System::Wgs84, false).await;
    assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
    assert!(matches!(standing(&bench.ctx, &reviewer).await, Err(Error::Forbidden)));
}

fn query(is_approved: bool) -> Query {
    Query { is_approved, ..Query::default() }
}

#[tokio::test]
async fn boundaries_are_drawn_only_under_an_approval_number() {
    let bench = bench().await;
    write(&bench, &geojson(113.7, "榕江"), System::Wgs84).await;
    let plain = city_map(&bench.ctx, &query(false)).await.unwrap();
    assert!(plain.rivers.is_empty() && plain.outline.is_empty() && plain.towns[0].borders.is_empty());
    assert_eq!((plain.works.len(), plain.marks.len(), plain.beyond), (1, 1, 0), "the works are there all the same");
    let drawn = city_map(&bench.ctx, &query(true)).await.unwrap();
    assert_eq!((drawn.rivers.len(), drawn.towns[0].borders.len()), (1, 1));
    assert_eq!(drawn.works[0].credit_code.to_string(), CREDIT_CODE);
    assert_eq!(drawn.works[0].state, WorksState::Silent, "its logger has sent nothing yet");
    assert_eq!(drawn.counts.of(WorksState::Silent), 1);
    let own = Query { town: Some("441900101".into()), ..query(true) };
    assert_eq!(city_map(&bench.ctx, &own).await.unwrap().chosen, Some(0));
    let other = Query { town: Some("441900999".into()), ..query(true) };
    assert!(matches!(city_map(&bench.ctx, &other).await, Err(Error::NotFound)));
}

/// One rule says who is public: trial, closed and merged works are not on the map.
#[tokio::test]
async fn works_that_nobody_sees_are_not_on_the_map() {
    let bench = bench().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let row = enterprise::Entity::find().one(&tx).await.unwrap().unwrap();
    // The keys that the works of the bench wrote out are taken.
    let other = |id: i64, code: &str, change: &dyn Fn(&mut enterprise::ActiveModel)| {
        let mut other = row.clone().into_active_model();
        other.id = Set(id);
        other.credit_code = Set(code.parse().unwrap());
        change(&mut other);
        other
    };
    let all = [
        other(101, "91441900MA0FC0011L", &|row| row.public_from = Set(None)),
        other(102, "91441900MA0FC0012P", &|row| row.public_from = Set("2026-11-23".parse().ok())),
        other(103, "91441900MA0FC0013T", &|row| row.closed_on = Set("2026-11-22".parse().ok())),
        other(104, "91441900MA0FC0014X", &|row| row.lng = Set(Micro(100_000_000))),
    ];
    for row in all {
        row.insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let map = city_map(&bench.ctx, &query(true)).await.unwrap();
    let mut codes: Vec<_> = map.works.iter().map(|works| works.credit_code.to_string()).collect();
    codes.sort();
    assert_eq!(codes, [CREDIT_CODE, "91441900MA0FC0014X"]);
    assert_eq!((map.marks.len(), map.beyond), (1, 1), "a place far away stands in the list, and the picture stays");
    assert_eq!(map.page.total, 2);
}

/// A city of thirty thousand works has a picture of some hundred marks.
#[tokio::test]
async fn a_large_city_has_few_marks() {
    let bench = bench().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let row = enterprise::Entity::find().one(&tx).await.unwrap().unwrap();
    let count = 3_000_i64;
    let works = |number: i64| {
        let mut works = row.clone().into_active_model();
        works.id = Set(number + 10);
        works.credit_code = Set(code(number));
        works.lng = Set(Micro(113_700_000 + (number * 7_919) % 200_000));
        works.lat = Set(Micro(22_800_000 + (number * 104_729) % 200_000));
        works
    };
    let all: Vec<_> = (0..count).map(works).collect();
    for portion in all.chunks(200) {
        enterprise::Entity::insert_many(portion.to_vec()).exec_without_returning(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    write(&bench, &geojson(113.7, "榕江"), System::Wgs84).await;
    let map = city_map(&bench.ctx, &query(true)).await.unwrap();
    let marked: usize = map.marks.iter().map(|mark| mark.works.len()).sum();
    assert_eq!((map.works.len(), marked), (3_001, 3_001));
    assert!((100..=1_100).contains(&map.marks.len()), "{}", map.marks.len());
    assert_eq!(town::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 1);
}

/// A credit code of its own for each number, with its check character.
fn code(number: i64) -> domain::credit_code::CreditCode {
    let begin = format!("91441900MA{number:07}");
    let letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    letters.chars().find_map(|last| format!("{begin}{last}").parse().ok()).unwrap()
}
