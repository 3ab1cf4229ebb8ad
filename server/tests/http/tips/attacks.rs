//! Forms that nobody should send.

use axum::http::StatusCode;
use entities::tip;
use sea_orm::{EntityTrait, PaginatorTrait};

use super::form::{Form, code_on, photo, send};
use crate::http::world::{Answer, World};

async fn none_filed(world: &World) {
    assert_eq!(tip::Entity::find().count(world.bench.ctx.store.read()).await.unwrap(), 0);
}

/// The sentence at a field.
fn error_at(page: &Answer, field: &str) -> String {
    let html = page.text();
    let (_, rest) =
        html.split_once(&format!("id=\"f-{field}-error\"")).unwrap_or_else(|| panic!("no error at {field}: {html}"));
    let (_, rest) = rest.split_once('>').unwrap();
    rest.split('<').next().unwrap().to_owned()
}

/// A PNG of a few bytes that claims to be 60,000 pixels wide and high.
fn bomb() -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let body = [name.as_slice(), data].concat();
        let mut crc = !0_u32;
        for byte in &body {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
            }
        }
        [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &body, &(!crc).to_be_bytes()].concat()
    };
    let header = [&60_000_u32.to_be_bytes()[..], &60_000_u32.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &header), &chunk(b"IDAT", &[0x78, 0x9c]), &chunk(b"IEND", &[])]
        .concat()
}

#[tokio::test]
async fn a_megabyte_in_a_field_is_refused_at_the_field() {
    let world = World::new().await;
    let refused = Form::new().text("text", &"长".repeat(350_000)).text("place", "桥下").send(&world).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(error_at(&refused, "text").contains("5000"), "{}", error_at(&refused, "text"));
    assert!(refused.body.len() < 200_000, "the page does not repeat a megabyte: {}", refused.body.len());
    assert!(refused.text().contains("value=\"桥下\""), "the fields after it are still read");
    for field in ["when", "company", "place", "contact"] {
        let form = Form::new().text("text", "黑烟");
        let form = if field == "place" { form } else { form.text("place", "桥下") };
        let form = form.text(field, &"长".repeat(2_000));
        let refused = form.send(&world).await;
        assert!(error_at(&refused, field).contains("最多"), "{field}");
    }
    none_filed(&world).await;
}

#[tokio::test]
async fn what_is_no_photo_or_a_bomb_is_named_at_the_field_and_the_others_are_kept() {
    let world = World::new().await;
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("notes.pdf", b"%PDF-1.4".to_vec(), "“notes.pdf”不是"),
        ("evil.svg", b"<svg onload=alert(1)>".to_vec(), "“evil.svg”不是"),
        ("bomb.png", bomb(), "像素太多"),
        ("film.jpg", vec![0xFF; 13 * 1024 * 1024], "超过 12 MB"),
    ];
    for (name, file, sentence) in cases {
        let refused = Form::filled().photo("good.png", &photo(1)).photo(name, &file).send(&world).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(error_at(&refused, "photo").contains(sentence), "{name}: {}", error_at(&refused, "photo"));
        assert!(refused.text().contains("去掉 good.png"), "{name}");
    }
    none_filed(&world).await;
}

#[tokio::test]
async fn of_thirty_photos_five_are_kept_and_that_is_said() {
    let world = World::new().await;
    let form = (0..30).fold(Form::filled(), |form, number| form.photo(&format!("{number}.png"), &photo(number)));
    let refused = form.send(&world).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.text().matches("name=\"drop\"").count(), 5);
    assert_eq!(error_at(&refused, "photo").matches("最多 5 张").count(), 1, "once, not thirty times");
    none_filed(&world).await;
}

/// What somebody chose is kept, or it is said why not: pictures that look the same are as many as were chosen.
#[tokio::test]
async fn pictures_that_look_the_same_all_arrive_and_an_empty_file_is_named() {
    let world = World::new().await;
    let alike = ["1.png", "2.png", "3.png", "4.png"];
    let form = || alike.iter().fold(Form::filled(), |form, name| form.photo(name, &photo(1)));
    let refused = form().photo("empty.png", b"").send(&world).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(error_at(&refused, "photo").contains("“empty.png”不是"), "{}", error_at(&refused, "photo"));
    assert_eq!(refused.text().matches("name=\"drop\"").count(), 4);
    none_filed(&world).await;
    assert_eq!(form().send(&world).await.status, StatusCode::OK);
    let kept = entities::tip_photo::Entity::find().all(world.bench.ctx.store.read()).await.unwrap();
    assert_eq!(kept.len(), 4);
}

#[tokio::test]
async fn a_form_that_breaks_off_gives_back_what_arrived() {
    let world = World::new().await;
    for left in [2, 20, 60] {
        let refused = Form::filled().text("contact", "13800000000").send_cut(&world, left).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{left}");
        assert!(refused.text().contains("没有完整送达") && refused.text().contains("夜里两点排黄水"), "{left}");
    }
    none_filed(&world).await;
}

#[tokio::test]
async fn what_is_no_form_gets_the_empty_one() {
    let world = World::new().await;
    let form = Form::filled();
    for kind in [
        "multipart/form-data",
        "application/json",
        "application/x-www-form-urlencoded",
        "",
        "multipart/form-data; boundary=",
    ] {
        let refused = send(&world, kind, form.body.clone(), &[]).await;
        assert!(refused.status.is_client_error(), "{kind}: {}", refused.status);
        assert!(refused.text().contains("<h1>") && refused.text().contains("name=\"text\""), "{kind}");
    }
    let other = send(&world, "multipart/form-data; boundary=other", form.body.clone(), &[]).await;
    assert!(other.status.is_client_error() && other.text().contains("name=\"text\""));
    none_filed(&world).await;
}

#[tokio::test]
async fn another_sites_form_files_nothing() {
    let world = World::new().await;
    for headers in [[("sec-fetch-site", "cross-site")], [("sec-fetch-site", "same-site")]] {
        let refused = Form::filled().send_with(&world, &headers).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    let old = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("host", "mingjian.example")];
    assert_eq!(Form::filled().send_with(&world, &old).await.status, StatusCode::FORBIDDEN);
    none_filed(&world).await;
}

#[tokio::test]
async fn a_body_beyond_everything_is_refused_before_it_is_read() {
    let world = World::new().await;
    let refused = Form::filled().send_with(&world, &[("content-length", "999999999")]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text().contains("<h1>"), "{}", refused.text());
}

#[tokio::test]
async fn odd_fields_change_nothing() {
    let world = World::new().await;
    let odd = Form::with_key("not-a-key")
        .text("text", "黑烟\0")
        .text("place", "桥下")
        .text("kind", "' OR 1=1 --")
        .text("status", "answered")
        .text("drop", "../../etc/passwd");
    code_on(&odd.send(&world).await);
    let row = tip::Entity::find().one(world.bench.ctx.store.read()).await.unwrap().unwrap();
    assert_eq!((row.kind, row.status.as_str()), (None, "received"));
    let nobody = Form::filled().text("enterprise", "91350100M000200Y4T").send(&world).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "no such enterprise");
    assert!(error_at(&nobody, "company").contains("没有找到"));
}
