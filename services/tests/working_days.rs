//! Days off that were delivered count in terms: of what begins after them, and of what is open.

use domain::{access::Role, calendar::Known, sheet::Kind};
use services::{
    FormKey,
    feeds::{Courier, deliver},
    findings::show_own,
    register::import::{File, Wish},
    tips,
};
use testing::{Bench, client};

use crate::findings::{ask, found};

const HEAD: &str = "起始日期,截止日期,安排,节日,依据,确定程度\n";

async fn delivered(bench: &Bench, rows: &str) {
    let files = vec![File::new("放假.csv", format!("{HEAD}{rows}").into_bytes())];
    let wish = Wish { write: true, partial: false };
    deliver(&bench.ctx, Courier::CommandLine, Kind::Holidays, files, wish, None).await.unwrap();
    bench.drain_jobs().await;
    bench.ctx.working_days().refresh(&bench.ctx.store).await.unwrap();
}

/// Asked on Sunday, 22 November 2026: five working days end on the 27th, and one of them becomes a day off.
#[tokio::test]
async fn the_term_of_an_explanation_is_put_off_and_never_shortened() {
    let (bench, id) = found().await;
    let (ctx, reviewer, preparer) = (&bench.ctx, bench.actor(Role::Reviewer).await, bench.actor(Role::Preparer).await);
    ask(ctx, &reviewer, id, "请核对水表读数。", &FormKey::generate()).await.unwrap();
    let due = async || show_own(ctx, &preparer, id).await.unwrap().row.answer_due.unwrap().day().to_string();
    assert_eq!(due().await, "2026-11-27");
    delivered(&bench, "2026-11-24,,放假,某节,某通知,已公布\n").await;
    assert_eq!(due().await, "2026-11-30");
    // Taken back: what the enterprise was told stays.
    delivered(&bench, "2026-11-24,,上班,某节,某通知,已公布\n").await;
    assert_eq!(due().await, "2026-11-30");
    assert!(ctx.calendar().is_worked("2026-11-24".parse().unwrap()));
}

/// An invented notice: who delivers the whole notice of a year settles it, a part of it does not.
#[tokio::test]
async fn the_terms_of_tip_offs_follow_the_calendar_and_a_whole_notice_ends_the_doubt() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let (ctx, intake) = (&bench.ctx, bench.actor(Role::Intake).await);
    let tip =
        tips::NewTip {
            text: "夜里两点厂后小门排黄水".into(), place: Some("厂区后门".into()), ..Default::default()
        };
    let no = tips::file(ctx, tip, client(1)).await.unwrap().tip_no;
    tips::accept(ctx, &intake, &no, None).await.unwrap();
    tips::hand_over(ctx, &intake, &no, None).await.unwrap();
    let seen = async || {
        let tip = tips::open(ctx, &intake, &no).await.unwrap();
        (tip.due_at.day().to_string(), tip.doubt)
    };
    assert_eq!(seen().await, ("2027-01-21".to_owned(), Some((2027, Known::Provisional))));
    delivered(&bench, "2027-01-21,2027-01-22,放假,春节,某通知,已公布\n").await;
    assert_eq!(seen().await, ("2027-01-25".to_owned(), Some((2027, Known::Provisional))));
    let rest = "2027-01-01,2027-01-03,放假,元旦,某通知,已公布\n2027-04-05,,放假,清明节,某通知,已公布\n\
                2027-05-01,2027-05-03,放假,劳动节,某通知,已公布\n2027-06-09,,放假,端午节,某通知,已公布\n\
                2027-09-15,,放假,中秋节,某通知,已公布\n2027-10-01,2027-10-07,放假,国庆节,某通知,已公布\n";
    delivered(&bench, rest).await;
    assert_eq!(seen().await, ("2027-01-25".to_owned(), None));
    // It is shortened too: this term binds the bureau.
    delivered(&bench, "2027-01-21,2027-01-22,上班,春节,某通知,已公布\n").await;
    assert_eq!(seen().await.0, "2027-01-21");
}
