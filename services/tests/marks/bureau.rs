//! What the bureau does with marks that came late.

use domain::{
    access::Role,
    mark::{MarkKind as K, MarkState, Reach},
};
use services::{
    Conflict, Error, FormKey,
    marks::{Filter, Show, grant, published, queue, refuse, show, show_own, waiting},
};

use super::{asked, at, new, put, seen, works};

#[tokio::test]
async fn a_late_mark_is_in_force_when_it_is_granted() {
    let (bench, preparer) = works().await;
    let ctx = &bench.ctx;
    let reviewer = bench.actor(Role::Reviewer).await;
    bench.actor(Role::Certifier).await;
    bench.actor(Role::Consultant).await;
    let id = put(&bench, &preparer, &asked(K::ColdStart, "20T05:00", "20T08:00")).await.unwrap().id;
    let code = testing::CREDIT_CODE.parse().unwrap();
    let everybody = async || {
        let found = published(ctx, (&code, "DA001".parse().unwrap()), (Some(at("19T00:00")), None)).await.unwrap();
        found.items.len()
    };
    assert_eq!((waiting(ctx, &reviewer).await.unwrap(), everybody().await), (1, 0), "what waits is nobody's to see");
    let shown = show(ctx, &reviewer, id).await.unwrap().row;
    assert_eq!((shown.state, shown.reason.as_str()), (MarkState::Waiting, "值班人员漏报"));
    let short = grant(ctx, &reviewer, (id, &shown.seen), "好", &FormKey::generate()).await.unwrap_err();
    assert!(short.is_about("reason"), "{short}");
    let form = FormKey::generate();
    grant(ctx, &reviewer, (id, &shown.seen), "运行记录一致。", &form).await.unwrap();
    grant(ctx, &reviewer, (id, &shown.seen), "运行记录一致。", &form).await.unwrap();
    let other = grant(ctx, &reviewer, (id, &shown.seen), "另一个理由。", &form).await;
    assert!(matches!(other, Err(Error::Conflict(Conflict::SentBefore))), "{other:?}");
    assert_eq!((waiting(ctx, &reviewer).await.unwrap(), everybody().await), (0, 1));
    let row = show_own(ctx, &preparer, id).await.unwrap().row;
    assert_eq!((row.state, row.steps[0].reason.as_str()), (MarkState::InForce, "运行记录一致。"));
    assert_eq!(row.steps[0].by, None, "nobody of the bureau is named to the enterprise");
    assert!(!row.can_withdraw, "its days are over");
    let late = refuse(ctx, &reviewer, (id, &row.seen), "不同意补标。", &FormKey::generate()).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::NotReady(_)))), "{late:?}");
    bench.drain_jobs().await;
    let mut told: Vec<_> = ctx.mailer().sent().into_iter().map(|mail| mail.recipient).collect();
    told.sort_unstable();
    assert_eq!(told, ["certifier@example.com", "preparer@example.com"], "those who mark, and nobody else");
    assert!(!ctx.mailer().sent()[0].body.contains("运行记录"), "mail can be read on its way");
    assert!(bench.audit().await.contains(&format!("grant-mark reviewer mark/{id}")));
}

#[tokio::test]
async fn a_refused_mark_stands_in_nobodys_way() {
    let (bench, preparer) = works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let id = put(&bench, &preparer, &asked(K::ColdStart, "20T05:00", "20T08:00")).await.unwrap().id;
    let shown = show(&bench.ctx, &reviewer, id).await.unwrap().row.seen;
    refuse(&bench.ctx, &reviewer, (id, &shown), "曲线不符，不同意。", &FormKey::generate()).await.unwrap();
    assert_eq!(show_own(&bench.ctx, &preparer, id).await.unwrap().row.state, MarkState::Refused);
    let overtaken = seen(&bench, &preparer, id).await;
    let back = services::marks::withdraw(&bench.ctx, &preparer, (id, &overtaken), &FormKey::generate()).await;
    assert!(matches!(back, Err(Error::Conflict(_))), "{back:?}");
    put(&bench, &preparer, &asked(K::ColdStart, "20T05:00", "20T08:00")).await.unwrap();
}

#[tokio::test]
async fn a_step_from_an_old_page_is_a_conflict() {
    let (bench, preparer) = works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    let id = put(&bench, &preparer, &asked(K::ColdStart, "20T05:00", "20T08:00")).await.unwrap().id;
    let shown = show(&bench.ctx, &reviewer, id).await.unwrap().row.seen;
    let own = seen(&bench, &preparer, id).await;
    services::marks::withdraw(&bench.ctx, &preparer, (id, &own), &FormKey::generate()).await.unwrap();
    let late = grant(&bench.ctx, &reviewer, (id, &shown), "运行记录一致。", &FormKey::generate()).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::Overtaken))), "{late:?}");
}

#[tokio::test]
async fn lists_of_the_bureau() {
    let (bench, preparer) = works().await;
    let reviewer = bench.actor(Role::Reviewer).await;
    put(&bench, &preparer, &new(K::ColdStart, "22T05:00", "22T08:00")).await.unwrap();
    let long = put(&bench, &preparer, &new(K::ColdStart, "22T09:00", "22T14:00")).await.unwrap().id;
    let late = put(&bench, &preparer, &asked(K::Stop, "20T05:00", "20T06:00")).await.unwrap().id;
    let list = async |show, enterprise: Option<&str>| {
        let enterprise = enterprise.map(|code| code.parse().unwrap());
        let filter = Filter { show, enterprise, ..Filter::default() };
        let found = queue(&bench.ctx, &reviewer, &filter).await.unwrap();
        found.items.iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(list(Show::Waiting, None).await, [late]);
    assert_eq!(list(Show::Longer, None).await, [long]);
    assert_eq!(list(Show::All, Some(testing::CREDIT_CODE)).await.len(), 3);
    assert_eq!(list(Show::All, Some("91441900MA0FC0001K")).await.len(), 0);
    let row = show(&bench.ctx, &reviewer, long).await.unwrap().row;
    assert_eq!(row.reach, Reach::Minutes { minutes: 240, exceeded: true });
    assert_eq!(row.rule.unwrap().id, "boiler");
}
