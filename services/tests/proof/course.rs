//! Marks and events of exceedance in an archive, and what is changed in them.

use domain::{
    access::Role,
    exceedance::{EventStatus, Evidence, MadeBy},
    limit::{Averaging, Limit},
    mark::{MarkKind, MarkStep},
    measurement::DataFlag,
    time::{HOUR, MINUTE, Stamp},
};
use entities::{exceedance, exceedance_period, mark, mark_step, measurement};
use hj212::Interval;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use services::proof::{self, Given, Refused, Trouble, Unfit, Untrue};
use testing::{Bench, MN};

use super::{
    archive::{Written, changed, export, remade, repacked, unpacked, verify, wanted},
    first, record, taken, wire, works,
};

async fn put<M, A>(bench: &Bench, row: M)
where
    M: IntoActiveModel<A>,
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let tx = bench.ctx.store.write().await.unwrap();
    row.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

fn mark_of(id: i64, from: Stamp, account_id: i64) -> mark::Model {
    mark::Model {
        id,
        outlet_id: 1,
        kind: MarkKind::Calibration,
        pollutants: "w20121".into(),
        from_at: from,
        to_at: Some(from.plus(30 * MINUTE)),
        treatment_runs: false,
        note: "校准".into(),
        asked_for: false,
        reason: String::new(),
        set_at: from.plus(-HOUR),
        account_id,
    }
}

/// An hour above its limit, the event that rests on it, a mark that is in force, one that was taken back, and one of later.
async fn stretch() -> Written {
    let (bench, one, _) = works().await;
    let (at, came) = (first().plus(HOUR), first().plus(2 * HOUR));
    record(&bench, [taken(&one, wire(MN, Interval::Hour, at, "0.9"), came)]).await;
    let value = measurement::Entity::find().one(bench.ctx.store.read()).await.unwrap().unwrap();
    let limit = Limit {
        low: None,
        high: Some("0.5".parse().unwrap()),
        averaging: Averaging::Hour,
        valid_from: "2020-01-01".parse().unwrap(),
        valid_to: None,
    };
    let event = exceedance::Model {
        id: 1,
        enterprise_id: 1,
        outlet_id: 1,
        pollutant: "w20121".into(),
        averaging: Averaging::Hour,
        began_at: at,
        last_at: at,
        periods: 1,
        worst_at: at,
        multiple: 800_000,
        ended: None,
        status: EventStatus::Open,
        recorded_at: came,
        handle_due: came,
        answer_due: None,
        outcome: None,
        ground: None,
        closed_at: None,
        closed_by: None,
    };
    put(&bench, event).await;
    for (edition, sent) in [(1, "0.8"), (2, "0.9")] {
        let evidence = Evidence {
            made_by: MadeBy::Logger,
            value: sent.parse().unwrap(),
            measured: None,
            flag: Some(DataFlag::NORMAL),
            own: None,
            valid: None,
            limit: limit.clone(),
            unit: "mg/L".into(),
            reference_oxygen: None,
            revision: value.revision,
            frame_id: value.frame_id,
        };
        let period = exceedance_period::Model {
            exceedance_id: 1,
            at,
            edition,
            is_over: true,
            evidence: serde_json::to_string(&evidence).unwrap(),
            recorded_at: came,
        };
        put(&bench, period).await;
    }
    let account_id = bench.actor(Role::Preparer).await.account_id;
    for (id, from) in [(1, at), (2, at.plus(HOUR)), (3, at.plus(24 * HOUR))] {
        put(&bench, mark_of(id, from, account_id)).await;
    }
    let (step, reason) = (MarkStep::Withdrawn, String::new());
    put(&bench, mark_step::Model { id: 1, mark_id: 2, step, at: came, account_id, ended_at: None, reason }).await;
    export(&bench, &wanted("2026-11-20", "2026-11-20")).await
}

#[tokio::test]
async fn marks_in_force_and_events_are_in_the_archive_and_what_is_changed_in_them_is_found() {
    let written = stretch().await;
    let (verified, troubles) = verify(&written.file, &[]);
    assert_eq!((verified.marks, verified.events, verified.files, troubles), (1, 1, 10, vec![]));
    let found = |name: &str, from: &str, to: &str, is_it: fn(&Unfit) -> bool| {
        let other = changed(&written.file, name, |text| text.replacen(from, to, 1));
        let troubles: Vec<Trouble> = verify(other.path(), &[]).1;
        assert!(
            !troubles.is_empty() && troubles.iter().all(|one| one.file == name && is_it(&one.what)),
            "{troubles:?}"
        );
    };
    let events = "exceedances.jsonl";
    found(events, "\"frame_id\":", "\"frame_id\":-", |unfit| matches!(unfit, Unfit::NoFrame(_)));
    found(events, "\"value\":\"0.9\"", "\"value\":\"0.5\"", |unfit| matches!(unfit, Unfit::Said(Untrue::NotOver(_))));
    found(events, "\"edition\":2", "\"edition\":3", |unfit| matches!(unfit, Unfit::Revision(3)));
    found(events, "\"revision\":1", "\"revision\":2", |unfit| {
        matches!(unfit, Unfit::Said(Untrue::NoValue { revision: 2, .. }))
    });
    found(events, "T01:00:00+08:00", "T03:00:00+08:00", |unfit| matches!(unfit, Unfit::Moment(_)));
    found(events, "\"status\"", "\"state\"", |unfit| matches!(unfit, Unfit::Unreadable));
    found("marks.jsonl", "T01:30:00+08:00", "T01:59:00+08:00", |unfit| matches!(unfit, Unfit::Moment(_)));
    found("marks.jsonl", "\"asked_for\":false", "\"asked_for\":true", |unfit| {
        matches!(unfit, Unfit::Said(Untrue::NotInForce(1)))
    });
}

/// What was handed out before there were these two files is verified as it was.
#[tokio::test]
async fn an_archive_of_the_first_form_is_verified_still() {
    let written = stretch().await;
    let later = ["marks.jsonl", "exceedances.jsonl"];
    let renamed = remade(&written.file, |name, text| {
        (name == "manifest.json").then(|| text.replace("mingjian-evidence-2", "mingjian-evidence-1"))
    });
    let refused = proof::verify(renamed.path(), &Given::default(), &mut |_| {});
    assert!(matches!(refused, Err(Refused::Foreign(_))), "the first form has no marks: {refused:?}");
    let mut files = unpacked(renamed.path());
    files.retain(|(name, _)| !later.contains(&&**name));
    let manifest = &mut files.last_mut().unwrap().1;
    let mut value: serde_json::Value = serde_json::from_slice(manifest).unwrap();
    value["files"].as_array_mut().unwrap().retain(|file| !later.iter().any(|name| file["name"] == *name));
    *manifest = value.to_string().into_bytes();
    let (verified, troubles) = verify(repacked(&files).path(), &[]);
    assert_eq!((verified.marks, verified.files, troubles), (0, 8, vec![]));
    let mut lacking = unpacked(&written.file);
    lacking.retain(|(name, _)| name != "marks.jsonl");
    let refused = proof::verify(repacked(&lacking).path(), &Given::default(), &mut |_| {});
    assert!(matches!(refused, Err(Refused::Absent("marks.jsonl"))), "the second form has them: {refused:?}");
}
