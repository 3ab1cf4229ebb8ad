//! Loggers, feeds, the audit log and the queue over HTTP.

use axum::http::StatusCode;
use domain::{access::Role, device::NoticeKind, time::DAY};
use entities::{device_notice, frame_tally, raw_frame};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use testing::{MN, PASSWORD};

use super::world::{Answer, World};

/// The key of the first form that has one.
fn key(page: &Answer) -> String {
    let html = page.text();
    let rest = html.split("name=\"form\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// A frame that was refused, as the gateway stores it.
async fn refused(world: &World, device_id: Option<i64>, verdict: &str, wire: &[u8]) {
    let now = world.bench.ctx.now();
    let tx = world.bench.ctx.store.write().await.unwrap();
    let frame = raw_frame::Model {
        id: now.0 << 20 | device_id.unwrap_or_default(),
        device_id,
        received_at: now,
        verdict: verdict.into(),
        tolerated: "lf_only".into(),
        wire: wire.to_vec(),
        digest: None,
        link: None,
        position: None,
    };
    frame.into_active_model().insert(&tx).await.unwrap();
    let tally = frame_tally::Model {
        day: domain::time::Day(now.day()),
        device_id: device_id.unwrap_or_default(),
        verdict: verdict.into(),
        frames: 3,
        last_at: now,
    };
    tally.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_page_of_a_logger_says_why_it_was_refused() {
    let world = World::new().await;
    let (admin, auditor) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Auditor).await);
    let wire = format!("##0066ST=32;PW={PASSWORD};MN={MN};CP=<b>&&\n");
    refused(&world, Some(1), "crc_wrong", wire.as_bytes()).await;
    refused(&world, None, "unknown_device", b"##garbage\0").await;
    let list = world.get_as(&auditor, "/bureau/devices").await.text();
    for words in [
        "1 台数采仪中，1 台 1 小时以上没有数据",
        "今天 1 台有数据包被拒收",
        "CRC 校验错误 3 次",
        "设备编号（MN）没有登记 3 次",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    let one = format!("/bureau/devices/{MN}");
    let seen = world.get_as(&admin, &one).await.text();
    assert!(seen.contains("CRC 校验错误") && seen.contains("包尾为 LF 而非 CR LF"), "{seen}");
    assert!(seen.contains("CP=&lt;b&gt;") && !seen.contains("CP=<b>"), "{seen}");
    for words in ["PW=••••••", "国密 SM4 加密", "其他下行命令没有实现"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert!(!seen.contains(&format!("PW={PASSWORD}")) && !seen.contains(&format!(">{PASSWORD}<")), "{seen}");
    let seen = world.get_as(&auditor, &one).await.text();
    // The bureau's telephone number in the foot has the same digits in it.
    let shown = [format!("PW={PASSWORD}"), format!(">{PASSWORD}<")];
    assert!(!shown.iter().any(|password| seen.contains(password)) && !seen.contains("/disable"), "{seen}");
    let none = world.get_as(&admin, "/bureau/devices/nobody").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    for page in ["/bureau/devices?only=trouble&q=%E6%B0%B8", "/bureau/devices?page=99"] {
        assert_eq!(world.get_as(&admin, page).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn a_logger_is_disabled_with_a_reason_and_the_log_tells_it() {
    let world = World::new().await;
    let (admin, auditor) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Auditor).await);
    let one = format!("/bureau/devices/{MN}");
    let empty = world.post(&format!("{one}/disable"), &admin, "reason=+").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains(r##"href="#f-reason">理由：请填写"##), "{}", empty.text());
    let form = format!("form={}&reason=%E9%80%81%E6%A3%80", key(&world.get_as(&admin, &one).await));
    let done = world.post(&format!("{one}/disable"), &admin, &form).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, &*format!("{one}?disabled=1")));
    let twice = world.post(&format!("{one}/disable"), &admin, &form).await;
    assert_eq!((twice.status, twice.header("location")), (done.status, done.header("location")), "a double click");
    let page = world.get_as(&admin, done.header("location")).await.text();
    assert!(page.contains("数采仪已停用") && page.contains("恢复接收"), "{page}");
    for (step, words) in [("disable", "此前已经停用"), ("discard", "没有等待确认的数据包")] {
        let form = "reason=%E5%86%8D%E5%81%9C&held_reason=%E5%86%8D%E5%81%9C";
        let again = world.post(&format!("{one}/{step}"), &admin, form).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{step}");
        assert!(again.text().contains(words) && again.text().contains("“再停”"), "{step}: {}", again.text());
    }
    let log = world.get_as(&auditor, "/bureau/audit?act=disable-device").await.text();
    assert!(!log.contains("再停"), "{log}");
    assert!(log.contains("停用数采仪") && log.contains("admin 甲") && log.contains("送检"), "{log}");
    assert!(log.contains(&format!("href=\"{one}\"")), "{log}");
    let nothing = world.get_as(&auditor, "/bureau/audit?act=disable-device&day=2026-11-21").await.text();
    assert!(nothing.contains("没有符合条件的记录"), "{nothing}");
    let odd = world.get_as(&auditor, "/bureau/audit?day=tomorrow&act=nothing&before=x").await;
    assert!(odd.status == StatusCode::OK && odd.text().contains("请按 2026-11-22 的样子"), "{}", odd.text());
}

#[tokio::test]
async fn a_password_is_shown_once_for_a_reason() {
    let world = World::new().await;
    let (admin, auditor) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Auditor).await);
    let address = format!("/bureau/devices/{MN}/password");
    let shown = format!(">{PASSWORD}<");
    let empty = world.post(&address, &admin, "password_reason=+").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("href=\"#f-password_reason\"") && !empty.text().contains(&shown), "{}", empty.text());
    let page = world.post(&address, &admin, "password_reason=%E8%A3%85%E6%9C%BA").await;
    assert!(page.status == StatusCode::OK && page.text().contains(&shown), "{}", page.text());
    assert!(page.header("cache-control").contains("no-store"), "{}", page.header("cache-control"));
    let log = world.get_as(&auditor, "/bureau/audit?act=reveal-password").await.text();
    assert!(log.contains("查看数采仪密码") && log.contains("装机") && !log.contains(&shown), "{log}");
    assert_eq!(world.post(&address, &auditor, "password_reason=x").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_page_of_a_logger_tells_what_was_noticed_and_what_waits() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let now = world.bench.ctx.now();
    let tx = world.bench.ctx.store.write().await.unwrap();
    for (kind, what, sample) in [
        (NoticeKind::UnknownCode, "加微信<b>", "1"),
        (NoticeKind::ClockBehind, "", "28800"),
        (NoticeKind::Unreadable, "w01018-Rtd", ""),
        (NoticeKind::Repeated, "DataTime", "20261122090000"),
        (NoticeKind::UnknownItem, "w01018-Good", "8"),
        (NoticeKind::NoFigure, "w21003", ""),
        (NoticeKind::Unfinished, "w20121", "2026-11-22T13:00:00+08:00"),
        (NoticeKind::NotRead, "2052", ""),
        (NoticeKind::SecondFigure, "w01018-Rtd", "31"),
        (NoticeKind::OtherFigure, "w20121-Rtd", "0.1"),
        (NoticeKind::Cut, "info", "i11001=…"),
    ] {
        let (what, sample) = (what.to_owned(), sample.to_owned());
        let row = device_notice::Model { device_id: 1, kind, what, count: 3, first_at: now, last_at: now, sample };
        row.into_active_model().insert(&tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    refused(&world, Some(1), "held", b"##0000").await;
    let one = format!("/bureau/devices/{MN}");
    let seen = world.get_as(&admin, &one).await.text();
    for words in [
        "编码不在编码表和登记信息中",
        "加微信&lt;b&gt;",
        "时钟偏慢",
        "8 小时",
        "（空）",
        "以首个为准",
        "数据项名称不合标准",
        "没有说明原因的数据标记",
        "统计时段尚未结束",
        "小时数据只有实时值",
        "11月22日 13:00开始的时段",
        "命令的内容没有读取",
        "已有该命令应报的数值",
        "文字过长",
        "有 1 个数据包",
        "确认无误，公布",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    let empty = world.post(&format!("{one}/release"), &admin, "held_reason=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_ne!(key(&empty), key(&world.get_as(&admin, &one).await), "each form is its own");
    let form = format!("form={}&held_reason=%E6%97%B6%E9%92%9F", key(&empty));
    for _ in 0..2 {
        let done = world.post(&format!("{one}/discard"), &admin, &form).await;
        assert_eq!(done.header("location"), format!("{one}?discarded=1"), "also at a double click");
    }
    let seen = world.get_as(&admin, &format!("{one}?discarded=1")).await.text();
    assert!(seen.contains("数据不予公布") && !seen.contains("确认无误，公布"), "{seen}");
}

#[tokio::test]
async fn feeds_say_what_is_late() {
    let world = World::new().await;
    let auditor = world.signed_in(Role::Auditor).await;
    let page = world.get_as(&auditor, "/bureau/feeds").await.text();
    for words in ["用电数据近 12 个月一个月也没有送来", "0.0% 的小时有有效数据"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn a_job_that_was_given_up_is_tried_again() {
    let mut world = World::new().await;
    let (admin, auditor) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Auditor).await);
    let empty = world.get_as(&auditor, "/bureau/jobs").await.text();
    assert!(empty.contains("没有等待的任务"), "{empty}");
    world.bench.ctx = world.bench.ctx.clone().with_mailer(services::mail::Mailer::default());
    let form = format!(
        "old_password={}&new_password=a+new+password&again_password=a+new+password",
        app::web::encode(testing::ACCOUNT_PASSWORD)
    );
    let changed = world.post("/account/password", &auditor, &form).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    for _ in 0..60 {
        world.bench.drain_jobs().await;
        world.bench.advance(DAY / 4);
    }
    let admin = if world.get_as(&admin, "/account").await.status == StatusCode::OK {
        admin
    } else {
        world.signed_in(Role::Admin).await
    };
    let page = world.get_as(&admin, "/bureau/jobs").await.text();
    assert!(page.contains("1 个任务多次失败，已经放弃") && page.contains("auditor@example.com"), "{page}");
    let again = world.post("/bureau/jobs/1/retry", &admin, "").await;
    assert_eq!(again.header("location"), "/bureau/jobs?retried=1");
    let page = world.get_as(&admin, again.header("location")).await.text();
    assert!(page.contains("任务已放回队列") && page.contains("1 个任务在等待"), "{page}");
    assert_eq!(world.post("/bureau/jobs/99/retry", &admin, "").await.header("location"), "/bureau/jobs?gone=1");
}
