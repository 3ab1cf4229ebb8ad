//! Each role at each use case, and four eyes.

use domain::{
    access::{Action, Role, may},
    case::{Progress, Withdrawal},
};
use services::{
    Error,
    accounts::Actor,
    cases::{Filter, Report, counts, draft, list, publish_report, report, return_report, save, show, submit},
};

use super::{about, clear, content, drafted, form, publish, send_back, withdraw, world};

#[tokio::test]
async fn every_role_at_every_use_case() {
    let (bench, people) = world().await;
    let ctx = &bench.ctx;
    let no = drafted(&bench, &people).await;
    let content = content();
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let actor = match role {
            Role::Officer => people.officer.clone(),
            Role::Legal => people.legal.clone(),
            Role::Publisher => people.publisher.clone(),
            other => bench.actor(other).await,
        };
        let forbidden = |answer: Option<Error>| matches!(answer, Some(Error::Forbidden));
        let reading = [
            forbidden(list(ctx, &actor, &Filter::default()).await.err()),
            forbidden(show(ctx, &actor, &no).await.err()),
            forbidden(counts(ctx, &actor).await.err()),
        ];
        assert_eq!(reading, [!may(role, Action::ReadCase); 3], "{role} reads");
        // On a case that does not exist: whoever may do it hears that, everybody else that they may not.
        let nobody = domain::credit_code::CreditCode::complete("91350100M000100X4").unwrap();
        let writing = [
            forbidden(draft(ctx, &actor, (&nobody, about().1), &content, &form()).await.err()),
            forbidden(save(ctx, &actor, "x", (1, &content), &form()).await.err()),
            forbidden(submit(ctx, &actor, "x", (1, &content), &form()).await.err()),
        ];
        assert_eq!(writing, [!may(role, Action::WorkCase); 3], "{role} writes");
        let happened_on = "2026-11-20".parse().unwrap();
        let what = Report { progress: Progress::Rectified, happened_on, words: "已整改".into() };
        let reported = forbidden(report(ctx, &actor, ("x", 0), &what, &form()).await.err());
        assert_eq!(reported, !may(role, Action::WorkCase), "{role} reports");
        let published = [
            forbidden(publish_report(ctx, &actor, ("x", 0), &form()).await.err()),
            forbidden(return_report(ctx, &actor, ("x", 0), "请补充", &form()).await.err()),
        ];
        assert_eq!(published, [!may(role, Action::PublishCase); 2], "{role} publishes reports");
        let cleared = forbidden(clear(ctx, &actor, "x", &form()).await.err());
        assert_eq!(cleared, !may(role, Action::ReviewCase), "{role} clears");
        let publishing = [
            forbidden(publish(ctx, &actor, "x", &form()).await.err()),
            forbidden(withdraw(ctx, &actor, "x", (Withdrawal::Mistake, "写错了"), &form()).await.err()),
        ];
        assert_eq!(publishing, [!may(role, Action::PublishCase); 2], "{role} publishes");
        let back = forbidden(send_back(ctx, &actor, "x", "请补充证据", &form()).await.err());
        assert_eq!(back, !may(role, Action::ReviewCase) && !may(role, Action::PublishCase), "{role} sends back");
    }
    assert_eq!(bench.audit().await.len(), 1, "nothing was changed but the draft of the beginning");
}

#[tokio::test]
async fn nobody_checks_their_own_work_even_in_another_role() {
    let (bench, people) = world().await;
    let ctx = &bench.ctx;
    let no = drafted(&bench, &people).await;
    submit(ctx, &people.officer, &no, (1, &content()), &form()).await.unwrap();
    let in_role = |actor: &Actor, role| Actor { role, ..actor.clone() };
    let own = clear(ctx, &in_role(&people.officer, Role::Legal), &no, &form()).await;
    assert!(matches!(own, Err(Error::Forbidden)), "{own:?}");
    clear(ctx, &people.legal, &no, &form()).await.unwrap();
    for one in [&people.officer, &people.legal] {
        let own = publish(ctx, &in_role(one, Role::Publisher), &no, &form()).await;
        assert!(matches!(own, Err(Error::Forbidden)), "{own:?}");
    }
    assert!(show(ctx, &people.legal, &no).await.unwrap().is_own);
    assert!(!show(ctx, &people.publisher, &no).await.unwrap().is_own);
    publish(ctx, &people.publisher, &no, &form()).await.unwrap();
}
