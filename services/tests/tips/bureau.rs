//! The bureau's side.

use domain::{
    access::{Action, Role, may},
    time::{DAY, Stamp},
    tip::{TipAuthor, TipStatus},
};
use services::{
    Error,
    testing::{Bench, client},
    tips::{self, NewTip, Show, accept, answer, decline, file, follow, hand_over, open, open_identity, queue, reply},
};

use super::{CONTACT, PLACE, TEXT, filed, tip};

/// A day in Beijing.
fn day(at: Option<Stamp>) -> String {
    at.unwrap().day().to_string()
}

#[tokio::test]
async fn every_role_at_every_use_case() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no) = (&bench.ctx, filed.tip_no.as_str());
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let actor = if role == Role::Intake { intake.clone() } else { bench.actor(role).await };
        let forbidden = |answer: Option<Error>| matches!(answer, Some(Error::Forbidden));
        let reading = [
            forbidden(queue(ctx, &actor, Show::Open).await.err()),
            forbidden(open(ctx, &actor, no).await.err()),
            forbidden(tips::photo_of(ctx, &actor, no, 1).await.err()),
        ];
        assert_eq!(reading, [!may(role, Action::ReadTip); 3], "{role} reads");
        // On a tip-off that does not exist: whoever may do it hears that, everybody else that they may not.
        let handling = [
            forbidden(accept(ctx, &actor, "x").await.err()),
            forbidden(decline(ctx, &actor, "x", "理由").await.err()),
            forbidden(hand_over(ctx, &actor, "x").await.err()),
            forbidden(reply(ctx, &actor, "x", "您好").await.err()),
            forbidden(answer(ctx, &actor, "x", "您好").await.err()),
        ];
        assert_eq!(handling, [!may(role, Action::HandleTip); 5], "{role} handles");
        let opening = forbidden(open_identity(ctx, &actor, no, "依法核实举报").await.err());
        assert_eq!(opening, !may(role, Action::OpenIdentity), "{role} opens the identity");
    }
}

#[tokio::test]
async fn a_tip_is_taken_up_and_answered() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no, code) = (&bench.ctx, filed.tip_no.as_str(), filed.receipt_code.plain());
    let waiting = queue(ctx, &intake, Show::Open).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].town.as_deref(), waiting[0].overdue), (1, Some("澄溪镇"), false));
    let seen = open(ctx, &intake, no).await.unwrap();
    assert_eq!((seen.text.as_str(), seen.place.as_deref(), seen.has_contact), (TEXT, Some(PLACE), true));
    accept(ctx, &intake, no).await.unwrap();
    reply(ctx, &intake, no, "请问是哪一天？").await.unwrap();
    let news = follow(ctx, &code, client(1)).await.unwrap();
    assert_eq!((news.status, day(news.due_at)), (TipStatus::Accepted, "2026-11-25".into()));
    bench.advance(DAY);
    hand_over(ctx, &intake, no).await.unwrap();
    let news = follow(ctx, &code, client(1)).await.unwrap();
    assert_eq!((news.status, day(news.due_at)), (TipStatus::Investigating, "2027-01-21".into()));
    answer(ctx, &intake, no, "已立案查处。").await.unwrap();
    let news = follow(ctx, &code, client(1)).await.unwrap();
    assert_eq!((news.status, news.due_at, news.closed_at), (TipStatus::Answered, None, Some(ctx.now())));
    let said: Vec<_> = news.messages.iter().map(|message| (message.author, message.text.as_str())).collect();
    assert_eq!(said, [(TipAuthor::Bureau, "请问是哪一天？"), (TipAuthor::Bureau, "已立案查处。")]);
    assert!(queue(ctx, &intake, Show::Open).await.unwrap().is_empty());
    assert_eq!(queue(ctx, &intake, Show::All).await.unwrap().len(), 1);
    let log = bench.audit().await;
    let acts: Vec<_> = log.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        acts,
        [
            "file-tip public",
            "read-tip intake",
            "accept-tip intake",
            "reply-to-tip intake",
            "hand-over-tip intake",
            "answer-tip intake"
        ]
    );
}

