//! What the law allows is asked where a case is kept, cleared and published.

use domain::case::{CaseContent, Measure, Measures, ViolationKind};
use domain::enterprise::ManagementClass;
use domain::money::Fen;
use domain::time::Day;
use entities::enterprise;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use services::{
    Error, Result,
    cases::{draft, save, show, submit},
    public::cases as open,
};
use testing::Bench;

use super::{about, clear, content, drafted, form, publish, published, world};

#[tokio::test]
async fn a_fine_above_its_article_is_not_even_kept() {
    let (bench, people) = world().await;
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let high = CaseContent {
        kind: ViolationKind::TreatmentIdle,
        basis: "《中华人民共和国生态环境法典》第一千一百零四条第一款".into(),
        fine: Fen::yuan(325_000),
        ..content()
    };
    let refused = draft(ctx, officer, (&about().0, None), &high, &form()).await;
    let Err(Error::Invalid(issues)) = refused else { panic!("{refused:?}") };
    let message = issues.at("fine").unwrap().to_string();
    assert!(message.contains("第一千一百零四条第一款 50000.00 to 200000.00 yuan"), "{message}");
    let no = drafted(&bench, &people).await;
    let refused = save(ctx, officer, &no, (1, &high), &form()).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("fine")), "{refused:?}");
    let lawful = CaseContent { fine: Fen::yuan(87_500), ..high };
    save(ctx, officer, &no, (1, &lawful), &form()).await.unwrap();
}

#[tokio::test]
async fn evasion_is_not_cleared_with_a_fine_alone() {
    let (bench, people) = world().await;
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let basis = "《中华人民共和国生态环境法典》第一千一百零八条".into();
    let evasion = CaseContent { kind: ViolationKind::Evasion, basis, ..content() };
    let no = draft(ctx, officer, (&about().0, None), &evasion, &form()).await.unwrap();
    let refused = submit(ctx, officer, &no, (1, &evasion), &form()).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("measures")), "{refused:?}");
    let measures = Measures::of([Measure::StopProduction, Measure::Police]);
    let whole = CaseContent { measures: measures.clone(), ..evasion };
    submit(ctx, officer, &no, (1, &whole), &form()).await.unwrap();
    assert_eq!(show(ctx, officer, &no).await.unwrap().content.measures, measures);
}

#[tokio::test]
async fn a_decision_whose_term_is_over_is_not_published() {
    let (bench, people) = world().await;
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let no = drafted(&bench, &people).await;
    bench.set_clock(domain::time::Stamp::parse("2027-11-19T09:00").unwrap());
    let refused = submit(ctx, officer, &no, (1, &content()), &form()).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("gravity")), "{refused:?}");
}

#[tokio::test]
async fn the_public_reads_what_was_ordered() {
    let (bench, people) = world().await;
    let no = published(&bench, &people).await;
    assert_eq!(open::show(&bench.ctx, &no).await.unwrap().row.measures, Measures::default());
}

/// Falsified data that went to the police.
fn with_police(transferred: &str, returned: &str, fine: i64, measures: &[Measure]) -> CaseContent {
    CaseContent {
        kind: ViolationKind::Falsification,
        basis: "《中华人民共和国生态环境法典》第一千零八十八条".into(),
        transferred_on: transferred.parse().ok(),
        returned_on: returned.parse().ok(),
        fine: Fen::yuan(fine),
        measures: Measures::of(measures.iter().copied()),
        ..content()
    }
}

/// The case is decided on 2026-11-18.
#[tokio::test]
async fn no_fine_is_kept_while_the_case_is_with_the_police() {
    let (bench, people) = world().await;
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let begun = async |content: &CaseContent| draft(ctx, officer, (&about().0, None), content, &form()).await;
    let both = [Measure::CriminalTransfer, Measure::PersonsFined];
    let refused = begun(&with_police("2026-11-02", "", 325_000, &both)).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("fine") && error.is_about("measures")), "{refused:?}");
    // Decided before it went there; or after it came back.
    begun(&with_police("2026-11-19", "", 325_000, &both)).await.unwrap();
    begun(&with_police("2026-11-02", "2026-11-16", 325_000, &both)).await.unwrap();

    let open_case = with_police("2026-11-02", "", 0, &[Measure::CriminalTransfer, Measure::StopProduction]);
    let no = begun(&open_case).await.unwrap();
    let fined = with_police("2026-11-02", "", 325_000, &both);
    let refused = save(ctx, officer, &no, (1, &fined), &form()).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("fine")), "{refused:?}");
    submit(ctx, officer, &no, (1, &open_case), &form()).await.unwrap();
    clear(ctx, &people.legal, &no, &form()).await.unwrap();
    publish(ctx, &people.publisher, &no, &form()).await.unwrap();
    let row = open::show(ctx, &no).await.unwrap().row;
    assert_eq!((row.fine, row.suspended_since()), (Fen(0), "2026-11-02".parse().ok()), "nothing is decided of a fine");
}

