//! Filing by the form.

use axum::http::StatusCode;
use domain::access::Role;
use entities::{tip, tip_photo};
use sea_orm::{EntityTrait, PaginatorTrait};
use services::{
    FormKey,
    tips::{self, QueueQuery},
};

use super::form::{Form, code_on, key_on, photo};
use crate::http::world::World;

async fn filed(world: &World) -> u64 {
    tip::Entity::find().count(world.bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn a_tip_is_filed_and_its_code_opens_it() {
    let world = World::new().await;
    let blank = world.get("/tip?enterprise=91350100M000100Y43").await;
    assert_eq!((blank.status, blank.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(blank.text().contains("澄溪永昼电镀厂"), "the enterprise of the link is chosen");
    assert!(blank.text().contains("tel:12345") && !blank.text().contains("12369"));
    let form = Form::with_key(&key_on(&blank))
        .text("text", "夜里两点\r\n排黄水")
        .text("when", "昨晚")
        .text("enterprise", "91350100M000100Y43")
        .text("position", "22.9001，113.8001")
        .text("contact", "13800000000")
        .photo("IMG_1.png", &photo(1))
        .photo("", b"");
    let receipt = form.send(&world).await;
    assert_eq!((receipt.status, receipt.header("cache-control")), (StatusCode::OK, "no-store"), "{}", receipt.text());
    assert!(receipt.text().contains("2026年12月7日"), "the day by which the reporter hears something");
    let code = code_on(&receipt);
    let intake = world.bench.actor(Role::Intake).await;
    let ctx = &world.bench.ctx;
    let row = &tips::queue(ctx, &intake, &QueueQuery::default()).await.unwrap().items[0];
    let seen = tips::open(ctx, &intake, &row.tip_no).await.unwrap();
    assert_eq!((seen.text.as_str(), seen.when.as_deref()), ("夜里两点\n排黄水", Some("昨晚")));
    assert_eq!((seen.photos.len(), seen.has_contact, seen.position.is_some()), (1, true, true));
    assert_eq!(seen.enterprise.unwrap().1, "澄溪永昼电镀厂");
    assert_eq!(tips::follow(ctx, &code, testing::client(1)).await.unwrap().tip_no, row.tip_no);
}

#[tokio::test]
async fn a_refused_form_gives_everything_back_and_keeps_the_photos() {
    let world = World::new().await;
    let key = FormKey::generate();
    let form = Form::with_key(key.expose())
        .text("when", "\"昨晚\"<b>")
        .text("company", "无此厂")
        .text("position", "家里")
        .text("contact", "13800000000")
        .photo("a.png", &photo(1))
        .photo("b.png", &photo(2));
    let refused = form.send(&world).await;
    let page = refused.text();
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in
        ["&quot;昨晚&quot;", "value=\"无此厂\"", "value=\"家里\"", "value=\"13800000000\"", "去掉 a.png", "去掉 b.png"]
    {
        assert!(page.contains(kept), "{kept} in {page}");
    }
    for wrong in ["href=\"#f-text\"", "href=\"#f-position\"", "id=\"f-text-error\"", "id=\"f-position-error\""] {
        assert!(page.contains(wrong), "{wrong}");
    }
    assert_eq!(key_on(&refused), key.expose(), "the form stays the same form");
    assert!(!page.contains("?lang=en"), "a switch of language would lose what was typed");
    let drop = page.split("name=\"drop\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mended = Form::with_key(key.expose()).text("text", "排黄水").text("place", "桥下").text("drop", &drop);
    code_on(&mended.send(&world).await);
    let photos = tip_photo::Entity::find().count(world.bench.ctx.store.read()).await.unwrap();
    assert_eq!(photos, 1, "one of the two was taken out");
}

#[tokio::test]
async fn a_form_that_is_sent_twice_files_once_and_shows_the_same_code() {
    let world = World::new().await;
    let form = Form::filled().photo("a.png", &photo(1));
    let (one, two) = tokio::join!(form.send(&world), form.send(&world));
    let later = form.send(&world).await;
    assert_eq!((code_on(&one), code_on(&two)), (code_on(&later), code_on(&later)));
    for _ in 0..20 {
        assert_eq!(form.send(&world).await.status, StatusCode::OK, "a reload is not counted as a tip-off");
    }
    assert_eq!(filed(&world).await, 1);
    world.bench.advance(31 * 60_000);
    assert_eq!(code_on(&form.send(&world).await), code_on(&one), "and not when its photos are forgotten");
    assert_eq!(filed(&world).await, 1);
}

#[tokio::test]
async fn the_enterprise_is_found_without_scripts_and_nothing_is_filed_by_looking() {
    let world = World::new().await;
    let looked = Form::filled().text("company", "永昼").text("do", "find").send(&world).await;
    assert_eq!(looked.status, StatusCode::OK);
    let page = looked.text();
    assert!(page.contains("value=\"91350100M000100Y43\" checked"), "a single find is chosen: {page}");
    assert!(page.contains("夜里两点排黄水") && page.contains("渡口桥下游"), "what was typed is still there");
    let none = Form::filled().text("company", "黑作坊").text("do", "find").send(&world).await;
    assert!(none.text().contains("没有查到"), "{}", none.text());
    let short = Form::filled().text("company", " ").text("do", "find").send(&world).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(filed(&world).await, 0);
    // A name that can only be one enterprise needs no choosing.
    code_on(&Form::new().text("text", "黑烟").text("company", "永昼电镀").send(&world).await);
    let row = tip::Entity::find().one(world.bench.ctx.store.read()).await.unwrap().unwrap();
    assert_eq!(row.enterprise_id, Some(1));
}

#[tokio::test]
async fn without_the_key_file_the_telephone_is_the_way() {
    let world = World::without_keys().await;
    for page in [world.get("/tip").await, world.get("/tip/follow").await, Form::filled().send(&world).await] {
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(page.text().contains("tel:12345"), "{}", page.text());
        assert!(!page.text().contains("key"), "what is broken is the operators' business");
    }
}

#[tokio::test]
async fn too_many_tips_from_one_place_are_refused_and_nothing_typed_is_lost() {
    let world = World::new().await;
    for number in 0..10 {
        let form = Form::new().text("text", &format!("第 {number} 次")).text("place", "桥下");
        assert_eq!(form.send(&world).await.status, StatusCode::OK);
    }
    let refused = Form::filled().photo("a.png", &photo(1)).send(&world).await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "360"));
    let page = refused.text();
    assert!(page.contains("夜里两点排黄水") && page.contains("去掉 a.png") && page.contains("6 分钟"), "{page}");
}

#[tokio::test]
async fn a_form_that_comes_back_still_says_what_is_urgent_and_where_to_follow() {
    let world = World::new().await;
    let searched = Form::new().text("company", "电镀").text("do", "find").send(&world).await;
    let refused = Form::new().text("text", "黄水").send(&world).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("地图上的位置（可以用您现在的位置）"), "{}", refused.text());
    for page in [world.get("/tip").await, searched, refused] {
        let page = page.text();
        assert!(page.contains("再拨 110、119 或 120") && page.contains("href=\"/tip/follow\""), "{page}");
    }
}

#[tokio::test]
async fn characters_that_nobody_can_see_are_no_report() {
    let world = World::new().await;
    let refused = Form::new().text("text", "\u{200b}\u{200b}\u{feff}").text("place", "\u{3164}").send(&world).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("请写下您看到"), "{}", refused.text());
}

#[tokio::test]
async fn a_position_in_another_province_is_asked_about_once() {
    let world = World::new().await;
    let form = Form::filled().text("position", "39.9, 116.4");
    let asked = form.clone().send(&world).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text().contains("name=\"far\""), "{}", asked.text());
    let taken = form.text("far", "yes").send(&world).await;
    assert_eq!(taken.status, StatusCode::OK);
    code_on(&taken);
}

#[tokio::test]
async fn the_pages_of_tip_offs_set_no_cookie() {
    let world = World::new().await;
    for address in ["/tip?lang=en&mode=elder", "/tip/follow?lang=en"] {
        let page = world.get(address).await;
        assert!(!page.headers.contains_key("set-cookie"), "{address}");
        assert!(page.text().contains("lang=\"en\""), "{address}");
    }
}

#[tokio::test]
async fn numbers_and_rewards_are_named_where_the_site_has_them() {
    let plain = World::new().await.get("/tip").await.text();
    assert!(!plain.contains("12369") && !plain.contains("奖励"), "{plain}");
    let world = World::with(|settings| {
        settings.site.hotline = "12369".to_owned();
        settings.site.reward = Some(app::web::Both::new("示范市举报奖励办法", "Shifan Rules on Rewards"));
    })
    .await;
    let own = world.get("/tip").await.text();
    assert!(own.contains("tel:12369") && own.contains("示范市举报奖励办法"), "{own}");
}
