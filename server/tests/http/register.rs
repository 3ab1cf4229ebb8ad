//! The register from spreadsheets over HTTP.

use axum::http::StatusCode;
use domain::access::Role;
use entities::utility_reading;
use sea_orm::{EntityTrait, PaginatorTrait};
use testing::CREDIT_CODE;

use super::{
    upload,
    world::{Answer, World},
};

const PAGE: &str = "/bureau/register/import";

/// A form with a file, as a browser sends it.
fn form(name: &str, content: &str, fields: &[(&str, &str)]) -> String {
    upload::form(&[(name, content)], fields)
}

/// A table with the power of a month.
fn bill(quantity: &str) -> String {
    format!("信用代码,类别,月份,用量（kWh）\n{CREDIT_CODE},用电,2026-09,{quantity}\n")
}

async fn send(world: &World, cookie: &str, made_for: &str, form: String) -> Answer {
    upload::send(world, PAGE, cookie, made_for, form).await
}

async fn bills(world: &World) -> u64 {
    utility_reading::Entity::find().count(world.bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn a_table_is_looked_at_refused_written_and_unchanged() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let made_for = world.made_for(&admin).await.unwrap();
    let owner = made_for.split(' ').next().unwrap();
    let page = world.get_as(&admin, PAGE).await.text();
    assert!(
        page.contains(&format!("action=\"{PAGE}?made-for={owner}\"")) && page.contains("multipart/form-data"),
        "{page}"
    );
    assert!(page.contains("最多 32 个，每个不超过 64 MB，合计不超过 96 MB"), "{page}");
    let table = bill;
    let looked = send(&world, &admin, owner, form("账单.csv", &table("1000"), &[("wish", "look")])).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.text().contains("新增 1 行，修改 0 行，不变 0 行，不能导入 0 行。"), "{}", looked.text());
    assert_eq!(bills(&world).await, 0);
    let refused = send(&world, &admin, owner, form("账单.csv", &table("1e3<b>"), &[("wish", "write")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    assert!(text.contains("D2") && text.contains("不是数字") && text.contains("1e3&lt;b&gt;"), "{text}");
    let written = send(&world, &admin, owner, form("账单.csv", &table("1000"), &[("wish", "write")])).await;
    assert!(written.text().contains("已写入。"), "{}", written.text());
    let changed = send(&world, &admin, owner, form("账单.csv", &table("1100"), &[("wish", "write")])).await;
    assert!(changed.text().contains("账单.csv 第 2 行") && changed.text().contains("用量"), "{}", changed.text());
    assert_eq!(bills(&world).await, 1);
    let nothing = send(&world, &admin, owner, form("", "", &[])).await;
    assert!(nothing.status == StatusCode::UNPROCESSABLE_ENTITY && nothing.text().contains("没有选择文件"));
}

#[tokio::test]
async fn an_upload_passes_only_for_whom_its_page_was_made() {
    let world = World::new().await;
    let (admin, reviewer) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Reviewer).await);
    let key = |made_for: Option<String>| made_for.unwrap().split(' ').next().unwrap().to_owned();
    let (own, other) = (key(world.made_for(&admin).await), key(world.made_for(&reviewer).await));
    let sent = || form("账单.csv", "a,b\n1,2\n", &[("wish", "write")]);
    assert_eq!(send(&world, &admin, &other, sent()).await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(send(&world, &admin, "", sent()).await.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(send(&world, &reviewer, &other, sent()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&world, "", &own, sent()).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(send(&world, &admin, &own, sent()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// Whoever looked, or was refused, finds on the page what they had chosen but for the files; a key of its own makes the next
/// form another one.
#[tokio::test]
async fn what_was_chosen_is_still_chosen_on_the_answer() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let owner = world.made_for(&admin).await.unwrap();
    let owner = owner.split(' ').next().unwrap();
    let chosen = |page: &str| {
        let input = |value: &str| {
            page.split("<input").find(|tag| tag.contains(&format!("value=\"{value}\""))).unwrap().to_owned()
        };
        ["look", "write", "yes"].map(|value| input(value).split('>').next().unwrap().contains(" checked"))
    };
    assert_eq!(chosen(&world.get_as(&admin, PAGE).await.text()), [true, false, false]);
    for (wish, partial, want) in
        [("look", "", [true, false, false]), ("write", "yes", [false, true, true]), ("write", "", [false, true, false])]
    {
        for content in [bill("x"), String::new()] {
            let name = if content.is_empty() { "" } else { "账单.csv" };
            let fields = [("wish", wish), ("partial", partial)];
            let page = send(&world, &admin, owner, form(name, &content, &fields)).await.text();
            assert_eq!(chosen(&page), want, "{wish} {partial}: {page}");
        }
    }
}

/// A double click, or a reload: what was written is said again, and not written again.
#[tokio::test]
async fn a_form_that_is_sent_twice_says_the_same_twice() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let owner = world.made_for(&admin).await.unwrap();
    let owner = owner.split(' ').next().unwrap();
    let key = |page: &str| page.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let first = key(&world.get_as(&admin, PAGE).await.text());
    let sent = || form("账单.csv", &bill("1000"), &[("form", &first), ("wish", "write")]);
    let mut next = String::new();
    for time in ["first", "second"] {
        let answer = send(&world, &admin, owner, sent()).await;
        let page = answer.text();
        assert!(answer.status == StatusCode::OK && page.contains("已写入。"), "{time}: {page}");
        assert!(page.contains("新增 1 行，修改 0 行，不变 0 行，不能导入 0 行。"), "{time}: {page}");
        next = key(&page);
        assert_ne!(next, first);
    }
    let again =
        send(&world, &admin, owner, form("账单.csv", &bill("1000"), &[("form", &next), ("wish", "write")])).await;
    assert!(again.text().contains("新增 0 行，修改 0 行，不变 1 行，不能导入 0 行。"), "{}", again.text());
}

/// What is too much is read to its end, and said by its name.
#[tokio::test]
async fn files_that_are_too_many_or_too_large_are_named() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let owner = world.made_for(&admin).await.unwrap();
    let owner = owner.split(' ').next().unwrap();
    let names: Vec<_> = (0..33).map(|n| format!("账单{n}.csv")).collect();
    let content = bill("1000");
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), content.as_str())).collect();
    let refused = send(&world, &admin, owner, upload::form(&many, &[("wish", "write")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    let (_, behind) = page.split_once("账单32.csv").unwrap();
    assert!(behind.contains("一次最多 32 个文件，这个文件没有读取"), "{page}");
    let large = "x".repeat((64 << 20) + 1);
    let all = [("大.csv", large.as_str()), ("账单.csv", &content)];
    let refused = send(&world, &admin, owner, upload::form(&all, &[("wish", "write")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("文件超过 64 MB") && refused.text().contains("新增 1 行"), "{}", refused.text());
    assert_eq!(bills(&world).await, 0, "half of what was sent is not written");
}

/// A file cannot be given back; so nobody says that nothing is lost, and nobody is called by an empty name.
#[tokio::test]
async fn who_must_sign_in_again_hears_that_the_files_are_to_be_chosen_again() {
    let world = World::new().await;
    let (admin, reviewer) = (world.signed_in(Role::Admin).await, world.signed_in(Role::Reviewer).await);
    let owner = world.made_for(&admin).await.unwrap();
    let owner = owner.split(' ').next().unwrap();
    let sent = || form("账单.csv", &bill("1000"), &[("wish", "write")]);
    let ended = send(&world, "", owner, sent()).await;
    let other = send(&world, &reviewer, owner, sent()).await;
    assert_eq!((ended.status, other.status), (StatusCode::UNAUTHORIZED, StatusCode::PRECONDITION_FAILED));
    for page in [ended.text(), other.text()] {
        assert!(page.contains("重新选择") && page.contains(&format!("name=\"next\" value=\"{PAGE}\"")), "{page}");
        assert!(
            !page.contains("没有丢") && !page.contains("再次提交刚才的内容") && !page.contains("刚才的内容是以"),
            "{page}"
        );
    }
    let password = testing::ACCOUNT_PASSWORD.replace(' ', "+").replace('\'', "%27");
    let next = app::web::encode(PAGE);
    let back = world.post_bare("/sign-in", "", &format!("login=admin&password={password}&next={next}")).await;
    assert_eq!((back.status, back.header("location")), (StatusCode::SEE_OTHER, PAGE));
}

#[tokio::test]
async fn the_template_is_a_workbook() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let template = world.get_as(&admin, "/bureau/register/template").await;
    assert!(template.body.starts_with(b"PK") && template.header("content-disposition").contains(".xlsx"));
    let auditor = world.signed_in(Role::Auditor).await;
    assert_eq!(world.get_as(&auditor, "/bureau/register/template").await.status, StatusCode::FORBIDDEN);
}

/// Four hundred files, however small: nobody is told that they did not arrive.
#[tokio::test]
async fn far_too_many_files_and_a_field_that_comes_twice_are_called_so() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let owner = world.made_for(&admin).await.unwrap();
    let owner = owner.split(' ').next().unwrap();
    let names: Vec<_> = (0..400).map(|n| format!("账单{n}.csv")).collect();
    let content = bill("1000");
    let many: Vec<_> = names.iter().map(|name| (name.as_str(), content.as_str())).collect();
    let refused = send(&world, &admin, owner, upload::form(&many, &[("wish", "write")])).await;
    let page = refused.text();
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("一次最多 32 个文件，收到的远多于此") && !page.contains("没有传完"), "{page}");
    let twice = form("账单.csv", &bill("1000"), &[("wish", "look"), ("wish", "write")]);
    let refused = send(&world, &admin, owner, twice).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("同一项内容送来了两次"), "{}", refused.text());
    let doubled = format!("{owner}&made-for={owner}");
    let refused = send(&world, &admin, &doubled, form("账单.csv", &bill("1000"), &[("wish", "write")])).await;
    assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(bills(&world).await, 0);
}

/// The form of a row gathers its cells in a map: the second of two would win unseen.
#[tokio::test]
async fn a_cell_that_comes_twice_is_no_form() {
    let world = World::new().await;
    let keeper = world.signed_in(Role::Registrar).await;
    let made_for = app::web::encode(&world.made_for(&keeper).await.unwrap());
    let row = format!(
        "enterprise={CREDIT_CODE}&pollutant=w01018&kg_per_year=1&unit=t&reason=%E5%8F%98%E6%9B%B4&made-for={made_for}"
    );
    let send = async |fields: &str| world.post_bare("/bureau/register/rows/caps/new", &keeper, fields).await;
    assert_eq!(send(&format!("{row}&kg_per_year=9")).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(send(&format!("{row}&made-for={made_for}")).await.status, StatusCode::PRECONDITION_FAILED);
    let done = send(&row).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
}

#[tokio::test]
async fn where_the_edition_is_chosen_stands_what_it_lacks() {
    let world = World::new().await;
    let keeper = world.signed_in(Role::Registrar).await;
    let address = format!("/bureau/register/rows/loggers/new?enterprise={CREDIT_CODE}");
    let page = world.get_as(&keeper, &address).await.text();
    assert!(page.contains("2025 版的国密 SM4 加密和设备激活（1001、1002）没有实现"), "{page}");
    let page = world.get_as(&keeper, &format!("{address}&lang=en")).await.text();
    assert!(page.contains("Of 2025, SM4 encryption and activation (1001, 1002) are not there"), "{page}");
}
