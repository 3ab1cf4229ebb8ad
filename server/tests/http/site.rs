//! What the portal says of itself, and what is past its term, over HTTP.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::access::Role;
use testing::CREDIT_CODE;

use super::world::{Answer, World};

/// What a hidden field of a page says.
fn hidden(page: &str, name: &str) -> String {
    let begin = format!("name=\"{name}\" value=\"");
    page.split(&*begin).nth(1).unwrap_or_else(|| panic!("no {name}: {page}")).split('"').next().unwrap().to_owned()
}

/// The form as a browser would send it from this page, with some fields changed.
fn filled(page: &str, act: &str, changes: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("form", hidden(page, "form")),
        ("seen", hidden(page, "seen")),
        ("act", act.to_owned()),
        ("city_zh", "示范市".to_owned()),
        ("city_en", "Shifan City".to_owned()),
        ("bureau_zh", "示范市生态环境局".to_owned()),
        ("bureau_en", "Shifan Bureau".to_owned()),
        ("telephone", "0000-1".to_owned()),
    ];
    for (name, value) in changes {
        fields.retain(|(field, _)| field != name);
        fields.push((name, (*value).to_owned()));
    }
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", app::web::encode(value))).collect();
    pairs.join("&")
}

async fn shown(world: &World, cookie: &str) -> String {
    let page = world.get_as(cookie, "/bureau/site").await;
    assert_eq!(page.status, StatusCode::OK);
    page.text()
}

#[tokio::test]
async fn every_page_takes_what_the_administrator_saved() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let before = world.get("/").await.text();
    assert!(before.contains("0000-12345678"), "{before}");
    let page = shown(&world, &admin).await;

    // A look shows head and foot as they would be, and changes nothing.
    let wish = [("telephone", "0769-7654321"), ("opening_zh", "欢迎使用本平台。"), ("reason", "换号")];
    let look = world.post("/bureau/site", &admin, &filled(&page, "preview", &wish)).await;
    assert_eq!(look.status, StatusCode::OK);
    let html = look.text();
    let foot = html.split("<footer").nth(1).unwrap();
    assert!(foot.contains("0769-7654321") && html.contains("这是预览") && html.contains("欢迎使用本平台。"), "{html}");
    assert!(world.get("/about").await.text().contains("0000-12345678"));

    let saved = world.post("/bureau/site", &admin, &filled(&page, "save", &wish)).await;
    assert_eq!(
        (saved.status, saved.header("location")),
        (StatusCode::SEE_OTHER, "/bureau/site?done=saved"),
        "{}",
        saved.text()
    );
    // The shared cache holds nothing of before.
    for address in ["/", "/about", "/enterprises"] {
        let html = world.get(address).await.text();
        assert!(html.contains("0769-7654321") && !html.contains("0000-12345678"), "{address}: {html}");
    }
    assert!(world.get("/").await.text().contains("欢迎使用本平台。"));
    assert!(world.get("/.well-known/security.txt").await.text().contains("tel:0769-7654321"));
    assert!(shown(&world, &admin).await.contains("换号"), "the version stands in the list");

    let late = world.post("/bureau/site", &admin, &filled(&page, "save", &[("form", "x"), ("reason", "晚")])).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("别人保存过新的内容"), "{}", late.text());
}

#[tokio::test]
async fn what_would_be_markup_or_lead_astray_is_refused_where_it_stands() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let page = shown(&world, &admin).await;
    let bad = [
        ("bureau_zh", "<script>alert(1)</script>"),
        ("mark_url", "javascript:alert(1)"),
        ("telephone", "打电话"),
        ("reason", ""),
    ];
    for act in ["save", "preview"] {
        let refused = world.post("/bureau/site", &admin, &filled(&page, act, &bad)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
        let html = refused.text();
        for (field, words) in
            [("bureau_zh", "不要用尖括号"), ("mark_url", "以 https:// 或 http:// 开头"), ("telephone", "电话号码")]
        {
            assert!(html.contains(&format!("id=\"f-{field}-error\"")) && html.contains(words), "{act} {field}: {html}");
        }
        assert!(!html.contains("<script>alert") && !html.contains("href=\"javascript"), "{act}: {html}");
        assert!(html.contains("value=\"打电话\""), "what was typed is kept: {html}");
    }
    assert!(world.get("/").await.text().contains("0000-12345678"));
}

