//! A published case moves on.

use domain::{
    access::Role,
    case::{CaseEvent, CaseStatus, Progress, Withdrawal},
    time::{DAY, Day},
};
use services::{
    Error,
    accounts::Actor,
    cases::{Filter, Report, counts, list, show, submit},
    public::cases as open,
};

use super::{
    clear, content, drafted, form, publish, publish_report, published, report, return_report, send_back, withdraw,
    world,
};

fn rectified(day: &str) -> Report {
    let words = "已更换失效树脂，复测达标。".into();
    Report { progress: Progress::Rectified, happened_on: day.parse().unwrap(), words }
}

fn closed(day: &str) -> Report {
    Report { progress: Progress::Closed, words: "罚款已缴清。".into(), ..rectified(day) }
}

#[tokio::test]
async fn put_right_then_closed_and_the_public_sees_both() {
    use CaseEvent as E;

    let (bench, people) = world().await;
    let (ctx, officer, publisher) = (&bench.ctx, &people.officer, &people.publisher);
    let no = published(&bench, &people).await;
    bench.advance(3 * DAY);
    let sent = form();
    for _ in 0..2 {
        report(ctx, officer, &no, &rectified("2026-11-24"), &sent).await.unwrap();
    }
    let before = open::show(ctx, &no).await.unwrap();
    assert_eq!(
        (before.row.status, before.row.rectified_on),
        (CaseStatus::Decided, None),
        "nothing before it is published"
    );
    assert_eq!(counts(ctx, publisher).await.unwrap().reports, 1);
    let waiting = Filter { reported: true, ..Filter::default() };
    assert_eq!(list(ctx, publisher, &waiting).await.unwrap().total, 1);
    let awaited = show(ctx, publisher, &no).await.unwrap().awaited.unwrap();
    assert_eq!((awaited.report, awaited.is_own), (rectified("2026-11-24"), false));
    publish_report(ctx, publisher, &no, &form()).await.unwrap();
    let seen = open::show(ctx, &no).await.unwrap();
    assert_eq!(
        (seen.row.status, seen.row.rectified_on),
        (CaseStatus::Rectified, Some(Day("2026-11-24".parse().unwrap())))
    );
    assert_eq!(seen.rectification, "已更换失效树脂，复测达标。");
    report(ctx, officer, &no, &closed("2026-11-25"), &form()).await.unwrap();
    publish_report(ctx, publisher, &no, &form()).await.unwrap();
    let seen = open::show(ctx, &no).await.unwrap();
    assert_eq!((seen.row.status, seen.row.closed_on), (CaseStatus::Closed, Some(Day("2026-11-25".parse().unwrap()))));
    assert_eq!(seen.rectification, "已更换失效树脂，复测达标。\n罚款已缴清。");
    assert_eq!(counts(ctx, publisher).await.unwrap().reports, 0);
    let steps = show(ctx, officer, &no).await.unwrap().steps;
    let way: Vec<_> = steps[3..].iter().map(|step| step.event).collect();
    assert_eq!(way, [E::ReportRectified, E::PublishReport, E::ReportClosed, E::PublishReport]);
    assert_eq!(
        bench.audit().await[5..7],
        ["report-on-case officer violation_case/1", "publish-case-report publisher violation_case/1"]
    );
}

#[tokio::test]
async fn a_report_is_refused_where_it_makes_no_sense() {
    let (bench, people) = world().await;
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let no = drafted(&bench, &people).await;
    let early = report(ctx, officer, &no, &rectified("2026-11-20"), &form()).await;
    assert!(matches!(early, Err(Error::Conflict(_))), "{early:?}");
    let no = published(&bench, &people).await;
    let invalid = |answer: services::Result<()>, name| matches!(answer, Err(error) if error.is_about(name));
    for day in ["2026-11-17", "2026-11-23"] {
        assert!(invalid(report(ctx, officer, &no, &rectified(day), &form()).await, "happened_on"), "{day}");
    }
    for words in ["", "请致电 13800138000"] {
        let what = Report { words: words.into(), ..rectified("2026-11-20") };
        assert!(invalid(report(ctx, officer, &no, &what, &form()).await, "words"), "{words}");
    }
    report(ctx, officer, &no, &rectified("2026-11-20"), &form()).await.unwrap();
    let second = report(ctx, officer, &no, &closed("2026-11-20"), &form()).await;
    assert!(matches!(second, Err(Error::Conflict(_))), "{second:?}");
}

#[tokio::test]
async fn nobody_publishes_the_own_report_and_one_that_was_sent_back_is_written_again() {
    let (bench, people) = world().await;
    let (ctx, officer, publisher) = (&bench.ctx, &people.officer, &people.publisher);
    let no = published(&bench, &people).await;
    let none = publish_report(ctx, publisher, &no, &form()).await;
    assert!(matches!(none, Err(Error::Conflict(_))), "{none:?}");
    report(ctx, officer, &no, &rectified("2026-11-20"), &form()).await.unwrap();
    let own = Actor { role: Role::Publisher, ..officer.clone() };
    assert!(matches!(publish_report(ctx, &own, &no, &form()).await, Err(Error::Forbidden)));
    return_report(ctx, publisher, &no, "请附复测结果。", &form()).await.unwrap();
    let file = show(ctx, officer, &no).await.unwrap();
    assert_eq!((file.awaited, file.line.status), (None, CaseStatus::Decided));
    report(ctx, officer, &no, &rectified("2026-11-21"), &form()).await.unwrap();
    withdraw(ctx, publisher, &no, (Withdrawal::Quashed, "复议决定撤销原处罚决定。"), &form()).await.unwrap();
    let late = publish_report(ctx, publisher, &no, &form()).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "what is taken down does not move on: {late:?}");
    assert_eq!(counts(ctx, publisher).await.unwrap().reports, 0);
}

/// Why something is sent back only the bureau reads, so the reason may say whom to ask. What the public reads may not
/// (`PublicWords`), and what is only for the bureau never reaches the public.
#[tokio::test]
async fn a_reason_for_sending_back_may_name_a_person_and_stays_inside() {
    let (bench, people) = world().await;
    let (ctx, officer, publisher) = (&bench.ctx, &people.officer, &people.publisher);
    let why = "请致电当事人的经办人 13800138000 核实。";
    let no = drafted(&bench, &people).await;
    submit(ctx, officer, &no, (1, &content()), &form()).await.unwrap();
    send_back(ctx, &people.legal, &no, why, &form()).await.unwrap();
    let seen = show(ctx, officer, &no).await.unwrap();
    submit(ctx, officer, &no, (seen.revision, &content()), &form()).await.unwrap();
    clear(ctx, &people.legal, &no, &form()).await.unwrap();
    publish(ctx, publisher, &no, &form()).await.unwrap();
    report(ctx, officer, &no, &rectified("2026-11-20"), &form()).await.unwrap();
    return_report(ctx, publisher, &no, why, &form()).await.unwrap();
    let inside = show(ctx, officer, &no).await.unwrap().steps;
    assert_eq!(inside.iter().filter(|step| step.reason == why).count(), 2);
    let outside = format!("{:?}", open::show(ctx, &no).await.unwrap());
    assert!(outside.contains("总镍") && !outside.contains("13800138000"), "{outside}");
    withdraw(ctx, publisher, &no, (Withdrawal::Quashed, "复议决定撤销原处罚决定。"), &form()).await.unwrap();
    let gone = format!("{:?}", open::gone(ctx, &no).await.unwrap());
    assert!(gone.contains("复议") && !gone.contains("13800138000"), "{gone}");
}
