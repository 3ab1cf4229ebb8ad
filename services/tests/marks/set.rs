//! Setting marks, taking them back, saying that they ended.

use domain::{
    input::Issue,
    mark::{MarkKind as K, MarkSlip, MarkState},
    measurement::Interval,
    time::{DAY, HOUR, Stamp},
};
use entities::{exceedance_due, mark, mark_step};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr};
use services::{
    Conflict, Error, FormKey,
    accounts::Actor,
    marks::{self, NewMark, own, set, show_own},
};
use testing::Bench;

use super::{asked, at, new, put, seen, works};

async fn refused(bench: &Bench, actor: &Actor, new: &NewMark, field: &str) -> Issue {
    let failure = put(bench, actor, new).await.unwrap_err();
    failure.issue_at(field).cloned().unwrap_or_else(|| panic!("{field}: {failure}"))
}

#[tokio::test]
async fn yesterday_is_marked_until_noon_and_asked_for_afterwards() {
    let (bench, preparer) = works().await;
    bench.set_clock(at("22T11:59"));
    let made = put(&bench, &preparer, &new(K::ColdStart, "21T05:00", "21T08:00")).await.unwrap();
    assert_eq!(made.state, MarkState::InForce);
    bench.set_clock(at("22T12:00"));
    let late = new(K::ColdStart, "21T15:00", "21T18:00");
    assert_eq!(refused(&bench, &preparer, &late, "reason").await, Issue::Mark(MarkSlip::NeedsReason));
    let late = asked(K::ColdStart, "21T15:00", "21T18:00");
    let made = put(&bench, &preparer, &late).await.unwrap();
    assert_eq!(made.state, MarkState::Waiting);
    // One that goes from a day that is over into one that is not is late.
    let over = put(&bench, &preparer, &asked(K::Stop, "21T23:00", "22T01:00")).await.unwrap();
    assert_eq!(over.state, MarkState::Waiting);
    let today = put(&bench, &preparer, &new(K::Stop, "22T08:00", "22T09:00")).await.unwrap();
    assert_eq!(today.state, MarkState::InForce);
    assert_eq!(
        bench.audit().await,
        [
            "set-mark preparer mark/1".to_owned(),
            format!("ask-for-mark preparer mark/{}", made.id),
            format!("ask-for-mark preparer mark/{}", over.id),
            format!("set-mark preparer mark/{}", today.id),
        ]
    );
}

#[tokio::test]
async fn what_cannot_be_a_mark_is_refused_by_its_field() {
    let (bench, preparer) = works().await;
    let slip = |slip| Issue::Mark(slip);
    let refuse = async |new: NewMark, field| refused(&bench, &preparer, &new, field).await;
    assert_eq!(refuse(new(K::ColdStart, "22T08:00", "22T08:00"), "to").await, slip(MarkSlip::EndsFirst));
    assert_eq!(refuse(new(K::Calibration, "22T08:00", ""), "to").await, slip(MarkSlip::NeedsEnd));
    assert_eq!(refuse(new(K::Stopped, "29T15:00", ""), "from").await, slip(MarkSlip::TooFarAhead(7)));
    let year = NewMark { to: Some(at("22T08:00").plus(365 * DAY)), ..new(K::Stopped, "22T08:00", "") };
    assert_eq!(refuse(year, "to").await, slip(MarkSlip::TooLong(31)));
    let old = at("22T08:00").minus(80 * DAY);
    let old = NewMark { from: old, to: Some(old.plus(HOUR)), ..asked(K::Stop, "22T08:00", "") };
    assert_eq!(refuse(old, "from").await, slip(MarkSlip::TooLongAgo(60)));
    let nickel = NewMark { pollutants: vec!["w20121".to_owned()], ..new(K::Calibration, "22T08:00", "22T09:00") };
    assert_eq!(refuse(nickel, "pollutants").await, slip(MarkSlip::NotMeasured("w20121".to_owned())));
    let elsewhere = NewMark { outlet: "DA009".parse().unwrap(), ..new(K::Stop, "22T08:00", "22T09:00") };
    assert_eq!(refuse(elsewhere, "outlet").await, Issue::NoChoice);
    // All that is wrong at once.
    let both = put(&bench, &preparer, &new(K::Calibration, "21T08:00", "")).await.unwrap_err();
    assert!(both.is_about("to") && both.is_about("reason"), "{both}");
    assert!(bench.audit().await.is_empty(), "nothing was set");
}

