//! The line of everything that happened around an enterprise.

use domain::{
    access::Role,
    exceedance::{EventOutcome, EventStatus},
    finding::{FindingStatus, Outcome, Severity},
    mark::MarkState,
    time::{DAY, HOUR},
};
use entities::exceedance;
use services::{
    FormKey,
    accounts::Actor,
    bureau::{Kind, Timeline, What, timeline},
    public::Paging,
    tips::{NewTip, file},
};
use testing::{Bench, client};

use crate::{
    findings,
    public::{
        basis::{event, mark},
        rows::{at, case, put, works},
    },
};

/// The works with something of every kind.
async fn world() -> Bench {
    let bench = Bench::new().await;
    bench.plating_works().await;
    findings::sign(&bench, 1, 1).await;
    put(&bench, case("shown")).await;
    let mut draft = case("draft");
    (draft.published_at, draft.stage) = (None, domain::case::CaseStage::Draft);
    put(&bench, draft).await;
    let id = put(&bench, findings::row(Severity::Red, FindingStatus::Open, "09:00")).await.id;
    let reviewer = bench.actor(Role::Reviewer).await;
    findings::ask(&bench.ctx, &reviewer, id, "请核对水表读数。", &FormKey::generate()).await.unwrap();
    bench.advance(HOUR);
    let certifier = bench.actor(Role::Certifier).await;
    findings::explain(&bench.ctx, &certifier, id, "水表抄错，已请自来水公司更正。", &FormKey::generate())
        .await
        .unwrap();
    bench.advance(DAY);
    findings::close(&bench.ctx, &reviewer, id, Outcome::Source, "账单已更正。", &FormKey::generate()).await.unwrap();
    let tip = NewTip { enterprise: Some(works()), text: "夜里排黄水".into(), ..NewTip::default() };
    file(&bench.ctx, tip, client(1)).await.unwrap();
    bench
}

async fn line(bench: &Bench, actor: &Actor, kind: Option<Kind>) -> Timeline {
    timeline(&bench.ctx, actor, &works(), (kind, Paging::new(1, 50))).await.unwrap()
}

fn word(what: &What) -> &'static str {
    match what {
        What::Signed { .. } => "signed",
        What::Found(_) => "found",
        What::Asked(_) => "asked",
        What::Explained(_) => "explained",
        What::Settled(..) => "settled",
        What::Exceeded(_) => "exceeded",
        What::ExceedanceAsked(_) => "event asked",
        What::ExceedanceAnswered(_) => "event answered",
        What::ExceedanceSettled(..) => "event settled",
        What::Marked(_) => "marked",
        What::TipReceived { .. } => "tip",
        What::TipAnswered { .. } => "answered",
        What::Acted(_) => "acted",
        What::Decided(..) => "decided",
        What::Published(_) => "published",
        What::Rectified(_) => "rectified",
        What::Closed(_) => "closed",
        What::Withdrawn(..) => "withdrawn",
    }
}

#[tokio::test]
async fn the_newest_first_and_each_role_its_part() {
    let bench = world().await;
    let seen = |line: Timeline| line.events.items.iter().map(|event| word(&event.what)).collect::<Vec<_>>();
    let officer = line(&bench, &bench.actor(Role::Officer).await, None).await;
    assert_eq!(
        officer.kinds,
        [
            (Kind::Declarations, 1),
            (Kind::Findings, 4),
            (Kind::Exceedances, 0),
            (Kind::Marks, 0),
            (Kind::Tips, 1),
            (Kind::Cases, 5)
        ]
    );
    let mut all = seen(officer);
    assert_eq!((&all[2..5], all[5]), (&["explained", "asked", "found"][..], "signed"));
    all[..2].sort_unstable();
    assert_eq!(all[..2], ["settled", "tip"]);
    let publisher = line(&bench, &bench.actor(Role::Publisher).await, None).await;
    assert_eq!(publisher.kinds, [(Kind::Declarations, 1), (Kind::Cases, 5)]);
    let custodian = line(&bench, &bench.actor(Role::Custodian).await, None).await;
    assert_eq!(custodian.kinds, [(Kind::Declarations, 1), (Kind::Cases, 3)], "a draft is not for everybody");
}

#[tokio::test]
async fn what_stood_above_a_limit_and_what_was_marked_stand_in_it_and_what_is_gone_does_not() {
    let bench = world().await;
    let gone = exceedance::Model { status: EventStatus::Gone, periods: 0, ..event(EventStatus::Open, None, None) };
    put(&bench, gone).await;
    put(&bench, event(EventStatus::Confirmed, Some(EventOutcome::Confirmed), None)).await;
    let officer = bench.actor(Role::Officer).await;
    let seen = line(&bench, &officer, Some(Kind::Exceedances)).await;
    let words: Vec<_> = seen.events.items.iter().map(|event| word(&event.what)).collect();
    assert_eq!(words, ["event settled", "exceeded"]);
    bench.set_clock(at("14:35"));
    mark(&bench, "10:00", "12:00").await;
    let seen = line(&bench, &officer, Some(Kind::Marks)).await;
    let What::Marked(marked) = &seen.events.items[0].what else { panic!("{seen:?}") };
    assert_eq!((marked.from, marked.to, marked.state), (at("10:00"), Some(at("12:00")), MarkState::InForce));
    let publisher = line(&bench, &bench.actor(Role::Publisher).await, Some(Kind::Marks)).await;
    assert_eq!((publisher.events.total, publisher.kinds.len()), (0, 2), "not for every role");
}

#[tokio::test]
async fn a_case_whose_publicity_is_over_is_for_those_only_who_work_at_cases() {
    let bench = world().await;
    let mut over = case("over");
    over.public_until = Some("2026-11-01".parse().unwrap());
    put(&bench, over).await;
    let of = async |role| line(&bench, &bench.actor(role).await, Some(Kind::Cases)).await.events.total;
    assert_eq!((of(Role::Custodian).await, of(Role::Auditor).await), (3, 8));
}

#[tokio::test]
async fn one_kind_and_page_by_page() {
    let bench = world().await;
    let auditor = bench.actor(Role::Auditor).await;
    let findings = line(&bench, &auditor, Some(Kind::Findings)).await;
    assert_eq!((findings.events.total, findings.kinds.len()), (4, 6));
    assert!(findings.events.items.iter().all(|event| event.kind == Kind::Findings));
    let second = timeline(&bench.ctx, &auditor, &works(), (None, Paging::new(2, 6))).await.unwrap();
    assert_eq!((second.events.items.len(), second.events.total), (5, 11));
    let text = format!("{:?}", line(&bench, &auditor, Some(Kind::Tips)).await);
    assert!(!text.contains("黄水"), "nothing that a reporter wrote: {text}");
}