async fn send_seal(world: &World, cookie: &str, page: &str, file: &[u8], fields: &[(&str, &str)]) -> Answer {
    let owner = world.made_for(cookie).await.unwrap_or_default();
    let (form, seen) = (hidden(page, "form"), hidden(page, "seen"));
    let mut body = Vec::new();
    for (name, value) in [("form", &*form), ("seen", &*seen), ("seal_reason", "换章")].iter().chain(fields) {
        body.extend(format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    body.extend(b"--x\r\ncontent-disposition: form-data; name=\"seal\"; filename=\"s.png\"\r\n\r\n".iter());
    body.extend(file.iter().chain(b"\r\n--x--\r\n"));
    let headers =
        [("cookie", cookie), ("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=x")];
    let address = format!("/bureau/site/seal?made-for={}", owner.split(' ').next().unwrap_or_default());
    world.send(Method::POST, &address, &headers, Body::from(body)).await
}

#[tokio::test]
async fn a_seal_is_taken_apart_shown_and_taken_away() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    assert_eq!(world.get("/site/seal.png").await.status, StatusCode::NOT_FOUND);
    let mut png = Vec::new();
    let picture = image::RgbaImage::from_pixel(30, 30, image::Rgba([200, 0, 0, 255]));
    picture.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    png.extend_from_slice(b"<script>");
    let large = vec![0; 300 * 1024];
    for bad in [&b"<svg/>"[..], &large[..], &b""[..]] {
        let refused = send_seal(&world, &admin, &shown(&world, &admin).await, bad, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("请选择 PNG 图片"), "{}", refused.text());
    }
    let taken = send_seal(&world, &admin, &shown(&world, &admin).await, &png, &[]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    let home = world.get("/").await.text();
    let address = format!("/site/seal.png{}", home.split("/site/seal.png").nth(1).unwrap().split('"').next().unwrap());
    let picture = world.get(&address).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
    assert!(picture.body.starts_with(b"\x89PNG") && !picture.text().contains("<script"));
    let gone = send_seal(&world, &admin, &shown(&world, &admin).await, b"", &[("remove", "yes")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text());
    assert!(!world.get("/").await.text().contains("/site/seal.png"));
}

#[tokio::test]
async fn a_hold_is_placed_and_lifted_on_the_page() {
    let world = World::new().await;
    let (admin, auditor) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Auditor).await);
    let page = world.get_as(&admin, "/bureau/retention").await.text();
    assert!(page.contains("原始数据包") && page.contains("5 年") && page.contains("凭记忆"), "{page}");
    let refused = world.post("/bureau/retention", &admin, &format!("form={}", hidden(&page, "form"))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = format!("form={}&case_no=DH-2026-0123&reason=%E6%B3%95%E9%99%A2", hidden(&page, "form"));
    for _ in 0..2 {
        let placed = world.post("/bureau/retention", &admin, &form).await;
        assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.text());
    }
    let read = world.get_as(&auditor, "/bureau/retention").await.text();
    assert!(read.contains(CREDIT_CODE) && read.contains("案件 DH-2026-0123") && read.contains("法院"), "{read}");
    assert_eq!(read.matches(CREDIT_CODE).count(), 1, "a double click is one hold");
    assert!(!read.contains("<form method=\"post\" action=\"/bureau/retention"), "the auditor changes nothing: {read}");
    let lift = "/bureau/retention/holds/1/lift";
    let bare = world.post(lift, &admin, "lift_reason=").await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(world.post(lift, &auditor, "lift_reason=x").await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.post(lift, &admin, "lift_reason=x").await.status, StatusCode::SEE_OTHER);
    let english = world.get_as(&format!("{auditor}; lang=en"), "/bureau/retention").await.text();
    assert!(english.contains("Lifted on") && english.contains("5 years"), "{english}");
}
