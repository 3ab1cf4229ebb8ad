//! The bureau's side.

use domain::{
    access::{Action, Role, may},
    time::{DAY, Stamp},
    tip::{TipAuthor, TipStatus},
};
use services::{
    Ctx, Error, FormKey,
    accounts::Actor,
    tips::{
        self, NewTip, QueueQuery, QueueRow, Show, accept, answer, decline, file, follow, hand_over, identity_file,
        open, open_identity, queue, reply, with_contact, write,
    },
};
use testing::{Bench, client};

use super::{CONTACT, PLACE, TEXT, filed, tip};

/// A day in Beijing.
fn day(at: Option<Stamp>) -> String {
    at.unwrap().day().to_string()
}

async fn listed(ctx: &Ctx, actor: &Actor, show: Show) -> Vec<QueueRow> {
    queue(ctx, actor, &QueueQuery { show, ..QueueQuery::default() }).await.unwrap().items
}

#[tokio::test]
async fn every_role_at_every_use_case() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no) = (&bench.ctx, filed.tip_no.as_str());
    for &role in Role::ALL.iter().filter(|role| **role != Role::Public) {
        let actor = if role == Role::Intake { intake.clone() } else { bench.actor(role).await };
        let forbidden = |answer: Option<Error>| matches!(answer, Some(Error::Forbidden));
        let reading = [
            forbidden(queue(ctx, &actor, &QueueQuery::default()).await.err()),
            forbidden(open(ctx, &actor, no).await.err()),
            forbidden(tips::photo_of(ctx, &actor, no, 1).await.err()),
        ];
        assert_eq!(reading, [!may(role, Action::ReadTip); 3], "{role} reads");
        // On a tip-off that does not exist: whoever may do it hears that, everybody else that they may not.
        let handling = [
            forbidden(accept(ctx, &actor, "x", None).await.err()),
            forbidden(decline(ctx, &actor, "x", "理由", None).await.err()),
            forbidden(hand_over(ctx, &actor, "x", None).await.err()),
            forbidden(reply(ctx, &actor, "x", "您好", None).await.err()),
            forbidden(answer(ctx, &actor, "x", "您好", None).await.err()),
        ];
        assert_eq!(handling, [!may(role, Action::HandleTip); 5], "{role} handles");
        let opening = [
            forbidden(open_identity(ctx, &actor, no, "依法核实举报").await.err()),
            forbidden(with_contact(ctx, &actor).await.err()),
        ];
        assert_eq!(opening, [!may(role, Action::OpenIdentity); 2], "{role} opens the identity");
        let trail = may(role, Action::OpenIdentity) || may(role, Action::ReadAudit);
        assert_eq!(forbidden(identity_file(ctx, &actor, no).await.err()), !trail, "{role} sees who opened it");
    }
}

#[tokio::test]
async fn a_tip_is_taken_up_and_answered() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no, code) = (&bench.ctx, filed.tip_no.as_str(), filed.receipt_code.plain());
    let waiting = listed(ctx, &intake, Show::Open).await;
    assert_eq!(
        (waiting.len(), waiting[0].town.as_ref().map(|town| town.zh.as_str()), waiting[0].overdue),
        (1, Some("澄溪镇"), false)
    );
    let seen = open(ctx, &intake, no).await.unwrap();
    assert_eq!((seen.text.as_str(), seen.place.as_deref(), seen.has_contact), (TEXT, Some(PLACE), true));
    accept(ctx, &intake, no, None).await.unwrap();
    reply(ctx, &intake, no, "请问是哪一天？", None).await.unwrap();
    let news = follow(ctx, &code, client(1)).await.unwrap();
    assert_eq!((news.status, day(news.due_at)), (TipStatus::Accepted, "2026-11-25".into()));
    bench.advance(DAY);
    hand_over(ctx, &intake, no, None).await.unwrap();
    let news = follow(ctx, &code, client(1)).await.unwrap();
    assert_eq!((news.status, day(news.due_at)), (TipStatus::Investigating, "2027-01-21".into()));
    answer(ctx, &intake, no, "已立案查处。", None).await.unwrap();
    let news = follow(ctx, &code, client(1)).await.unwrap();
    assert_eq!((news.status, news.due_at, news.closed_at), (TipStatus::Answered, None, Some(ctx.now())));
    let said: Vec<_> = news.messages.iter().map(|message| (message.author, message.text.as_str())).collect();
    assert_eq!(said, [(TipAuthor::Bureau, "请问是哪一天？"), (TipAuthor::Bureau, "已立案查处。")]);
    assert!(listed(ctx, &intake, Show::Open).await.is_empty());
    assert_eq!(listed(ctx, &intake, Show::All).await.len(), 1);
    bench.drain_jobs().await;
    let log = bench.audit().await;
    let acts: Vec<_> = log.iter().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        acts,
        [
            "read-tip intake",
            "accept-tip intake",
            "reply-to-tip intake",
            "hand-over-tip intake",
            "answer-tip intake",
            "file-tip public"
        ]
    );
}

