//! The search in the register.

use domain::{
    credit_code::CreditCode,
    enterprise::{Industry, ManagementClass},
    fixed::Micro,
    time::Stamp,
};
use entities::enterprise;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use services::public::{
    Paging, Pulse,
    enterprise::{Licence, show},
    enterprises::{Query, search, towns, trades},
};
use testing::{Bench, CREDIT_CODE};

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
    for (industry, want) in [("3360", 1), ("336", 1), ("33", 1), ("3361", 0), ("2221", 0), ("36", 0)] {
        let industry = Some(industry.parse().unwrap());
        assert_eq!(total(Query { industry, ..Query::default() }).await, want, "{industry:?}");
    }
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
    assert_eq!(page.items[0].monitors.pulse, Pulse::Silent { last_at: None });
    assert_eq!(page.items[0].town.en, "Chengxi");
    assert_eq!(towns(&bench.ctx).await.unwrap()[0].enterprises, 1);
}

/// The register takes any trade of the standard, not only those that the demo city has.
#[tokio::test]
async fn a_cement_works_is_entered_found_and_named() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let works = enterprise::ActiveModel {
        id: Set(2),
        credit_code: Set(CreditCode::complete("91441900MA5000000").unwrap()),
        name: Set("示范水泥有限公司".into()),
        name_en: Set("Model Cement".into()),
        pinyin: Set("shifan shuini sfsn".into()),
        town_id: Set(1),
        industry: Set(Industry::class(3011)),
        class: Set(ManagementClass::Key),
        class_basis: Set(String::new()),
        permit_no: Set(Some("91441900MA50000002001P".into())),
        permit_to: Set(Some("2030-06-30".parse().unwrap())),
        permit_issued_on: Set(None),
        permit_from: Set(None),
        permit_duties: Set(String::new()),
        address: Set("澄溪镇".into()),
        lat: Set(Micro(22_900_000)),
        lng: Set(Micro(113_800_000)),
        created_at: Set(Stamp(0)),
        public_from: Set("2000-01-01".parse().ok()),
        closed_on: Set(None),
    };
    let tx = bench.ctx.store.write().await.unwrap();
    works.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let page = search(&bench.ctx, &Query { industry: Some("301".parse().unwrap()), ..Query::default() }).await.unwrap();
    assert_eq!(page.items.iter().map(|row| row.name.zh.as_str()).collect::<Vec<_>>(), ["示范水泥有限公司"]);
    assert_eq!(
        (page.items[0].industry.name.zh.as_str(), page.items[0].industry.name.en.as_str()),
        ("水泥制造", "Cement")
    );
    let codes: Vec<_> = trades(&bench.ctx).await.unwrap().iter().map(|trade| trade.code.to_string()).collect();
    assert_eq!(codes, ["3011", "3360"]);
    let file = show(&bench.ctx, &page.items[0].credit_code).await.unwrap();
    assert_eq!(file.licence.permit_to(), Some("2030-06-30".parse().unwrap()));
}

/// A registration is no permit, whatever the register has beside its number.
#[tokio::test]
async fn a_registered_enterprise_has_a_registration_and_no_permit() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let licence = async || show(&bench.ctx, &CREDIT_CODE.parse().unwrap()).await.unwrap().licence;
    assert_eq!(licence().await, Licence::NotOnRecord);
    let (number, to) = (format!("{CREDIT_CODE}001X"), Some("2030-06-30".parse().unwrap()));
    for (class, want) in [
        (ManagementClass::Registered, Licence::Registration { number: number.clone() }),
        (ManagementClass::Simplified, Licence::Permit { number: number.clone(), to, from: None, issued_on: None }),
    ] {
        let tx = bench.ctx.store.write().await.unwrap();
        let row = enterprise::ActiveModel {
            id: Set(1),
            class: Set(class),
            permit_no: Set(Some(number.clone())),
            permit_to: Set(to),
            ..Default::default()
        };
        row.update(&tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(licence().await, want);
    }
}
