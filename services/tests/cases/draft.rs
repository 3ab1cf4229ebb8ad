//! A case is begun and written on.

use domain::{
    case::{CaseContent, CaseStage},
    finding::{FindingStatus, Severity},
};
use services::{
    Error,
    cases::{Filter, draft, list, save, show, submit},
    public::cases as open,
};

use super::{about, content, drafted, form, world};
use crate::{findings, public::rows::put};

#[tokio::test]
async fn numbers_go_on_where_the_year_stands() {
    let (bench, people) = world().await;
    let mut old = crate::public::rows::case("DH-2026-0122");
    old.published_at = None;
    put(&bench, old).await;
    assert_eq!(drafted(&bench, &people).await, "DH-2026-0123");
    assert_eq!(drafted(&bench, &people).await, "DH-2026-0124");
    for no in ["DH-2026-9999", "DH-2026-10000"] {
        let mut old = crate::public::rows::case(no);
        old.published_at = None;
        put(&bench, old).await;
    }
    assert_eq!(drafted(&bench, &people).await, "DH-2026-10001", "the greatest number, not the greatest text");
    bench.set_clock(domain::time::Stamp::parse("2027-01-04T09:00").unwrap());
    assert_eq!(drafted(&bench, &people).await, "DH-2027-0001");
}

#[tokio::test]
async fn a_form_sent_twice_begins_one_case() {
    let (bench, people) = world().await;
    let (credit_code, form) = (about().0, form());
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let first = draft(ctx, officer, (&credit_code, None), &content(), &form).await.unwrap();
    let again = draft(ctx, officer, (&credit_code, None), &content(), &form).await.unwrap();
    assert_eq!(first, again);
    let changed = CaseContent { facts: "另一件事。".into(), ..content() };
    let refused = draft(ctx, officer, (&credit_code, None), &changed, &form).await;
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
    assert_eq!(list(ctx, officer, &Filter::default()).await.unwrap().total, 1);
}

#[tokio::test]
async fn a_draft_may_have_gaps_and_is_not_public() {
    let (bench, people) = world().await;
    let gaps = CaseContent { facts: String::new(), decided_on: None, gravity: None, ..content() };
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let no = draft(ctx, officer, (&about().0, None), &gaps, &form()).await.unwrap();
    let seen = show(ctx, officer, &no).await.unwrap();
    assert_eq!((seen.line.stage, seen.problems.len()), (CaseStage::Draft, 3));
    assert!(matches!(open::show(ctx, &no).await, Err(Error::NotFound)));
    let early = submit(ctx, officer, &no, (1, &gaps), &form()).await;
    assert!(matches!(early, Err(ref error) if error.is_about("decided_on")), "{early:?}");
}

#[tokio::test]
async fn of_two_officers_at_once_nobody_overwrites_the_other() {
    let (bench, people) = world().await;
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let no = drafted(&bench, &people).await;
    let changed = CaseContent { statement: "已停产检修。\0".into(), ..content() };
    let sent = form();
    for _ in 0..2 {
        save(ctx, officer, &no, (1, &changed), &sent).await.unwrap();
    }
    let late = save(ctx, officer, &no, (1, &content()), &form()).await;
    assert!(matches!(late, Err(Error::Conflict(_))), "{late:?}");
    let seen = show(ctx, officer, &no).await.unwrap();
    assert_eq!((seen.content.statement.as_str(), seen.revision), ("已停产检修。", 2));
}

#[tokio::test]
async fn what_must_not_be_published_is_not_even_kept() {
    let (bench, people) = world().await;
    let phone = CaseContent { facts: "负责人电话 13800138000".into(), ..content() };
    let refused = draft(&bench.ctx, &people.officer, (&about().0, None), &phone, &form()).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("facts")), "{refused:?}");
}

#[tokio::test]
async fn a_finding_must_be_about_the_same_enterprise() {
    let (bench, people) = world().await;
    findings::sign(&bench, 1, 1).await;
    findings::neighbour(&bench).await;
    let own = put(&bench, findings::row(Severity::Red, FindingStatus::Inspected, "09:00")).await.id;
    let mut foreign = findings::row(Severity::Red, FindingStatus::Inspected, "09:00");
    (foreign.enterprise_id, foreign.version_id) = (2, 2);
    let foreign = put(&bench, foreign).await.id;
    let (ctx, officer, credit_code) = (&bench.ctx, &people.officer, about().0);
    for id in [foreign, 999] {
        let refused = draft(ctx, officer, (&credit_code, Some(id)), &content(), &form()).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    }
    let no = draft(ctx, officer, (&credit_code, Some(own)), &content(), &form()).await.unwrap();
    assert_eq!(show(ctx, officer, &no).await.unwrap().finding_id, Some(own));
}