#[tokio::test]
async fn marks_do_not_overlap_and_say_with_which_one() {
    let (bench, preparer) = works().await;
    put(&bench, &preparer, &new(K::ColdStart, "22T05:00", "22T08:00")).await.unwrap();
    let other = new(K::Fault, "22T07:00", "22T09:00");
    let clash = MarkSlip::Overlaps { kind: K::ColdStart, from: at("22T05:00"), to: Some(at("22T08:00")) };
    assert_eq!(refused(&bench, &preparer, &other, "from").await, Issue::Mark(clash));
    put(&bench, &preparer, &new(K::Fault, "22T08:00", "22T09:00")).await.unwrap();
    // Of the monitor at the same time, of another pollutant at the same time.
    let of = |codes: &[&str]| NewMark {
        pollutants: codes.iter().map(|&code| code.to_owned()).collect(),
        ..new(K::Calibration, "22T05:00", "22T06:00")
    };
    put(&bench, &preparer, &of(&["a21002"])).await.unwrap();
    put(&bench, &preparer, &of(&["a00000"])).await.unwrap();
    assert!(matches!(refused(&bench, &preparer, &of(&[]), "from").await, Issue::Mark(MarkSlip::Overlaps { .. })));
    // At another outlet, it is another matter; and what waits stands in the way as well.
    let water = NewMark { outlet: "DW001".parse().unwrap(), ..new(K::Fault, "22T07:00", "22T09:00") };
    put(&bench, &preparer, &water).await.unwrap();
    put(&bench, &preparer, &asked(K::Stop, "20T05:00", "20T06:00")).await.unwrap();
    let twice = asked(K::Stop, "20T05:30", "20T06:30");
    assert!(matches!(refused(&bench, &preparer, &twice, "from").await, Issue::Mark(MarkSlip::Overlaps { .. })));
    // An open one is in the way for as long as it may last.
    put(&bench, &preparer, &new(K::Stopped, "22T10:00", "")).await.unwrap();
    let later = new(K::ColdStart, "25T05:00", "25T08:00");
    assert!(matches!(
        refused(&bench, &preparer, &later, "from").await,
        Issue::Mark(MarkSlip::Overlaps { to: None, .. })
    ));
}

#[tokio::test]
async fn a_form_that_is_sent_twice_sets_one_mark() {
    let (bench, preparer) = works().await;
    let form = FormKey::generate();
    let mark = new(K::ColdStart, "22T05:00", "22T08:00");
    let first = set(&bench.ctx, &preparer, &mark, &form).await.unwrap();
    assert_eq!(set(&bench.ctx, &preparer, &mark, &form).await.unwrap(), first);
    let other = set(&bench.ctx, &preparer, &new(K::ColdStart, "22T05:00", "22T09:00"), &form).await;
    assert!(matches!(other, Err(Error::Conflict(Conflict::SentBefore))), "{other:?}");
    assert_eq!(mark::Entity::find().count(bench.ctx.store.read()).await.unwrap(), 1);
    assert_eq!(bench.audit().await.len(), 1);
}

#[tokio::test]
async fn two_that_mark_the_same_time_at_once_do_not_both_get_it() {
    let (bench, preparer) = works().await;
    let mark = new(K::ColdStart, "22T05:00", "22T08:00");
    let (one, other) = tokio::join!(put(&bench, &preparer, &mark), put(&bench, &preparer, &mark));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
}

#[tokio::test]
async fn a_mark_is_taken_back_until_its_deadline_and_kept() {
    let (bench, preparer) = works().await;
    let id = put(&bench, &preparer, &new(K::ColdStart, "22T05:00", "22T08:00")).await.unwrap().id;
    let shown = seen(&bench, &preparer, id).await;
    bench.set_clock(at("23T11:59"));
    let form = FormKey::generate();
    marks::withdraw(&bench.ctx, &preparer, (id, &shown), &form).await.unwrap();
    marks::withdraw(&bench.ctx, &preparer, (id, &shown), &form).await.unwrap();
    let row = show_own(&bench.ctx, &preparer, id).await.unwrap().row;
    assert_eq!((row.state, row.can_withdraw, row.steps.len()), (MarkState::Withdrawn, false, 1));
    let again = marks::withdraw(&bench.ctx, &preparer, (id, &row.seen), &FormKey::generate()).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
    // What was taken back is in nobody's way, and still in the list.
    let next = put(&bench, &preparer, &new(K::ColdStart, "22T05:00", "22T09:00")).await.unwrap().id;
    assert_eq!(own(&bench.ctx, &preparer).await.unwrap().marks.len(), 2);
    bench.set_clock(at("23T12:00"));
    let shown = seen(&bench, &preparer, next).await;
    let late = marks::withdraw(&bench.ctx, &preparer, (next, &shown), &FormKey::generate()).await;
    assert!(matches!(late, Err(Error::Conflict(Conflict::NotReady(_)))), "{late:?}");
    // A request can be taken back as long as it waits.
    let waits = put(&bench, &preparer, &asked(K::Stop, "18T05:00", "18T06:00")).await.unwrap().id;
    let shown = seen(&bench, &preparer, waits).await;
    marks::withdraw(&bench.ctx, &preparer, (waits, &shown), &FormKey::generate()).await.unwrap();
}