#[tokio::test]
async fn nothing_is_done_twice_or_out_of_order() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no) = (&bench.ctx, filed.tip_no.as_str());
    let conflict = |answer: Result<(), Error>| matches!(answer, Err(Error::Conflict(_)));
    assert!(conflict(answer(ctx, &intake, no, "已处理", None).await), "not taken up yet");
    assert!(matches!(decline(ctx, &intake, no, " ", None).await, Err(ref error) if error.is_about("reason")));
    let (one, two) = tokio::join!(accept(ctx, &intake, no, None), decline(ctx, &intake, no, "重复举报", None));
    assert!(one.is_ok() != two.is_ok(), "of two at the same moment one wins: {one:?}, {two:?}");
    assert!(conflict(accept(ctx, &intake, no, None).await));
    assert!(conflict(decline(ctx, &intake, no, "重复举报", None).await));
}

#[tokio::test]
async fn a_declined_reporter_reads_why() {
    let (bench, intake, filed) = filed().await;
    decline(&bench.ctx, &intake, &filed.tip_no, "已于上月答复", None).await.unwrap();
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
    let seen = listed(ctx, &grid, Show::All).await;
    assert_eq!(seen.iter().map(|row| row.tip_no.as_str()).collect::<Vec<_>>(), [here.tip_no.as_str()]);
    open(ctx, &grid, &here.tip_no).await.unwrap();
    assert!(matches!(open(ctx, &grid, &elsewhere.tip_no).await, Err(Error::NotFound)));
    let lost = Actor { town_id: None, ..grid };
    assert!(listed(ctx, &lost, Show::All).await.is_empty(), "no area is not the whole city");
}

#[tokio::test]
async fn the_queue_is_narrowed_by_state_town_and_number() {
    let (bench, intake, here) = filed().await;
    let ctx = &bench.ctx;
    let nowhere = file(ctx, NewTip { enterprise: None, ..tip() }, client(1)).await.unwrap();
    accept(ctx, &intake, &here.tip_no, None).await.unwrap();
    let numbers = async |query: QueueQuery| {
        let found = queue(ctx, &intake, &query).await.unwrap();
        found.items.into_iter().map(|row| row.tip_no).collect::<Vec<_>>()
    };
    let of = |show| QueueQuery { show, ..QueueQuery::default() };
    // Three working days to hand it over are less than fifteen days to take it up.
    assert_eq!(numbers(of(Show::Open)).await, [here.tip_no.as_str(), nowhere.tip_no.as_str()]);
    assert_eq!(numbers(of(Show::All)).await, [nowhere.tip_no.as_str(), here.tip_no.as_str()]);
    assert_eq!(numbers(of(Show::In(TipStatus::Accepted))).await, [here.tip_no.as_str()]);
    assert!(numbers(of(Show::Overdue)).await.is_empty());
    let town = |code: &str| QueueQuery { town: Some(code.into()), ..QueueQuery::default() };
    assert_eq!(numbers(town("441900101")).await, [here.tip_no.as_str()]);
    assert!(numbers(town("999")).await.is_empty());
    let number = |number: &str| QueueQuery { number: Some(number.into()), ..QueueQuery::default() };
    assert_eq!(numbers(number(&nowhere.tip_no)).await, [nowhere.tip_no.as_str()]);
    assert_eq!(numbers(number("20261122-%_'")).await.len(), 2, "a pattern is no pattern");
}

