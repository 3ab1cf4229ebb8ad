//! Who may do what with whose declaration.

use domain::access::{Action, Role, may};
use services::{
    Error, FormKey,
    accounts::Actor,
    declarations::{Refusal, draft, quarters, save, submit, version, version_of},
};
use testing::{ACCOUNT_PASSWORD, CREDIT_CODE};

use super::world::{World, abandon_correction, begin_correction, neighbour, quarter, right};

/// Whether the role itself is in the way.
fn is_forbidden<T>(outcome: &Result<T, Refusal>) -> bool {
    matches!(outcome, Err(Refusal::Other(Error::Forbidden)))
}

#[tokio::test]
async fn every_role_at_every_use_case() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    world.file(&content).await;
    let code = CREDIT_CODE.parse().unwrap();
    for &role in Role::ALL.iter().filter(|role| !matches!(role, Role::Public | Role::Preparer | Role::Certifier)) {
        let actor = world.bench.actor(role).await;
        let edits = may(role, Action::EditDeclaration);
        assert_eq!(!is_forbidden(&save(ctx, &actor, quarter(), 99, &content).await), edits, "{role}");
        assert_eq!(!is_forbidden(&begin_correction(ctx, &actor, quarter(), "").await), edits, "{role}");
        let abandoned = abandon_correction(ctx, &actor, quarter()).await;
        assert_eq!(!is_forbidden(&abandoned), edits, "{role}");
        let signed = submit(ctx, &actor, quarter(), 99, ACCOUNT_PASSWORD, &FormKey::generate()).await;
        assert!(is_forbidden(&signed), "{role}: {signed:?}");
        let own = role.is_enterprise();
        assert_eq!(quarters(ctx, &actor).await.is_ok(), own, "{role}");
        assert_eq!(draft(ctx, &actor, quarter()).await.is_ok(), own, "{role}");
        assert_eq!(version(ctx, &actor, quarter(), 1).await.is_ok(), own, "{role}");
        assert_eq!(version_of(ctx, &actor, code, quarter(), 1).await.is_ok(), role.is_bureau(), "{role}");
    }
    let signed = submit(ctx, &world.preparer, quarter(), 99, ACCOUNT_PASSWORD, &FormKey::generate()).await;
    assert!(is_forbidden(&signed), "who prepares does not sign: {signed:?}");
}

#[tokio::test]
async fn another_enterprise_sees_nothing_and_changes_nothing() {
    let world = World::new().await;
    let (ctx, content) = (&world.bench.ctx, right(&world).await);
    let receipt = world.file(&content).await;
    let stranger = neighbour(&world.bench).await;
    let own = draft(ctx, &stranger, quarter()).await.unwrap();
    assert_eq!((own.enterprise.name.zh.as_str(), own.status, own.revision), ("南岭印染厂", None, 0));
    assert!(own.content.emissions.is_empty() && own.versions.is_empty() && own.facts.is_empty());
    assert!(matches!(version(ctx, &stranger, quarter(), 1).await, Err(Error::NotFound)));
    assert!(matches!(begin_correction(ctx, &stranger, quarter(), "更正").await, Err(Refusal::Other(Error::NotFound))));
    save(ctx, &stranger, quarter(), 0, &content).await.unwrap();
    let kept = version(ctx, &world.preparer, quarter(), 1).await.unwrap();
    assert_eq!(kept.receipt, receipt);
}

#[tokio::test]
async fn local_roles_read_what_was_filed_in_their_own_town() {
    let world = World::new().await;
    world.file(&right(&world).await).await;
    neighbour(&world.bench).await;
    let (ctx, code) = (&world.bench.ctx, CREDIT_CODE.parse().unwrap());
    let branch = world.bench.actor(Role::Branch).await;
    assert!(version_of(ctx, &branch, code, quarter(), 1).await.is_ok());
    assert!(matches!(version_of(ctx, &branch, code, quarter(), 2).await, Err(Error::NotFound)));
    let elsewhere = Actor { town_id: Some(2), ..branch.clone() };
    assert!(matches!(version_of(ctx, &elsewhere, code, quarter(), 1).await, Err(Error::NotFound)));
    let nowhere = Actor { town_id: None, ..branch };
    assert!(matches!(version_of(ctx, &nowhere, code, quarter(), 1).await, Err(Error::NotFound)));
}