#[tokio::test]
async fn nothing_is_done_twice_or_out_of_order() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no) = (&bench.ctx, filed.tip_no.as_str());
    let conflict = |answer: Result<(), Error>| matches!(answer, Err(Error::Conflict(_)));
    assert!(conflict(answer(ctx, &intake, no, "已处理").await), "not taken up yet");
    assert!(matches!(decline(ctx, &intake, no, " ").await, Err(Error::Invalid { field: "reason", .. })));
    let (one, two) = tokio::join!(accept(ctx, &intake, no), decline(ctx, &intake, no, "重复举报"));
    assert!(one.is_ok() != two.is_ok(), "of two at the same moment one wins: {one:?}, {two:?}");
    assert!(conflict(accept(ctx, &intake, no).await));
    assert!(conflict(decline(ctx, &intake, no, "重复举报").await));
}

#[tokio::test]
async fn a_declined_reporter_reads_why() {
    let (bench, intake, filed) = filed().await;
    decline(&bench.ctx, &intake, &filed.tip_no, "已于上月答复").await.unwrap();
    let news = follow(&bench.ctx, &filed.receipt_code.plain(), client(1)).await.unwrap();
    assert_eq!((news.status, news.due_at), (TipStatus::Declined, None));
    assert_eq!(news.messages[0].text, "已于上月答复");
}

#[tokio::test]
async fn local_roles_see_their_own_area_only() {
    let (bench, _, here) = filed().await;
    let ctx = &bench.ctx;
    let nowhere = NewTip { enterprise: None, ..tip() };
    let elsewhere = file(ctx, nowhere, client(1)).await.unwrap();
    let grid = bench.actor(Role::Grid).await;
    let seen = queue(ctx, &grid, Show::All).await.unwrap();
    assert_eq!(seen.iter().map(|row| row.tip_no.as_str()).collect::<Vec<_>>(), [here.tip_no.as_str()]);
    open(ctx, &grid, &here.tip_no).await.unwrap();
    assert!(matches!(open(ctx, &grid, &elsewhere.tip_no).await, Err(Error::NotFound)));
    let lost = services::accounts::Actor { town_id: None, ..grid };
    assert!(queue(ctx, &lost, Show::All).await.unwrap().is_empty(), "no area is not the whole city");
}

#[tokio::test]
async fn an_overdue_tip_says_so() {
    let (bench, intake, _) = filed().await;
    bench.advance(16 * DAY);
    assert!(queue(&bench.ctx, &intake, Show::Open).await.unwrap()[0].overdue);
}

#[tokio::test]
async fn the_custodian_opens_an_identity_with_a_reason_and_the_reporter_sees_it() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no) = (&bench.ctx, filed.tip_no.as_str());
    let custodian = bench.actor(Role::Custodian).await;
    for reason in ["", "  ", "想看"] {
        let answer = open_identity(ctx, &custodian, no, reason).await;
        assert!(matches!(answer, Err(Error::Invalid { field: "reason", .. })), "{reason}");
    }
    assert_eq!(open_identity(ctx, &custodian, no, "依法核实举报").await.unwrap().contact, CONTACT);
    open(ctx, &intake, no).await.unwrap();
    let news = follow(ctx, &filed.receipt_code.plain(), client(1)).await.unwrap();
    assert_eq!(news.identity_opened, [ctx.now()]);
    assert_eq!(news.read_by.into_iter().collect::<Vec<_>>(), [(Role::Intake, 1)]);

    let nameless = file(ctx, NewTip { contact: Some("  ".into()), ..tip() }, client(1)).await.unwrap();
    let answer = open_identity(ctx, &custodian, &nameless.tip_no, "依法核实举报").await;
    assert!(matches!(answer, Err(Error::NotFound)));
    assert!(!open(ctx, &intake, &nameless.tip_no).await.unwrap().has_contact);
}

#[tokio::test]
async fn a_number_that_is_nobodys_is_not_found() {
    let bench = Bench::new().await;
    let intake = bench.actor(Role::Intake).await;
    for no in ["", "20261122-0001", "' OR 1=1 --"] {
        assert!(matches!(open(&bench.ctx, &intake, no).await, Err(Error::NotFound)), "{no}");
    }
}