#[tokio::test]
async fn an_open_mark_ends_when_the_enterprise_says_so() {
    let (bench, preparer) = works().await;
    let id = put(&bench, &preparer, &new(K::InstrumentFault, "22T08:00", "")).await.unwrap().id;
    let shown = seen(&bench, &preparer, id).await;
    let end = async |moment: Stamp, form: &FormKey| marks::end(&bench.ctx, &preparer, (id, &shown), moment, form).await;
    bench.set_clock(at("24T09:00"));
    for wrong in ["22T08:00", "24T09:01"] {
        let refused = end(at(wrong), &FormKey::generate()).await.unwrap_err();
        assert_eq!(refused.issue_at("ended_at"), Some(&Issue::Mark(MarkSlip::EndNotYet)), "{wrong}");
    }
    let form = FormKey::generate();
    end(at("23T17:30"), &form).await.unwrap();
    end(at("23T17:30"), &form).await.unwrap();
    let row = show_own(&bench.ctx, &preparer, id).await.unwrap().row;
    assert_eq!((row.mark.to, row.is_open), (Some(at("23T17:30")), false));
    put(&bench, &preparer, &new(K::InstrumentFault, "23T17:30", "")).await.unwrap();
    let closed = put(&bench, &preparer, &new(K::Stop, "24T05:00", "24T06:00")).await.unwrap().id;
    let shown = seen(&bench, &preparer, closed).await;
    let none = marks::end(&bench.ctx, &preparer, (closed, &shown), at("24T05:30"), &FormKey::generate()).await;
    assert!(matches!(none, Err(Error::Conflict(_))), "{none:?}");
}

#[tokio::test]
async fn the_database_changes_and_removes_no_mark() {
    let (bench, preparer) = works().await;
    let id = put(&bench, &preparer, &new(K::ColdStart, "22T05:00", "22T08:00")).await.unwrap().id;
    let shown = seen(&bench, &preparer, id).await;
    marks::withdraw(&bench.ctx, &preparer, (id, &shown), &FormKey::generate()).await.unwrap();
    let changed = async {
        let tx = bench.ctx.store.write().await.unwrap();
        let note = (mark::Column::Note, Expr::val("other"));
        mark::Entity::update_many().col_expr(note.0, note.1).filter(mark::Column::Id.eq(id)).exec(&tx).await
    };
    assert!(changed.await.is_err());
    let removed = async {
        let tx = bench.ctx.store.write().await.unwrap();
        mark_step::Entity::delete_many().exec(&tx).await
    };
    assert!(removed.await.is_err());
}

#[tokio::test]
async fn a_form_with_another_word_about_treatment_was_not_sent() {
    let (bench, preparer) = works().await;
    let form = FormKey::generate();
    let sent = NewMark { treatment_runs: false, ..new(K::ColdStart, "22T05:00", "22T08:00") };
    set(&bench.ctx, &preparer, &sent, &form).await.unwrap();
    set(&bench.ctx, &preparer, &sent, &form).await.unwrap();
    for changed in [NewMark { treatment_runs: true, ..sent.clone() }, NewMark { note: "除尘正常".to_owned(), ..sent }]
    {
        let answer = set(&bench.ctx, &preparer, &changed, &form).await;
        assert!(matches!(answer, Err(Error::Conflict(Conflict::SentBefore))), "{changed:?}: {answer:?}");
    }
}

#[tokio::test]
async fn a_mark_has_those_after_it_judged_again_for_what_it_takes_of_their_time() {
    let (bench, preparer) = works().await;
    put(&bench, &preparer, &new(K::ColdStart, "22T08:00", "22T12:00")).await.unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    exceedance_due::Entity::delete_many().exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
    put(&bench, &preparer, &new(K::ColdStart, "22T07:00", "22T08:00")).await.unwrap();
    let due = exceedance_due::Entity::find()
        .filter(exceedance_due::Column::Interval.eq(Interval::Hour))
        .order_by_asc(exceedance_due::Column::At)
        .all(bench.ctx.store.read())
        .await
        .unwrap();
    let hours: Vec<_> = due.iter().map(|row| (row.outlet_id, row.at.since(at("22T07:00")) / HOUR)).collect();
    assert_eq!(hours, (0..5).map(|hour| (2, hour)).collect::<Vec<_>>());
}