#[tokio::test]
async fn a_form_that_is_sent_twice_does_its_work_once() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no) = (&bench.ctx, filed.tip_no.as_str());
    let [first, second, third] = [(); 3].map(|()| FormKey::generate());
    let seen = async || open(ctx, &intake, no).await.unwrap().seen;
    let before = seen().await;
    for _ in 0..2 {
        accept(ctx, &intake, no, Some((&first, &before))).await.unwrap();
    }
    let accepted = seen().await;
    for _ in 0..2 {
        reply(ctx, &intake, no, "请问是哪一天？", Some((&second, &accepted))).await.unwrap();
    }
    let replied = seen().await;
    for _ in 0..2 {
        answer(ctx, &intake, no, "已立案查处。", Some((&third, &replied))).await.unwrap();
    }
    assert_eq!(open(ctx, &intake, no).await.unwrap().messages.len(), 2);
    let again = accept(ctx, &intake, no, Some((&FormKey::generate(), &seen().await))).await;
    assert!(matches!(again, Err(Error::Conflict(_))), "another form is another try");
}

#[tokio::test]
async fn an_overdue_tip_says_so() {
    let (bench, intake, _) = filed().await;
    bench.advance(16 * DAY);
    assert!(listed(&bench.ctx, &intake, Show::Open).await[0].overdue);
}

#[tokio::test]
async fn the_custodian_opens_an_identity_with_a_reason_and_the_reporter_sees_it() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no) = (&bench.ctx, filed.tip_no.as_str());
    let custodian = bench.actor(Role::Custodian).await;
    for reason in ["", "  ", "想看"] {
        let answer = open_identity(ctx, &custodian, no, reason).await;
        assert!(matches!(answer, Err(ref error) if error.is_about("reason")), "{reason}");
    }
    assert_eq!(open_identity(ctx, &custodian, no, "依法核实举报").await.unwrap().contact, CONTACT);
    open(ctx, &intake, no).await.unwrap();
    let news = follow(ctx, &filed.receipt_code.plain(), client(1)).await.unwrap();
    assert_eq!(news.identity_opened, [ctx.now()]);
    let trail = identity_file(ctx, &custodian, no).await.unwrap();
    assert_eq!((trail.has_contact, trail.openings.len()), (true, 1));
    let opening = &trail.openings[0];
    assert_eq!((opening.by.as_str(), opening.reason.as_str()), ("custodian 甲", "依法核实举报"));
    let auditor = bench.actor(Role::Auditor).await;
    assert_eq!(identity_file(ctx, &auditor, no).await.unwrap(), trail, "the auditor sees that it was opened");
    assert_eq!(with_contact(ctx, &custodian).await.unwrap(), [trail]);
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

#[tokio::test]
async fn a_page_that_is_older_than_what_somebody_did_takes_no_step() {
    let (bench, intake, filed) = filed().await;
    let (ctx, no) = (&bench.ctx, filed.tip_no.as_str());
    let form = FormKey::generate;
    let before = open(ctx, &intake, no).await.unwrap().seen;
    accept(ctx, &intake, no, None).await.unwrap();
    let accepted = open(ctx, &intake, no).await.unwrap().seen;
    write(ctx, &filed.receipt_code.plain(), "又排了一次。", None, client(1)).await.unwrap();
    // Each would be allowed by the state alone.
    for shown in [&before, &accepted] {
        let sent = [
            hand_over(ctx, &intake, no, Some((&form(), shown))).await,
            answer(ctx, &intake, no, "已处理。", Some((&form(), shown))).await,
            reply(ctx, &intake, no, "请问是哪一天？", Some((&form(), shown))).await,
        ];
        assert!(sent.iter().all(|answer| matches!(answer, Err(Error::Conflict(_)))), "{sent:?}");
    }
    let now = open(ctx, &intake, no).await.unwrap();
    assert_eq!((now.status, now.messages.len()), (TipStatus::Accepted, 1), "nothing was done");
    answer(ctx, &intake, no, "已处理。", Some((&form(), &now.seen))).await.unwrap();
}
