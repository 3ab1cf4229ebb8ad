//! What waits for whom.

use domain::{
    access::{Action, Role, may},
    finding::{FindingStatus, Severity},
    time::DAY,
};
use services::{
    Error,
    bureau::{TipCounts, inbox},
    tips::{NewTip, file},
};
use testing::{Bench, client};

use crate::{
    findings,
    public::rows::{put, works},
};

#[tokio::test]
async fn each_role_sees_what_it_has_to_do_with() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let actor = bench.actor(role).await;
        match inbox(&bench.ctx, &actor).await {
            Ok(inbox) => {
                let shown = [inbox.findings.is_some(), inbox.tips.is_some(), inbox.cases.is_some()];
                assert_eq!(shown, [Action::ReadFindings, Action::ReadTip, Action::ReadCase].map(|a| may(role, a)));
            }
            Err(error) => assert!(matches!(error, Error::Forbidden) && role.is_enterprise(), "{role}"),
        }
    }
}

#[tokio::test]
async fn the_counts_are_those_of_the_area() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    findings::sign(&bench, 1, 1).await;
    put(&bench, findings::row(Severity::Red, FindingStatus::Open, "09:00")).await;
    let about = |enterprise| NewTip { enterprise, text: "夜里排黄水".into(), ..NewTip::default() };
    file(&bench.ctx, about(Some(works())), client(1)).await.unwrap();
    file(&bench.ctx, about(None), client(1)).await.unwrap();
    bench.advance(16 * DAY);
    let intake = inbox(&bench.ctx, &bench.actor(Role::Intake).await).await.unwrap();
    assert_eq!(intake.tips, Some(TipCounts { open: 2, overdue: 2 }));
    let branch = inbox(&bench.ctx, &bench.actor(Role::Branch).await).await.unwrap();
    assert_eq!(branch.tips, Some(TipCounts { open: 1, overdue: 1 }));
    assert_eq!(branch.findings.unwrap().red, 1);
}
