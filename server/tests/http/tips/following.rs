//! Following with the code.

use axum::http::StatusCode;
use domain::access::Role;
use entities::tip_message;
use sea_orm::{EntityTrait, PaginatorTrait};
use services::tips::{self, QueueQuery};
use testing::client;

use super::form::{Form, code_on, key_on};
use crate::http::world::{Answer, World};

fn asking(code: &str) -> String {
    format!("code={}", code.replace(' ', "+"))
}

#[tokio::test]
async fn the_reporter_reads_the_answer_and_writes_back() {
    let world = World::new().await;
    let code = code_on(&Form::filled().send(&world).await);
    let (ctx, intake) = (&world.bench.ctx, world.bench.actor(Role::Intake).await);
    let row = tips::queue(ctx, &intake, &QueueQuery::default()).await.unwrap().items[0].clone();
    let grouped = format!("{} {}-{} {}", &code[..4], &code[4..8], &code[8..12], &code[12..]);
    for typed in [code.clone(), grouped, code.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect()] {
        let page = world.post("/tip/follow", "", &asking(&typed)).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"), "{typed}");
        assert!(page.text().contains(&row.tip_no) && page.text().contains("2026年12月7日"), "{typed}");
        assert!(page.headers.get("set-cookie").is_none());
    }
    let page = world.post("/tip/follow", "", &asking(&code)).await.text();
    assert!(
        page.contains("您举报的内容") && page.contains("夜里两点排黄水") && page.contains("渡口桥下游"),
        "one's own words: {page}"
    );
    tips::accept(ctx, &intake, &row.tip_no, None).await.unwrap();
    tips::reply(ctx, &intake, &row.tip_no, "请问是哪一天？", None).await.unwrap();
    let page = world.post("/tip/follow", "", &asking(&code)).await;
    assert!(page.text().contains("请问是哪一天？") && page.text().contains("已受理"), "{}", page.text());
    let message = format!("{}&form={}&text=%E6%98%A8%E5%A4%A9", asking(&code), key_on(&page));
    for _ in 0..3 {
        let page = world.post("/tip/follow", "", &message).await;
        assert!(page.text().contains("昨天") && page.text().contains("已经送到"), "{}", page.text());
    }
    assert_eq!(tip_message::Entity::find().count(ctx.store.read()).await.unwrap(), 2, "written once");
    let empty = world.post("/tip/follow", "", &format!("{}&text=+", asking(&code))).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("id=\"f-text-error\""));
}

/// Whoever is turned away, or not content, is told where to turn.
#[tokio::test]
async fn the_end_of_a_report_says_where_else_one_can_turn() {
    let world = World::new().await;
    let (ctx, intake) = (&world.bench.ctx, world.bench.actor(Role::Intake).await);
    let filed = async || {
        let code = code_on(&Form::filled().send(&world).await);
        let no = tips::follow(ctx, &code, client(1)).await.unwrap().tip_no;
        (code, no)
    };
    let read = async |code: &str, lang: &str| world.post(&format!("/tip/follow{lang}"), "", &asking(code)).await.text();
    let (code, no) = filed().await;
    assert!(!read(&code, "").await.contains("12345 政务服务便民热线；有新的情况"), "it is not at its end yet");
    tips::decline(ctx, &intake, &no, "属于市场监管部门的职责", None).await.unwrap();
    let page = read(&code, "").await;
    assert!(page.contains("属于市场监管部门的职责") && page.contains("不予受理。"), "{page}");
    assert!(page.contains("对不予受理有异议的，可以拨打 12345 政务服务便民热线"), "{page}");
    let page = read(&code, "?lang=en").await;
    assert!(page.contains("you can call the city hotline 12345"), "{page}");

    let (code, no) = filed().await;
    tips::accept(ctx, &intake, &no, None).await.unwrap();
    tips::hand_over(ctx, &intake, &no, None).await.unwrap();
    assert!(!read(&code, "").await.contains("复查"), "there is nothing to review yet");
    tips::answer(ctx, &intake, &no, "已责令整改", None).await.unwrap();
    let page = read(&code, "").await;
    assert!(page.contains("已责令整改") && page.contains("30 日内，请求上一级机关复查"), "{page}");
    let page = read(&code, "?lang=en").await;
    assert!(page.contains("review it within 30 days of the answer"), "{page}");
}

#[tokio::test]
async fn the_receipt_goes_on_only_with_the_tick_and_can_be_saved() {
    let world = World::new().await;
    let code = code_on(&Form::filled().send(&world).await);
    let unticked = world.post("/tip/receipt", "", &asking(&code)).await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(code_on(&unticked), code, "the code is still there");
    let ticked = world.post("/tip/receipt", "", &format!("{}&kept=yes", asking(&code))).await;
    assert_eq!(ticked.status, StatusCode::OK);
    assert!(ticked.text().contains("等待受理"), "{}", ticked.text());
    let file = world.post("/tip/receipt/file", "", &asking(&code)).await;
    assert_eq!((file.header("content-type"), file.header("cache-control")), ("text/plain; charset=utf-8", "no-store"));
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert!(file.text().contains(&format!("{} {}", &code[..4], &code[4..8])), "{}", file.text());
    let forged = world.post("/tip/receipt/file", "", "code=%3Cscript%3E").await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody's text is handed out");
    for address in ["/tip/receipt", "/tip/receipt/file"] {
        let asked = world.get(address).await;
        assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/tip/follow"));
    }
}

#[tokio::test]
async fn the_language_goes_along_without_a_cookie() {
    let world = World::new().await;
    let page = world.get("/tip?lang=en").await;
    assert!(page.text().contains("action=\"/tip?lang=en\"") && page.text().contains("href=\"/tip/follow?lang=en\""));
}

#[tokio::test]
async fn a_form_without_a_code_asks_for_one() {
    let world = World::new().await;
    for (form, said) in [("code=", "请填写"), ("code=+", "请填写"), ("code=12", "查询码是 16 位数字")] {
        let page = world.post("/tip/follow", "", form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(page.text().contains(said), "{form}: {}", page.text());
    }
}

#[tokio::test]
async fn a_message_whose_code_leads_nowhere_is_given_back_and_goes_out_with_the_right_one() {
    let world = World::new().await;
    let code = code_on(&Form::filled().send(&world).await);
    let page = world.post("/tip/follow", "", &asking(&code)).await;
    let message = |code: &str, text: &str| format!("{}&form={}&text={text}", asking(code), key_on(&page));
    let kept = |page: &Answer, said: &str| {
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        let html = page.text();
        assert!(html.contains(said) && html.contains("还没有送出") && html.contains("昨天</textarea>"), "{html}");
    };
    kept(&world.post("/tip/follow", "", &message("12", "%E6%98%A8%E5%A4%A9")).await, "查询码是 16 位数字");
    let both = world.post("/tip/follow", "", &message("12", "+")).await.text();
    assert!(both.contains(r##"href="#f-code""##) && both.contains(r##"href="#f-text""##), "{both}");
    let sent = world.post("/tip/follow", "", &message(&code, "%E6%98%A8%E5%A4%A9")).await;
    assert!(sent.status == StatusCode::OK && sent.text().contains("已经送到"), "{}", sent.text());
    let other = if code.starts_with('1') { code.replacen('1', "2", 1) } else { format!("1{}", &code[1..]) };
    kept(&world.post("/tip/follow", "", &message(&other, "%E6%98%A8%E5%A4%A9")).await, "查询码");
}
