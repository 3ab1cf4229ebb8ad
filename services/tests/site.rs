//! What the portal says of itself, edited while it runs.

use std::{io::Cursor, sync::Arc};

use domain::{
    access::Role,
    input::Issue,
    site::{Both, Site},
};
use entities::site_setting;
use image::{ImageFormat, RgbaImage};
use sea_orm::{EntityTrait, PaginatorTrait};
use services::{
    Ctx, Error, FormKey, Seen,
    accounts::Actor,
    site::{self, Change, Seal},
    store,
};
use testing::Bench;

fn change(telephone: &str, reason: &str) -> Change {
    let site = Site { telephone: telephone.to_owned(), ..Site::demo() };
    Change { site, reason: reason.to_owned() }
}

async fn save(bench: &Bench, admin: &Actor, seen: &Seen, change: Change) -> Result<(), Error> {
    site::save(&bench.ctx, admin, &FormKey::generate(), seen, change).await
}

async fn seen(bench: &Bench, admin: &Actor) -> Seen {
    site::show(&bench.ctx, admin).await.unwrap().seen
}

fn png() -> Vec<u8> {
    let mut file = Vec::new();
    RgbaImage::new(20, 20).write_to(&mut Cursor::new(&mut file), ImageFormat::Png).unwrap();
    file
}

#[tokio::test]
async fn the_newest_version_holds_in_every_process() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let file = Arc::new(Site::demo());
    let other = Ctx::new(store::connect(&bench.url).await.unwrap());
    other.site().refresh(&other.store).await.unwrap();
    assert!(Arc::ptr_eq(&bench.ctx.site().now(&file), &file), "the file holds until somebody writes a version");

    assert_eq!(bench.ctx.absolute("/x"), "/x", "nobody said where the portal is reached");
    let first = seen(&bench, &admin).await;
    save(&bench, &admin, &first, change(" 0769-1 ", "搬家")).await.unwrap();
    assert_eq!(bench.ctx.absolute("/x"), "https://mingjian.example/x", "its domain is of the version, too");
    assert_eq!(bench.ctx.site().now(&file).telephone, "0769-1", "at once where it was written");
    assert_eq!(other.site().now(&file).telephone, file.telephone);
    other.site().refresh(&other.store).await.unwrap();
    assert_eq!(other.site().now(&file).telephone, "0769-1", "elsewhere when it is read again");
    assert!(other.site().now(&file).is_demo, "that it is the demo is said by who serves it");
    let real = Arc::new(Site { is_demo: false, ..Site::demo() });
    assert!(!other.site().now(&real).is_demo);

    let late = save(&bench, &admin, &first, change("0769-2", "x")).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    save(&bench, &admin, &seen(&bench, &admin).await, change("0769-3", "再改")).await.unwrap();
    let shown = site::show(&bench.ctx, &admin).await.unwrap();
    let reasons: Vec<_> =
        shown.versions.iter().map(|version| (version.who.as_str(), version.reason.as_str())).collect();
    assert_eq!(reasons, [("admin 甲", "再改"), ("admin 甲", "搬家")]);
    assert_eq!(shown.site.unwrap().telephone, "0769-3");
    assert_eq!(bench.audit().await, ["change-site admin site_setting/1", "change-site admin site_setting/2"]);
    other.store.close().await.unwrap();
}

#[tokio::test]
async fn a_form_that_comes_again_writes_nothing() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let (form, as_seen) = (FormKey::generate(), seen(&bench, &admin).await);
    for _ in 0..2 {
        site::save(&bench.ctx, &admin, &form, &as_seen, change("0769-1", "x")).await.unwrap();
    }
    assert_eq!(site_setting::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 1);
}

#[tokio::test]
async fn what_is_wrong_is_told_at_once_and_nothing_is_written() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let mut wanted = change("<script>", " ");
    wanted.site.mark_url = "javascript:alert(1)".into();
    wanted.site.city = Both::new("", "x");
    let Err(Error::Invalid(issues)) = save(&bench, &admin, &seen(&bench, &admin).await, wanted).await else {
        panic!("it is not refused");
    };
    let fields: Vec<_> = issues.iter().map(|one| (&*one.field, one.issue.clone())).collect();
    let wanted = [
        ("city_zh", Issue::Missing),
        ("telephone", Issue::Markup),
        ("mark_url", Issue::BadLink),
        ("reason", Issue::Missing),
    ];
    assert_eq!(fields, wanted);
    for &role in Role::ALL
        .iter()
        .filter(|role| !matches!(role, Role::Public | Role::Admin) && !role.is_enterprise() && !role.is_local())
    {
        let actor = bench.actor(role).await;
        assert!(
            matches!(save(&bench, &actor, &Seen::sent("site.0"), change("1", "x")).await, Err(Error::Forbidden)),
            "{role}"
        );
        assert!(matches!(site::show(&bench.ctx, &actor).await, Err(Error::Forbidden)), "{role}");
    }
    assert_eq!(site_setting::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_seal_comes_stays_and_goes() {
    let bench = Bench::new().await;
    let admin = bench.actor(Role::Admin).await;
    let file = Arc::new(Site::demo());
    let set = async |seal: Seal| {
        let as_seen = seen(&bench, &admin).await;
        let change = (seal, "换章".to_owned());
        site::set_seal(&bench.ctx, &admin, &FormKey::generate(), &as_seen, &file, change).await
    };
    let refused = set(Seal::Picture(b"<svg onload=alert(1)/>".to_vec())).await.unwrap_err();
    assert!(refused.is_about("seal"), "{refused}");
    set(Seal::Picture(png())).await.unwrap();
    let address = bench.ctx.site().now(&file).seal.clone().unwrap();
    assert!(address.starts_with("/site/seal.png?v="), "{address}");
    assert!(bench.ctx.site().seal().is_some_and(|png| png.starts_with(b"\x89PNG")));
    save(&bench, &admin, &seen(&bench, &admin).await, change("0769-1", "x")).await.unwrap();
    assert_eq!(bench.ctx.site().now(&file).seal, Some(address), "other changes leave it");
    set(Seal::None).await.unwrap();
    let now = bench.ctx.site().now(&file);
    assert_eq!((now.seal.clone(), now.telephone.as_str()), (None, "0769-1"), "and it leaves the rest");
}
