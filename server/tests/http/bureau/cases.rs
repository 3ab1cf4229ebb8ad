//! A case comes to the public over HTTP.

use axum::http::StatusCode;
use domain::access::Role;
use entities::violation_case;
use sea_orm::{EntityTrait, sea_query::Expr};

use super::{key, sent};
use crate::http::world::{Answer, World};

const NEW: &str = "/bureau/cases/new?enterprise=91350100M000100Y43";

/// A whole case as the form sends it.
fn content(form: &str) -> String {
    format!(
        "form={form}&revision=1&enterprise=91350100M000100Y43&kind=over-limit&acted_on=2026-10-01&acted_until=2026-10-10&found_on=2026-10-09&decided_on=2026-11-18\
         &document_no={}&authority={}&facts={}&breached={}&basis={}&discretion={}&fine=325%2C000&gravity=ordinary&gravity_basis={}",
        sent("示环罚字〔2026〕124号"),
        sent("示范市生态环境局"),
        sent("总镍日均值 0.63 毫克/升。"),
        sent("生态环境法典第一百七十九条第二款"),
        sent("生态环境法典第一千一百零三条"),
        sent("起点 10%。"),
        sent("普通程序作出的罚款"),
    )
}

/// The case as its page shows it, for the form that goes back.
fn shown(page: &Answer) -> String {
    let html = page.text();
    let hidden = |name: &str| {
        let rest = html.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    format!("revision={}&steps={}", hidden("revision"), hidden("steps"))
}

/// Takes the one step that a case's page offers, and follows it.
async fn step(world: &World, cookie: &str, address: &str, fields: &str) -> Answer {
    let page = world.get_as(cookie, address).await;
    let answer = world.post(address, cookie, &format!("form={}&{}&{fields}", key(&page, 0), shown(&page))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    world.get_as(cookie, answer.header("location")).await
}

/// A case that is published; its number.
async fn published(world: &World) -> String {
    let officer = world.signed_in(Role::Officer).await;
    let page = world.get_as(&officer, NEW).await;
    assert!(page.text().contains("澄溪永昼电镀厂"), "{}", page.text());
    let begun = world.post("/bureau/cases/new", &officer, &content(&key(&page, 0))).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let address = begun.header("location").split('?').next().unwrap().to_owned();
    step(world, &officer, &address, "act=submit").await;
    step(world, &world.signed_in(Role::Legal).await, &address, "act=clear").await;
    let public = address.replace("/bureau", "");
    assert_eq!(world.get(&public).await.status, StatusCode::NOT_FOUND);
    let publisher = world.signed_in(Role::Publisher).await;
    let asked = world.post(&address, &publisher, "act=publish").await.text();
    assert!(asked.contains("确认公布？") && asked.contains("公示至2027年11月18日"), "{asked}");
    assert_eq!(world.get(&public).await.status, StatusCode::NOT_FOUND, "nothing is published without being sure");
    let linked = world.get_as(&publisher, &format!("{address}?ask=publish")).await.text();
    assert!(linked.contains("name=\"sure\""), "{linked}");
    step(world, &publisher, &address, "act=publish&sure=yes").await;
    address.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn three_people_and_the_public_sees_it() {
    let world = World::new().await;
    let no = published(&world).await;
    assert_eq!(no, "DH-2026-0124");
    tokio::time::sleep(std::time::Duration::from_millis(350)).await;
    let public = world.get(&format!("/cases/{no}")).await;
    assert_eq!(public.status, StatusCode::OK);
    assert!(public.text().contains("总镍日均值 0.63 毫克/升。"), "{}", public.text());
    assert!(!public.text().contains(r#"id="statement""#), "of a statement that nobody knows of nothing is said");
    let officer = world.signed_in(Role::Officer).await;
    let kept = world.get_as(&officer, &format!("/bureau/cases/{no}")).await.text();
    assert!(kept.contains("公开的内容") && kept.contains("查明的事实") && !kept.contains("未见生态环境法典"), "{kept}");
    let imported = world.get_as(&officer, "/bureau/cases/DH-2026-0123").await.text();
    assert!(imported.contains("没有留下办理记录（导入的案件）") && !imported.contains("还没有送审"), "{imported}");
    assert!(world.get("/cases").await.text().contains(&no));
}

#[tokio::test]
async fn what_was_taken_down_says_why_and_names_nobody() {
    let world = World::new().await;
    let no = published(&world).await;
    let (publisher, address) = (world.signed_in(Role::Publisher).await, format!("/bureau/cases/{no}"));
    let empty = world.post(&address, &publisher, "act=withdraw&withdrawal=&withdrawal_reason=").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("<details open"), "the form with its errors is open: {}", empty.text());
    // The public reads it: a number of a person is told at once, beside what else is wrong.
    let named = format!("act=withdraw&withdrawal=&withdrawal_reason={}", sent("请致电 13800138000"));
    let html = world.post(&address, &publisher, &named).await.text();
    for field in ["withdrawal", "withdrawal_reason"] {
        assert!(html.contains(&format!(r##"href="#f-{field}""##)), "{field}: {html}");
    }
    assert!(html.contains("像是手机号码") && html.contains("13800138000</textarea>"), "{html}");
    let fields = format!("act=withdraw&withdrawal=quashed&withdrawal_reason={}", sent("复议决定撤销原处罚决定。"));
    step(&world, &publisher, &address, &fields).await;
    tokio::time::sleep(std::time::Duration::from_millis(350)).await;
    let gone = world.get(&format!("/cases/{no}")).await;
    assert_eq!(gone.status, StatusCode::GONE);
    let html = gone.text();
    assert!(html.contains("复议决定撤销原处罚决定。") && !html.contains("永昼"), "{html}");
    assert!(!world.get("/cases").await.text().contains(&no));
}

#[tokio::test]
async fn a_published_case_moves_on_and_the_public_sees_it() {
    let world = World::new().await;
    let no = published(&world).await;
    let (officer, address) = (world.signed_in(Role::Officer).await, format!("/bureau/cases/{no}"));
    let bad = format!("act=report&progress=rectified&happened_on=2026-11-01&words={}", sent("致电 13800138000"));
    let refused = world.post(&address, &officer, &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    assert!(html.contains("完成日期：不能早于2026年11月18日") && html.contains("像是手机号码"), "{html}");
    assert!(
        html.contains(r#"value="2026-11-01""#) && html.contains("13800138000</textarea>"),
        "nothing is lost: {html}"
    );
    let fields = format!("act=report&progress=rectified&happened_on=2026-11-20&words={}", sent("复测达标。"));
    step(&world, &officer, &address, &fields).await;
    let publisher = world.signed_in(Role::Publisher).await;
    assert!(world.get_as(&publisher, "/bureau").await.text().contains("进展待公布"));
    assert!(world.get_as(&publisher, "/bureau/cases?stage=reported").await.text().contains(&no));
    step(&world, &publisher, &address, "act=publish-report").await;
    tokio::time::sleep(std::time::Duration::from_millis(350)).await;
    let public = world.get(&format!("/cases/{no}")).await.text();
    assert!(
        public.contains("已完成整改") && public.contains("复测达标。") && public.contains("2026年11月20日"),
        "{public}"
    );
    assert!(world.get("/cases").await.text().contains("11月20日整改完成"));
    let json = world.get(&format!("/api/v1/cases/{no}")).await.json();
    assert_eq!((json["status"].as_str(), json["rectified_on"].as_str()), (Some("rectified"), Some("2026-11-20")));
}

#[tokio::test]
async fn a_fine_outside_of_its_article_is_told_with_the_range() {
    let world = World::new().await;
    let officer = world.signed_in(Role::Officer).await;
    let high = content("").replace("325%2C000", "1000001");
    let refused = world.post("/bureau/cases/new", &officer, &high).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    let range = "《中华人民共和国生态环境法典》第一千一百零三条，10 万元至 100 万元";
    assert!(html.contains("罚款：不在法定幅度内") && html.contains(range), "{html}");
    assert!(html.contains(r#"value="1000001""#), "{html}");
}

#[tokio::test]
async fn both_laws_are_shown_for_an_act_before_the_code() {
    let world = World::new().await;
    let officer = world.signed_in(Role::Officer).await;
    let fields = "enterprise=91350100M000100Y43&kind=over-limit&acted_on=2026-08-10&decided_on=2026-09-21";
    let begun = world.post("/bureau/cases/new", &officer, fields).await;
    let page = world.get_as(&officer, begun.header("location")).await.text();
    for words in [
        "从旧兼从轻",
        "《排污许可管理条例》第三十四条第一项，20 万元至 100 万元",
        "第一千一百零三条，10 万元至 100 万元",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

/// What the reader is told is in the reader's language, the law's name too, and comes from the data.
#[tokio::test]
async fn the_form_names_the_law_of_the_data_and_refuses_a_fine_of_what_is_with_the_police() {
    let world = World::new().await;
    let officer = world.signed_in(Role::Officer).await;
    let hint = world.get_as(&officer, NEW).await.text();
    assert!(hint.contains("2026年8月15日起适用生态环境法典") && hint.contains("巨额罚款、吊销许可证件"), "{hint}");
    let english = world.get_as(&officer, &format!("{NEW}&lang=en")).await.text();
    assert!(english.contains("since 15 August 2026 the Ecology and Environment Code (生态环境法典)"), "{english}");
    let open = format!("{}&transferred_on=2026-10-20", content(""));
    let refused = world.post("/bureau/cases/new", &officer, &open).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    assert!(html.contains("案件已于2026年10月20日因涉嫌犯罪移送公安机关"), "{html}");
    assert!(html.contains(r#"value="2026-10-20""#), "nothing is lost: {html}");
}

#[tokio::test]
async fn what_is_over_is_gone_without_a_name() {
    let world = World::new().await;
    let no = published(&world).await;
    let (publisher, address) = (world.signed_in(Role::Publisher).await, format!("/bureau/cases/{no}"));
    let fields = format!("act=withdraw&withdrawal=repaired&withdrawal_reason={}", sent("信用修复已准予。"));
    step(&world, &publisher, &address, &fields).await;
    tokio::time::sleep(std::time::Duration::from_millis(350)).await;
    let gone = world.get(&format!("/cases/{no}")).await;
    assert_eq!(gone.status, StatusCode::GONE);
    let html = gone.text();
    assert!(html.contains("已停止公示") && !html.contains("永昼") && !html.contains("修复"), "{html}");
    assert!(!world.get("/enterprises/91350100M000100Y43").await.text().contains(&no));
    let json = world.get("/api/v1/enterprises/91350100M000100Y43").await.json();
    assert_eq!(json["withdrawn_cases"], serde_json::Value::Null);
    let quarters = json["quarters"].as_array().unwrap();
    assert_eq!(quarters.iter().filter(|one| one["state"] == "violation").count(), 1, "the imported one: {json}");
}

#[tokio::test]
async fn a_draft_says_what_is_missing_and_a_refused_one_keeps_what_was_typed() {
    let world = World::new().await;
    let officer = world.signed_in(Role::Officer).await;
    let page = world.get_as(&officer, NEW).await;
    let gaps = format!("form={}&enterprise=91350100M000100Y43&kind=evasion&acted_on=2026/10/10", key(&page, 0));
    let begun = world.post("/bureau/cases/new", &officer, &gaps).await;
    let page = world.get_as(&officer, begun.header("location")).await.text();
    assert!(page.contains("公众将读到的内容"), "{page}");
    for words in ["处罚决定日：请填写", "违法事实：请填写", "失信类别：请填写"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let bad = format!(
        "enterprise=91350100M000100Y43&kind=&acted_on=yesterday&decided_on=2026-11-23&fine=x&facts={}",
        sent("负责人电话 13800138000")
    );
    let refused = world.post("/bureau/cases/new", &officer, &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text();
    // The day that has not come is told with the others, and not only when they are mended.
    for field in ["kind", "acted_on", "decided_on", "fine", "facts"] {
        assert!(html.contains(&format!(r##"href="#f-{field}""##)), "{field}: {html}");
    }
    for words in ["违法行为：请选择", "违法行为发生日：请写成年-月-日"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(html.contains(r#"value="yesterday""#) && html.contains("13800138000</textarea>"), "{html}");
}

#[tokio::test]
async fn days_are_read_as_people_write_them_and_an_older_law_is_pointed_out() {
    let world = World::new().await;
    let officer = world.signed_in(Role::Officer).await;
    let form = |day: &str, basis: &str| {
        format!("enterprise=91350100M000100Y43&kind=evasion&acted_on={}&basis={}", sent(day), sent(basis))
    };
    let refused = world.post("/bureau/cases/new", &officer, &form("2026年11月31日", "")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("违法行为发生日：没有 2026-11-31 这一天"), "{}", refused.text());
    let old = "《中华人民共和国水污染防治法》第八十三条";
    for (day, basis, doubted) in
        [("2026年10月8日", old, true), ("2026/8/14", old, false), ("2026-8-15", "生态环境法典第一千一百零三条", false)]
    {
        let begun = world.post("/bureau/cases/new", &officer, &form(day, basis)).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{day}: {}", begun.text());
        let page = world.get_as(&officer, begun.header("location")).await.text();
        assert_eq!(
            page.contains("行为发生在 2026 年 8 月 15 日以后，依据中未见生态环境法典"),
            doubted,
            "{day}: {page}"
        );
    }
}

#[tokio::test]
async fn the_second_of_two_writers_is_told_and_keeps_the_words() {
    let world = World::new().await;
    let officer = world.signed_in(Role::Officer).await;
    let page = world.get_as(&officer, NEW).await;
    let begun = world.post("/bureau/cases/new", &officer, &content(&key(&page, 0))).await;
    let edit = format!("{}/edit", begun.header("location").split('?').next().unwrap());
    let (one, two) = (world.get_as(&officer, &edit).await, world.get_as(&officer, &edit).await);
    let saved = world.post(&edit, &officer, &content(&key(&one, 0))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let late = format!("{}&statement={}", content(&key(&two, 0)), sent("我单位无异议。"));
    let answer = world.post(&edit, &officer, &late).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    let html = answer.text();
    assert!(html.contains("我单位无异议。</textarea>") && html.contains(r#"name="revision" value="2""#), "{html}");
}

#[tokio::test]
async fn a_form_that_was_sent_before_with_other_words_loses_nothing() {
    let world = World::new().await;
    let officer = world.signed_in(Role::Officer).await;
    let page = world.get_as(&officer, NEW).await;
    let form = content(&key(&page, 0));
    let begun = world.post("/bureau/cases/new", &officer, &form).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    // Back, and written on: the form was spent, so the words must not be taken for saved, nor be gone.
    let more = format!("{form}&statement={}", sent("我单位无异议。"));
    let told = world.post("/bureau/cases/new", &officer, &more).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let html = told.text();
    assert!(html.contains("先前已经提交过") && html.contains("我单位无异议。</textarea>"), "{html}");
    let again = more.replacen(&key(&page, 0), &key(&told, 0), 1);
    let another = world.post("/bureau/cases/new", &officer, &again).await;
    assert_eq!(another.status, StatusCode::SEE_OTHER, "{}", another.text());
    assert_ne!(another.header("location"), begun.header("location"));

    let edit = format!("{}/edit", begun.header("location").split('?').next().unwrap());
    let page = world.get_as(&officer, &edit).await;
    let form = content(&key(&page, 0));
    assert_eq!(world.post(&edit, &officer, &form).await.status, StatusCode::SEE_OTHER);
    let told = world.post(&edit, &officer, &format!("{form}&statement={}", sent("我单位无异议。"))).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let html = told.text();
    assert!(html.contains("先前已经保存过") && !html.contains("别人保存过"), "nobody else was first: {html}");
    assert!(html.contains("我单位无异议。</textarea>"), "{html}");
}

#[tokio::test]
async fn who_decides_from_an_old_page_is_told_what_was_done_meanwhile() {
    let world = World::new().await;
    let (officer, legal) = (world.signed_in(Role::Officer).await, world.signed_in(Role::Legal).await);
    let page = world.get_as(&officer, NEW).await;
    let begun = world.post("/bureau/cases/new", &officer, &content(&key(&page, 0))).await;
    let address = begun.header("location").split('?').next().unwrap().to_owned();
    let edit = world.get_as(&officer, &format!("{address}/edit")).await;
    step(&world, &officer, &address, "act=submit").await;
    let old = world.get_as(&legal, &address).await;
    step(&world, &legal, &address, "act=clear").await;
    let fields = format!("act=return&reason={}", sent("裁量理由请写明倍数。"));
    let late = world.post(&address, &legal, &format!("form={}&{}&{fields}", key(&old, 1), shown(&old))).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
    let html = late.text();
    let told = html.split("role=\"alert\"").nth(2).unwrap_or(&html);
    for words in ["legal 甲", "裁量理由请写明倍数。"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let written = content(&key(&edit, 0)).replace("&revision=1", "&revision=1&statement=%E6%97%A0%E5%BC%82%E8%AE%AE");
    let late = world.post(&format!("{address}/edit"), &officer, &written).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for words in ["无异议", "超过许可排放浓度排放污染物", "一般失信"] {
        assert!(late.text().contains(words), "what was written or chosen is given back: {words}: {}", late.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_page_says_who_decided_what_was_broken_and_why_it_is_shown_so_long() {
    let world = World::new().await;
    let number = published(&world).await;
    tokio::time::sleep(std::time::Duration::from_millis(350)).await;
    let page = world.get(&format!("/cases/{number}")).await.text();
    for said in [
        "<dt>处罚机关</dt>",
        "示范市生态环境局",
        "<dt>处罚类别</dt><dd>罚款</dd>",
        "违反条款",
        "生态环境法典第一百七十九条第二款",
        "2027年11月18日（一般失信；依据《信用修复管理办法》，自作出决定之日起计算）",
        "<dt>失信类别</dt>",
        "认定，2026年11月18日至2027年11月18日",
        "普通程序作出的罚款",
        "<dt>违法行为发生期间</dt><dd>2026年10月1日至2026年10月10日</dd>",
        "<dt>检查发现</dt><dd>2026年10月9日</dd>",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_term_that_is_over_is_called_so_in_the_list() {
    let world = World::new().await;
    let officer = world.signed_in(Role::Officer).await;
    assert!(!world.get_as(&officer, "/bureau/cases").await.text().contains("公示期满"));
    let tx = world.bench.ctx.store.write().await.unwrap();
    let over: domain::time::Day = "2026-10-01".parse().unwrap();
    violation_case::Entity::update_many()
        .col_expr(violation_case::Column::PublicUntil, Expr::value(over))
        .exec(&tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let list = world.get_as(&officer, "/bureau/cases").await.text();
    assert!(list.contains("公示期满（2026年10月1日）") && !list.contains("公示至"), "{list}");
}
