//! A finding is asked about, explained and closed.

use domain::{
    access::Role,
    finding::{EntryKind, FindingStatus, Outcome},
    time::DAY,
};
use entities::finding;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use services::{
    Error, FormKey, Seen,
    findings::{self, show, show_own},
};

use super::{ask, close, explain, found, sign};

#[tokio::test]
async fn asked_explained_and_closed() {
    use EntryKind as K;

    let (bench, id) = found().await;
    let ctx = &bench.ctx;
    let (reviewer, preparer) = (bench.actor(Role::Reviewer).await, bench.actor(Role::Preparer).await);
    bench.actor(Role::Certifier).await;
    bench.actor(Role::Consultant).await;
    ask(ctx, &reviewer, id, "  账单多 2,880 吨，请核对水表读数。 ", &FormKey::generate()).await.unwrap();
    let seen = show_own(ctx, &preparer, id).await.unwrap();
    assert_eq!((seen.row.status, seen.is_open), (FindingStatus::Asked, true));
    assert_eq!(seen.row.answer_due.unwrap().rfc3339(), "2026-11-27T23:59:59+08:00");
    assert_eq!(seen.entries[0].text, "账单多 2,880 吨，请核对水表读数。");
    assert_eq!(seen.entries[0].by, None, "nobody of the bureau is named to the enterprise");
    bench.drain_jobs().await;
    let mut told: Vec<_> = ctx.mailer().sent().into_iter().map(|mail| mail.recipient).collect();
    told.sort_unstable();
    assert_eq!(told, ["certifier@example.com", "preparer@example.com"], "those who can answer, and nobody else");
    assert!(!ctx.mailer().sent()[0].body.contains("2,880"), "mail can be read on its way");

    bench.advance(DAY);
    explain(ctx, &preparer, id, "八月换过水表，新旧读数附后。", &FormKey::generate()).await.unwrap();
    explain(ctx, &preparer, id, "补充：换表日为八月十二日。", &FormKey::generate()).await.unwrap();
    let seen = show(ctx, &reviewer, id).await.unwrap();
    assert_eq!((seen.row.status, seen.row.answer_due), (FindingStatus::Explained, None));
    assert_eq!(seen.entries[1].by.as_deref(), Some("preparer 甲"));

    close(ctx, &reviewer, id, Outcome::Justified, "读数已核对，无异常。", &FormKey::generate()).await.unwrap();
    let seen = show(ctx, &reviewer, id).await.unwrap();
    assert_eq!((seen.row.status, seen.row.outcome), (FindingStatus::Closed, Some(Outcome::Justified)));
    let kinds: Vec<_> = seen.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [K::Question, K::Explanation, K::Explanation, K::Closing]);
    let late = explain(ctx, &preparer, id, "还有一点说明。", &FormKey::generate()).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    let subject = format!("finding/{id}");
    assert_eq!(
        bench.audit().await,
        [
            format!("ask-about-finding reviewer {subject}"),
            format!("explain-finding preparer {subject}"),
            format!("explain-finding preparer {subject}"),
            format!("close-finding reviewer {subject}"),
        ]
    );
}

#[tokio::test]
async fn of_two_reviewers_at_once_one_wins_and_the_other_is_told() {
    let (bench, id) = found().await;
    let (ctx, reviewer) = (&bench.ctx, bench.actor(Role::Reviewer).await);
    let (one, two) = (FormKey::generate(), FormKey::generate());
    let (asked, closed) = tokio::join!(
        ask(ctx, &reviewer, id, "请核对水表读数。", &one),
        ask(ctx, &reviewer, id, "请说明八月用水。", &two),
    );
    assert!(asked.is_ok() != closed.is_ok(), "{asked:?} {closed:?}");
    let lost = asked.and(closed).unwrap_err();
    assert!(matches!(lost, Error::Conflict(_)), "{lost:?}");
    assert_eq!(show(ctx, &reviewer, id).await.unwrap().entries.len(), 1);
    bench.drain_jobs().await;
    assert_eq!(ctx.mailer().sent().len(), 0, "no account of the enterprise: no mail, and no failure");
}

#[tokio::test]
async fn a_form_sent_twice_counts_once() {
    let (bench, id) = found().await;
    let ctx = &bench.ctx;
    let (reviewer, preparer) = (bench.actor(Role::Reviewer).await, bench.actor(Role::Preparer).await);
    let forms = [(); 3].map(|()| FormKey::generate());
    for _ in 0..2 {
        ask(ctx, &reviewer, id, "请核对水表读数。", &forms[0]).await.unwrap();
    }
    for _ in 0..2 {
        explain(ctx, &preparer, id, "读数附后。", &forms[1]).await.unwrap();
    }
    for _ in 0..2 {
        close(ctx, &reviewer, id, Outcome::Justified, "读数已核对。", &forms[2]).await.unwrap();
    }
    let changed = explain(ctx, &preparer, id, "另一段说明。", &forms[1]).await;
    assert!(matches!(changed, Err(Error::Conflict(_))), "a changed form was not sent, and says so: {changed:?}");
    assert_eq!(show(ctx, &reviewer, id).await.unwrap().entries.len(), 3);
    bench.drain_jobs().await;
    assert_eq!(ctx.mailer().sent().len(), 1);
}

