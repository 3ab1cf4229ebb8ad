//! Each role at each use case, and the area of local roles.

use domain::access::{Action, Role, may};
use domain::mark::MarkKind as K;
use entities::enterprise;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use services::{
    Error, FormKey, Seen,
    accounts::Actor,
    marks::{self, Filter, Show, own, queue, show, show_own, waiting},
};

use super::{asked, at, new, put, works};

#[tokio::test]
async fn every_role_at_every_use_case() {
    let (bench, preparer) = works().await;
    let ctx = &bench.ctx;
    put(&bench, &preparer, &asked(K::Stop, "20T05:00", "20T06:00")).await.unwrap();
    let before = bench.audit().await.len();
    for &role in Role::ALL.iter().filter(|role| ![Role::Public, Role::Preparer].contains(role)) {
        let actor = bench.actor(role).await;
        let forbidden = |answer: Option<Error>| matches!(answer, Some(Error::Forbidden));
        let reading = [
            forbidden(queue(ctx, &actor, &Filter::default()).await.err()),
            forbidden(show(ctx, &actor, 999).await.err()),
            forbidden(waiting(ctx, &actor).await.err()),
        ];
        assert_eq!(reading, [!may(role, Action::ReadMarks); 3], "{role} reads");
        let (form, seen) = (FormKey::generate(), Seen::default());
        // On a mark that does not exist: whoever may do it hears that, everybody else that they may not.
        let judging = [
            forbidden(marks::grant(ctx, &actor, (999, &seen), "运行记录一致", &form).await.err()),
            forbidden(marks::refuse(ctx, &actor, (999, &seen), "运行记录不符", &form).await.err()),
        ];
        assert_eq!(judging, [!may(role, Action::JudgeMark); 2], "{role} judges");
        let own = [forbidden(own(ctx, &actor).await.err()), forbidden(show_own(ctx, &actor, 999).await.err())];
        assert_eq!(own, [!may(role, Action::ReadOwnEnterprise); 2], "{role} reads its own");
        let nothing = new(K::Calibration, "22T08:00", "");
        let setting = [
            forbidden(put(&bench, &actor, &nothing).await.err()),
            forbidden(marks::withdraw(ctx, &actor, (999, &seen), &form).await.err()),
            forbidden(marks::end(ctx, &actor, (999, &seen), at("22T08:00"), &form).await.err()),
        ];
        assert_eq!(setting, [!may(role, Action::SetMark); 3], "{role} sets");
    }
    assert_eq!(bench.audit().await.len(), before, "nothing was changed");
}

#[tokio::test]
async fn nobody_sees_or_touches_the_marks_of_others() {
    let (bench, preparer) = works().await;
    let ctx = &bench.ctx;
    let id = put(&bench, &preparer, &asked(K::Stop, "20T05:00", "20T06:00")).await.unwrap().id;
    let stranger = Actor { enterprise_id: Some(2), ..preparer.clone() };
    assert!(matches!(show_own(ctx, &stranger, id).await, Err(Error::NotFound)));
    let form = FormKey::generate();
    let taken = marks::withdraw(ctx, &stranger, (id, &Seen::default()), &form).await;
    assert!(matches!(taken, Err(Error::NotFound)), "{taken:?}");
    assert!(put(&bench, &stranger, &new(K::Stop, "22T05:00", "22T06:00")).await.unwrap_err().is_about("outlet"));
    assert!(own(ctx, &stranger).await.unwrap().marks.is_empty());
    // Local roles see their own area only.
    let branch = bench.actor(Role::Branch).await;
    assert_eq!(waiting(ctx, &branch).await.unwrap(), 1);
    let elsewhere = Actor { town_id: Some(7), ..branch };
    assert_eq!(waiting(ctx, &elsewhere).await.unwrap(), 0);
    assert!(matches!(show(ctx, &elsewhere, id).await, Err(Error::NotFound)));
    let all = Filter { show: Show::All, ..Filter::default() };
    assert_eq!(queue(ctx, &elsewhere, &all).await.unwrap().total, 0);
}

#[tokio::test]
async fn what_is_in_trial_is_marked_and_not_shown() {
    let (bench, preparer) = works().await;
    put(&bench, &preparer, &new(K::Stop, "22T05:00", "22T06:00")).await.unwrap();
    let code = testing::CREDIT_CODE.parse().unwrap();
    let everybody =
        async || services::marks::published(&bench.ctx, (&code, "DA001".parse().unwrap()), (None, None)).await;
    assert_eq!(everybody().await.unwrap().items.len(), 1);
    let tx = bench.ctx.store.write().await.unwrap();
    let trial = enterprise::ActiveModel { id: Set(1), public_from: Set(None), ..Default::default() };
    trial.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(everybody().await, Err(Error::NotFound)));
}
