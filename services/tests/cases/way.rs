//! From the officer to the public.

use domain::{
    case::{CaseContent, CaseEvent, CaseStage, CaseStatus},
    time::{DAY, Stamp},
};
use services::{
    Error,
    cases::{self, counts, save, show, submit},
    public::{Paging, cases as open},
};

use super::{clear, content, drafted, form, publish, published, send_back, world};

#[tokio::test]
async fn written_cleared_published_and_gone_when_its_term_ends() {
    use CaseEvent as E;

    let (bench, people) = world().await;
    let ctx = &bench.ctx;
    let no = published(&bench, &people).await;
    let seen = open::show(ctx, &no).await.unwrap();
    assert_eq!((seen.row.status, seen.row.published_at), (CaseStatus::Decided, ctx.now()));
    assert_eq!(seen.row.public_until.unwrap().to_string(), "2027-11-18", "a year from the decision");
    let file = show(ctx, &people.officer, &no).await.unwrap();
    assert_eq!(file.drafted_by.as_deref(), Some("officer 甲"));
    let way: Vec<_> = file.steps.iter().map(|step| (step.event, step.by.as_deref().unwrap())).collect();
    assert_eq!(way, [(E::Submit, "officer 甲"), (E::Clear, "legal 甲"), (E::Publish, "publisher 甲")]);
    let subject = "violation_case/1";
    let acts = [
        "draft-case officer",
        "save-case officer",
        "submit-case officer",
        "clear-case legal",
        "publish-case publisher",
    ];
    assert_eq!(bench.audit().await, acts.map(|act| format!("{act} {subject}")));
    bench.set_clock(Stamp::parse("2027-11-19T00:00").unwrap());
    assert!(matches!(open::show(ctx, &no).await, Err(Error::NotFound)));
    assert_eq!(open::board(ctx, Paging::default()).await.unwrap().totals.withdrawn, 1);
}

#[tokio::test]
async fn who_reviews_and_who_publishes_send_back_what_lies_with_them() {
    let (bench, people) = world().await;
    let ctx = &bench.ctx;
    let no = drafted(&bench, &people).await;
    submit(ctx, &people.officer, &no, (1, &content()), &form()).await.unwrap();
    assert!(matches!(send_back(ctx, &people.publisher, &no, "请补充", &form()).await, Err(Error::Forbidden)));
    let empty = send_back(ctx, &people.legal, &no, "  ", &form()).await;
    assert!(matches!(empty, Err(ref error) if error.is_about("reason")), "{empty:?}");
    send_back(ctx, &people.legal, &no, "裁量理由请写明超标倍数。", &form()).await.unwrap();
    let seen = show(ctx, &people.officer, &no).await.unwrap();
    assert_eq!(seen.line.stage, CaseStage::Draft);
    assert_eq!(seen.steps.last().unwrap().reason, "裁量理由请写明超标倍数。");
    let mended = CaseContent { discretion: "超标 0.26 倍，加 5%。".into(), ..content() };
    submit(ctx, &people.officer, &no, (seen.revision, &mended), &form()).await.unwrap();
    clear(ctx, &people.legal, &no, &form()).await.unwrap();
    assert!(matches!(send_back(ctx, &people.legal, &no, "再看一下", &form()).await, Err(Error::Forbidden)));
    send_back(ctx, &people.publisher, &no, "文号有误。", &form()).await.unwrap();
    let now = counts(ctx, &people.publisher).await.unwrap();
    assert_eq!((now.drafts, now.review, now.cleared), (1, 0, 0));
}

#[tokio::test]
async fn nothing_is_done_twice_or_out_of_order() {
    let (bench, people) = world().await;
    let ctx = &bench.ctx;
    let no = drafted(&bench, &people).await;
    let conflict = |answer: Result<(), Error>| matches!(answer, Err(Error::Conflict(_)));
    assert!(conflict(clear(ctx, &people.legal, &no, &form()).await));
    assert!(conflict(publish(ctx, &people.publisher, &no, &form()).await));
    let sent = form();
    for _ in 0..2 {
        submit(ctx, &people.officer, &no, (1, &content()), &sent).await.unwrap();
    }
    assert!(
        conflict(save(ctx, &people.officer, &no, (3, &content()), &form()).await),
        "what is being reviewed is not changed"
    );
    let (one, two) = (form(), form());
    let (cleared, back) =
        tokio::join!(clear(ctx, &people.legal, &no, &one), send_back(ctx, &people.legal, &no, "请补充", &two));
    assert!(cleared.is_ok() != back.is_ok(), "{cleared:?} {back:?}");
    assert_eq!(show(ctx, &people.legal, &no).await.unwrap().steps.len(), 2);
}

#[tokio::test]
async fn a_decision_that_waits_too_long_says_so() {
    let (bench, people) = world().await;
    let no = drafted(&bench, &people).await;
    let line = show(&bench.ctx, &people.officer, &no).await.unwrap().line;
    assert_eq!((line.publish_by.unwrap().to_string().as_str(), line.overdue), ("2026-11-27", false));
    bench.advance(6 * DAY);
    assert!(show(&bench.ctx, &people.officer, &no).await.unwrap().line.overdue);
}

#[tokio::test]
async fn a_page_that_is_older_than_what_somebody_did_takes_no_step() {
    let (bench, people) = world().await;
    let ctx = &bench.ctx;
    let no = drafted(&bench, &people).await;
    submit(ctx, &people.officer, &no, (1, &content()), &form()).await.unwrap();
    let first = show(ctx, &people.legal, &no).await.unwrap().revision;
    send_back(ctx, &people.legal, &no, "请补充。", &form()).await.unwrap();
    let back = show(ctx, &people.officer, &no).await.unwrap().revision;
    let other = CaseContent { discretion: "改了一处裁量理由。".into(), ..content() };
    submit(ctx, &people.officer, &no, (back, &other), &form()).await.unwrap();
    // It lies with the reviewer as before, with another text.
    let stale = [
        cases::clear(ctx, &people.legal, (&no, first), &form()).await,
        cases::send_back(ctx, &people.legal, (&no, first), "再补充。", &form()).await,
    ];
    assert!(stale.iter().all(|answer| matches!(answer, Err(Error::Conflict(_)))), "{stale:?}");
    clear(ctx, &people.legal, &no, &form()).await.unwrap();
    let late = cases::send_back(ctx, &people.legal, (&no, first), "再补充。", &form()).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "late, and not forbidden: {late:?}");
    let stale = cases::publish(ctx, &people.publisher, (&no, first), &form()).await;
    assert!(matches!(stale, Err(Error::Conflict(_))), "{stale:?}");
    assert_eq!(show(ctx, &people.legal, &no).await.unwrap().line.stage, CaseStage::Cleared);
}