#[tokio::test]
async fn what_says_nothing_or_too_much_is_refused_at_its_field() {
    let (bench, id) = found().await;
    let ctx = &bench.ctx;
    let (reviewer, preparer) = (bench.actor(Role::Reviewer).await, bench.actor(Role::Preparer).await);
    let form = FormKey::generate();
    let long = "长".repeat(2_001);
    for text in ["", "   ", "好的", long.as_str(), "\0\u{200b}\u{3164}\u{feff}\u{2800}"] {
        let asked = ask(ctx, &reviewer, id, text, &form).await;
        assert!(matches!(asked, Err(ref error) if error.is_about("question")), "{text:.10}");
        let closed = close(ctx, &reviewer, id, Outcome::Source, text, &form).await;
        assert!(matches!(closed, Err(ref error) if error.is_about("reason")), "{text:.10}");
        let explained = explain(ctx, &preparer, id, text, &form).await;
        assert!(matches!(explained, Err(ref error) if error.is_about("text")), "{text:.10}");
    }
    assert_eq!(show(ctx, &reviewer, id).await.unwrap().row.status, FindingStatus::Open);
    // The form was refused, so it is not spent.
    ask(ctx, &reviewer, id, &"长".repeat(2_000), &form).await.unwrap();
    assert_eq!(show(ctx, &reviewer, id).await.unwrap().row.status, FindingStatus::Asked);
}

#[tokio::test]
async fn a_page_that_is_older_than_what_somebody_did_settles_nothing() {
    let (bench, id) = found().await;
    let ctx = &bench.ctx;
    let (reviewer, preparer) = (bench.actor(Role::Reviewer).await, bench.actor(Role::Preparer).await);
    let conflict = |answer: Result<(), Error>| matches!(answer, Err(Error::Conflict(_)));
    let close_as = async |seen: &Seen| {
        findings::close(ctx, &reviewer, (id, seen), (Outcome::Source, "账单有误。"), &FormKey::generate()).await
    };
    let before = show(ctx, &reviewer, id).await.unwrap().seen;
    ask(ctx, &reviewer, id, "请核对水表读数。", &FormKey::generate()).await.unwrap();
    assert!(conflict(close_as(&before).await), "a colleague has asked meanwhile");
    assert!(conflict(close_as(&Seen::sent("")).await), "a form that says nothing");
    let (asked, own) = (show(ctx, &reviewer, id).await.unwrap().seen, show_own(ctx, &preparer, id).await.unwrap().seen);
    explain(ctx, &preparer, id, "读数附后。", &FormKey::generate()).await.unwrap();
    assert!(conflict(close_as(&asked).await), "the enterprise has explained meanwhile");
    let late = findings::explain(ctx, &preparer, (id, &own), "另一份说明。", &FormKey::generate()).await;
    assert!(conflict(late), "a colleague of the enterprise has explained meanwhile");
    let seen = show(ctx, &reviewer, id).await.unwrap();
    assert_eq!((seen.row.status, seen.entries.len()), (FindingStatus::Explained, 2), "nothing was done");
    assert_eq!(seen.entries.iter().skip(asked.written()).count(), 1, "what is new can be told");
    close_as(&seen.seen).await.unwrap();
}

#[tokio::test]
async fn a_page_that_is_older_than_another_check_settles_nothing() {
    let (bench, id) = found().await;
    let (ctx, reviewer) = (&bench.ctx, bench.actor(Role::Reviewer).await);
    let before = show(ctx, &reviewer, id).await.unwrap();
    let tx = ctx.store.write().await.unwrap();
    let inputs = before.inputs.replace("18420", "18421");
    assert_ne!(inputs, before.inputs);
    let changed = finding::ActiveModel { id: Set(id), inputs: Set(inputs), ..Default::default() };
    changed.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let form = FormKey::generate();
    let asked = findings::ask(ctx, &reviewer, (id, &before.seen), "请核对水表读数。", &form).await;
    assert!(matches!(asked, Err(Error::Conflict(_))), "the figures are others: {asked:?}");
}

#[tokio::test]
async fn an_outcome_that_has_not_happened_is_refused() {
    let (bench, id) = found().await;
    let (ctx, reviewer) = (&bench.ctx, bench.actor(Role::Reviewer).await);
    let refused = |answer: Result<(), Error>| matches!(answer, Err(ref error) if error.is_about("outcome"));
    let settle = async |outcome| close(ctx, &reviewer, id, outcome, "已核对。……", &FormKey::generate()).await;
    assert!(refused(settle(Outcome::Justified).await), "nobody has explained");
    assert!(refused(settle(Outcome::Corrected).await), "nobody has corrected");
    assert_eq!(show(ctx, &reviewer, id).await.unwrap().row.status, FindingStatus::Open);
    sign(&bench, 1, 2).await;
    assert!(refused(settle(Outcome::Justified).await), "a correction is no explanation");
    settle(Outcome::Corrected).await.unwrap();
}
