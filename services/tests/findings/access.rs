//! Each role at each use case, and the area of local roles.

use domain::{
    access::{Action, Role, may},
    finding::{FindingStatus, Outcome, Severity},
};
use services::{
    Error, FormKey,
    accounts::Actor,
    findings::{Filter, Show, counts, own, queue, show, show_own},
};

use super::{ask, close, explain, found, neighbour, row};
use crate::public::rows::put;

#[tokio::test]
async fn every_role_at_every_use_case() {
    let (bench, id) = found().await;
    let ctx = &bench.ctx;
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let actor = bench.actor(role).await;
        let forbidden = |answer: Option<Error>| matches!(answer, Some(Error::Forbidden));
        let reading = [
            forbidden(queue(ctx, &actor, &Filter::default()).await.err()),
            forbidden(show(ctx, &actor, id).await.err()),
            forbidden(counts(ctx, &actor).await.err()),
        ];
        assert_eq!(reading, [!may(role, Action::ReadFindings); 3], "{role} reads");
        // On a finding that does not exist: whoever may do it hears that, everybody else that they may not.
        let form = FormKey::generate();
        let settling = [
            forbidden(ask(ctx, &actor, 999, "请核对水表读数", &form).await.err()),
            forbidden(close(ctx, &actor, 999, Outcome::Justified, "读数已核对", &form).await.err()),
        ];
        assert_eq!(settling, [!may(role, Action::SettleFinding); 2], "{role} settles");
        let own = [forbidden(own(ctx, &actor).await.err()), forbidden(show_own(ctx, &actor, 999).await.err())];
        assert_eq!(own, [!may(role, Action::ReadOwnEnterprise); 2], "{role} reads its own");
        let explaining = forbidden(explain(ctx, &actor, 999, "换表读数附后", &form).await.err());
        assert_eq!(explaining, !may(role, Action::ExplainFinding), "{role} explains");
    }
    assert!(bench.audit().await.is_empty(), "nothing was changed");
}

#[tokio::test]
async fn local_roles_see_their_own_area_only() {
    let (bench, here) = found().await;
    let ctx = &bench.ctx;
    neighbour(&bench).await;
    let mut elsewhere = row(Severity::Red, FindingStatus::Open, "08:00");
    (elsewhere.enterprise_id, elsewhere.version_id) = (2, 2);
    let elsewhere = put(&bench, elsewhere).await.id;
    let all = Filter { show: Show::All, ..Filter::default() };
    for role in [Role::Branch, Role::Grid] {
        let actor = bench.actor(role).await;
        let seen: Vec<_> = queue(ctx, &actor, &all).await.unwrap().items.iter().map(|row| row.id).collect();
        assert_eq!(seen, [here], "{role}");
        assert_eq!(counts(ctx, &actor).await.unwrap().open, 1, "{role}");
        show(ctx, &actor, here).await.unwrap();
        assert!(matches!(show(ctx, &actor, elsewhere).await, Err(Error::NotFound)), "{role}");
        let lost = Actor { town_id: None, ..actor };
        assert_eq!(queue(ctx, &lost, &all).await.unwrap().total, 0, "no area is not the whole city");
    }
    let reviewer = bench.actor(Role::Reviewer).await;
    assert_eq!(queue(ctx, &reviewer, &all).await.unwrap().total, 2);
    assert_eq!(show(ctx, &reviewer, elsewhere).await.unwrap().row.enterprise.town.zh, "南岭镇");
}
