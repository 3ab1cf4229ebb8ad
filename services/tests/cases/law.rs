//! What the law allows is asked where a case is kept, cleared and published.

use domain::case::{CaseContent, Measure, Measures, ViolationKind};
use domain::money::Fen;
use services::{
    Error,
    cases::{draft, save, show, submit},
    public::cases as open,
};

use super::{about, content, drafted, form, published, world};

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
