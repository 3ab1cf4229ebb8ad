//! The search in the register.

use domain::enterprise::{Colour, Industry};
use services::{
    public::{
        Paging, Pulse,
        enterprises::{Query, search, towns},
    },
    testing::Bench,
};

async fn found(bench: &Bench, q: &str) -> u64 {
    search(&bench.ctx, &Query { q: Some(q.to_owned()), ..Query::default() }).await.unwrap().total
}

#[tokio::test]
async fn by_name_pinyin_code_and_town_in_any_case_and_width() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for q in ["永昼", "YONGZHOU plating", "chengxi", "91350100m000100y43", "澄溪镇 电镀", "Ｙｏｎｇｚｈｏｕ", "", "   "]
    {
        assert_eq!(found(&bench, q).await, 1, "{q:?}");
    }
}

#[tokio::test]
async fn wildcards_quotes_and_nonsense_are_looked_for_as_they_are() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    for q in ["%", "_", "!", "'", "\\", "\"; drop table enterprise; --", "永昼 不存在", "\u{0}qq", "👁"] {
        assert_eq!(found(&bench, q).await, 0, "{q:?}");
    }
}

#[tokio::test]
async fn filters_narrow_and_pages_beyond_the_last_are_empty() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let total = |query: Query| {
        let ctx = bench.ctx.clone();
        async move { search(&ctx, &query).await.unwrap().total }
    };
    assert_eq!(total(Query { industry: Some(Industry::Electroplating), ..Query::default() }).await, 1);
    assert_eq!(total(Query { industry: Some(Industry::Paper), ..Query::default() }).await, 0);
    assert_eq!(total(Query { colour: Some(Colour::Red), ..Query::default() }).await, 0);
    for town in ["441900101", "澄溪镇", "CHENGXI"] {
        assert_eq!(total(Query { town: Some(town.into()), ..Query::default() }).await, 1, "{town}");
    }
    assert_eq!(total(Query { town: Some("\0".into()), ..Query::default() }).await, 0);
    let beyond = Query { paging: Paging::new(u32::MAX, 1000), ..Query::default() };
    let page = search(&bench.ctx, &beyond).await.unwrap();
    assert_eq!((page.items.len(), page.total), (0, 1));
}

#[tokio::test]
async fn a_row_tells_whether_its_monitors_are_heard() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let page = search(&bench.ctx, &Query::default()).await.unwrap();
    assert_eq!(page.items[0].pulse, Pulse::Silent { last_at: None });
    assert_eq!(page.items[0].town.en, "Chengxi");
    assert_eq!(towns(&bench.ctx).await.unwrap()[0].enterprises, 1);
}
