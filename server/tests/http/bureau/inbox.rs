//! What waits, over HTTP.

use axum::http::StatusCode;
use domain::{access::Role, sheet::Kind};
use services::{
    feeds::{Courier, deliver},
    register::import::{File, Wish},
};

use super::{FILE, find_something};
use crate::http::world::World;

const LATE: &str = "/bureau/enterprises?filter=overdue";

#[tokio::test]
async fn who_has_not_filed_in_time_is_listed_and_told_in_red() {
    let world = World::new().await;
    for role in [Role::Reviewer, Role::Officer] {
        let cookie = world.signed_in(role).await;
        let inbox = world.get_as(&cookie, "/bureau").await.text();
        assert!(inbox.contains("1 家企业 2026 年第三季度逾期未申报") && inbox.contains(LATE), "{role}: {inbox}");
        let list = world.get_as(&cookie, &format!("{LATE}&town=441900101")).await.text();
        assert!(list.contains(FILE), "{role}: {list}");
        let file = world.get_as(&cookie, FILE).await.text();
        let words = "2026 年第三季度申报应于2026年10月15日前提交，已逾期 38 天";
        assert!(file.contains(words) && file.contains(r#"class="notice over""#), "{role}: {file}");
    }
    let reviewer = world.signed_in(Role::Reviewer).await;
    let elsewhere = world.get_as(&reviewer, &format!("{LATE}&town=999")).await.text();
    assert!(elsewhere.contains("没有逾期未申报的企业"), "{elsewhere}");
    let odd = world.get_as(&reviewer, "/bureau/enterprises?filter=rich").await;
    assert_eq!(odd.status, StatusCode::BAD_REQUEST);
    find_something(&world).await;
    let list = world.get_as(&reviewer, LATE).await.text();
    assert!(!list.contains(FILE), "it has filed: {list}");
    assert!(!world.get_as(&reviewer, FILE).await.text().contains("已逾期"));
}

#[tokio::test]
async fn what_there_is_none_of_is_not_listed() {
    let world = World::new().await;
    for role in [Role::Intake, Role::Legal, Role::Publisher, Role::Branch] {
        let inbox = world.get_as(&world.signed_in(role).await, "/bureau").await.text();
        assert!(inbox.contains("目前没有等您处理的事"), "{role}: {inbox}");
    }
}

/// The terms of today reach into January 2027, of which the State Council has said nothing yet.
#[tokio::test]
async fn whoever_keeps_the_portal_is_told_that_the_calendar_ends() {
    let world = World::new().await;
    let said = "工作日日历：只收录到 2026 年的放假安排。";
    let admin = world.signed_in(Role::Admin).await;
    let inbox = world.get_as(&admin, "/bureau").await.text();
    assert!(inbox.contains(said) && inbox.contains("2027 年"), "{inbox}");
    let english = world.get_as(&admin, "/bureau?lang=en").await.text();
    assert!(english.contains("notices are known up to 2026."), "{english}");
    let intake = world.get_as(&world.signed_in(Role::Intake).await, "/bureau").await.text();
    assert!(!intake.contains("工作日日历"), "who cannot mend it: {intake}");

    // An invented notice, of every festival.
    let notice = "起始日期,截止日期,安排,节日,依据,确定程度\n\
                  2027-01-01,2027-01-03,放假,元旦,某通知,已公布\n2027-02-05,2027-02-11,放假,春节,某通知,已公布\n\
                  2027-04-05,,放假,清明节,某通知,已公布\n2027-05-01,2027-05-03,放假,劳动节,某通知,已公布\n\
                  2027-06-09,,放假,端午节,某通知,已公布\n2027-09-15,,放假,中秋节,某通知,已公布\n\
                  2027-10-01,2027-10-07,放假,国庆节,某通知,已公布\n";
    let files = vec![File::new("放假.csv", notice.as_bytes().to_vec())];
    let (ctx, wish) = (&world.bench.ctx, Wish { write: true, partial: false });
    deliver(ctx, Courier::CommandLine, Kind::Holidays, files, wish, None).await.unwrap();
    ctx.working_days().refresh(&ctx.store).await.unwrap();
    let inbox = world.get_as(&admin, "/bureau").await.text();
    assert!(!inbox.contains("工作日日历"), "it is settled: {inbox}");
}