async fn permitted(bench: &Bench, class: ManagementClass, to: Option<Day>) {
    let tx = bench.ctx.store.write().await.unwrap();
    let permit_no = Set(to.map(|_| "91350100M000100Y43001P".to_owned()));
    let row =
        enterprise::ActiveModel { id: Set(1), class: Set(class), permit_no, permit_to: Set(to), ..Default::default() };
    row.update(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn nobody_who_holds_a_permit_is_without_one() {
    let (bench, people) = world().await;
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let basis = "《中华人民共和国生态环境法典》第一千一百零二条".to_owned();
    let without = CaseContent { kind: ViolationKind::NoPermit, basis: basis.clone(), ..content() };
    let begun = async |content: &CaseContent| -> Result<String> {
        draft(ctx, officer, (&about().0, None), content, &form()).await
    };
    permitted(&bench, ManagementClass::Key, "2029-06-30".parse().ok()).await;
    let refused = begun(&without).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("kind")), "{refused:?}");
    begun(&CaseContent { kind: ViolationKind::NewPermitDue, ..without.clone() }).await.unwrap();
    // What was written while the register knew of no permit is asked again on its way.
    permitted(&bench, ManagementClass::Key, None).await;
    let no = begun(&without).await.unwrap();
    permitted(&bench, ManagementClass::Key, "2029-06-30".parse().ok()).await;
    assert!(show(ctx, officer, &no).await.unwrap().problems.iter().any(|(field, _)| field.as_str() == "kind"));
    let refused = submit(ctx, officer, &no, (1, &without), &form()).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("kind")), "{refused:?}");
}

/// A class is a word about a name: it is shown with its ground, or not at all.
#[tokio::test]
async fn a_class_without_its_ground_is_not_published_nor_shown() {
    let (bench, people) = world().await;
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let bare = CaseContent { gravity_basis: String::new(), ..content() };
    let no = drafted(&bench, &people).await;
    let refused = submit(ctx, officer, &no, (1, &bare), &form()).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("gravity_basis")), "{refused:?}");
    let no = published(&bench, &people).await;
    let classed = open::show(ctx, &no).await.unwrap().row.classed.unwrap();
    let days = (classed.from.to_string(), classed.until.to_string());
    assert_eq!((classed.basis.as_str(), classed.authority.as_str()), ("普通程序作出的罚款", "示范市生态环境局"));
    assert_eq!(days, ("2026-11-18".into(), "2027-11-18".into()));
    // One that was published before the ground was asked for.
    crate::public::rows::put(&bench, crate::public::rows::case("old")).await;
    assert_eq!(open::show(ctx, "old").await.unwrap().row.classed, None);
}

#[tokio::test]
async fn an_act_that_lasted_keeps_its_days_and_is_judged_by_its_end() {
    let (bench, people) = world().await;
    let (ctx, officer) = (&bench.ctx, &people.officer);
    let day = |text: &str| text.parse::<chrono::NaiveDate>().ok();
    let lasted = CaseContent {
        acted_on: day("2026-07-01").unwrap(),
        acted_until: day("2026-10-10"),
        found_on: day("2026-10-08"),
        ..content()
    };
    let no = draft(ctx, officer, (&about().0, None), &lasted, &form()).await.unwrap();
    submit(ctx, officer, &no, (1, &lasted), &form()).await.unwrap();
    let kept = show(ctx, officer, &no).await.unwrap();
    assert_eq!((kept.content, kept.line.acted_until.map(|day| day.0)), (lasted.clone(), day("2026-10-10")));
    // Had it ended before the Code, its basis would be another one's: the fine lies outside of the old range.
    let before = CaseContent { acted_until: day("2026-08-14"), found_on: None, fine: Fen::yuan(50_000), ..lasted };
    let refused = draft(ctx, officer, (&about().0, None), &before, &form()).await;
    assert!(matches!(refused, Err(ref error) if error.is_about("fine")), "{refused:?}");
}
