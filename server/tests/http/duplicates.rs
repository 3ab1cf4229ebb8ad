//! Two enterprises that are one, over HTTP: the registrar finds, merges and undoes, and public addresses lead on.

use axum::http::StatusCode;
use domain::{access::Role, credit_code::CreditCode};
use entities::{enterprise, merger};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait};

use super::world::World;

const CODE: &str = "91350100M000100Y43";
const QUEUE: &str = "/bureau/register/duplicates";

/// The works and its twin, whose code has two digits swapped.
async fn world() -> (World, String) {
    let world = World::new().await;
    let twin = CreditCode::complete("91350100M001000Y4").unwrap();
    let tx = world.bench.ctx.store.write().await.unwrap();
    let works = enterprise::Entity::find_by_id(1).one(&tx).await.unwrap().unwrap();
    let other = enterprise::Model { id: 2, credit_code: twin, name_en: String::new(), ..works };
    other.into_active_model().insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    world.bench.refresh().await;
    (world, twin.to_string())
}

/// The value of a field in the form that is sent to an address.
fn field(page: &str, action: &str, name: &str) -> String {
    let form = page.split(&format!("action=\"{action}\"")).nth(1).unwrap_or(page);
    let value = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    app::web::encode(value.split('"').next().unwrap())
}

async fn mergers(world: &World) -> u64 {
    merger::Entity::find().count(world.bench.ctx.store.read()).await.unwrap()
}

#[tokio::test]
async fn the_registrar_merges_and_undoes_and_addresses_lead_on_meanwhile() {
    let (world, twin) = world().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let queue = world.get_as(&registrar, QUEUE).await.text();
    assert!(queue.contains("1 对待判断") && queue.contains("代码有两位对调") && queue.contains(&twin), "{queue}");
    assert!(queue.contains("它的组织机构代码校验位正确"), "{queue}");
    let pair = format!("{QUEUE}/{CODE}/{twin}");
    let page = world.get_as(&registrar, &pair).await.text();
    assert!(page.contains("如果并入的是") && page.contains("不同") && page.contains("相同"), "{page}");
    let english = world.get_as(&registrar, &format!("{pair}?lang=en")).await.text();
    assert!(english.contains("two characters of the codes are swapped") && english.contains("Merge"), "{english}");
    let action = format!("{pair}/merge");
    let form = |stays: &str, reason: &str| {
        let (key, seen) = (field(&page, &action, "form"), field(&page, &action, "seen"));
        format!("form={key}&seen={seen}&stays={stays}&reason={reason}")
    };
    let missing = world.post(&action, &registrar, &form(CODE, "")).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.text().contains("为什么是同一家"), "{}", missing.text());
    let nobody = world.post(&action, &registrar, &form("91441900MA0FC0001K", "ok")).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", nobody.text());
    assert_eq!(mergers(&world).await, 0);
    let done = world.post(&action, &registrar, &form(CODE, "ok")).await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, "/bureau/register/duplicates?done=merged")
    );
    assert_eq!(mergers(&world).await, 1);
    let late = world.post(&action, &registrar, &form(&twin, "other")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("已被别人合并") && late.text().contains("other"), "{}", late.text());

    for (asked, want) in [
        (format!("/enterprises/{twin}"), format!("/enterprises/{CODE}")),
        (format!("/screen/{twin}?lang=en"), format!("/screen/{CODE}?lang=en")),
        (format!("/api/v1/enterprises/{twin}/latest"), format!("/api/v1/enterprises/{CODE}/latest")),
    ] {
        let answer = world.get(&asked).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::TEMPORARY_REDIRECT, want.as_str()),
            "{asked}"
        );
    }
    let list = world.get("/api/v1/enterprises").await.json();
    assert_eq!((&list["total"], &list["items"][0]["credit_code"]), (&1.into(), &CODE.into()));
    let kept = world.get(&format!("/enterprises/{CODE}")).await.text();
    assert!(kept.contains("重复登记（已并入）") && kept.contains(&twin), "{kept}");
    let officer = world.signed_in(Role::Officer).await;
    let file = world.get_as(&officer, &format!("/bureau/enterprises/{twin}")).await.text();
    assert!(file.contains("这家企业已并入") && file.contains(&format!("/bureau/enterprises/{CODE}")), "{file}");
    let file = world.get_as(&officer, &format!("/bureau/enterprises/{CODE}")).await.text();
    assert!(file.contains("并入本企业的重复登记") && file.contains(&twin), "{file}");
    let own = world.get_as(&registrar, &format!("/bureau/register/of/{twin}")).await.text();
    assert!(own.contains("撤销合并"), "{own}");

    let undo = format!("/bureau/register/of/{twin}/unmerge");
    let page = world.get_as(&registrar, &undo).await.text();
    let form = format!("form={}&seen={}&reason=", field(&page, "", "form"), field(&page, "", "seen"));
    let missing = world.post(&undo, &registrar, &form).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", missing.text());
    let done = world.post(&undo, &registrar, &format!("{form}wrong")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    // Asked of the interface: a page that was not there a moment ago is kept as such for a moment.
    assert_eq!(world.get(&format!("/api/v1/enterprises/{twin}")).await.status, StatusCode::OK);
    assert_eq!(world.get_as(&registrar, &undo).await.status, StatusCode::NOT_FOUND);
    let refused =
        world.post(&undo, &registrar, &format!("form=x&seen={}&reason=again", field(&page, "", "seen"))).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
}

#[tokio::test]
async fn two_that_look_alike_are_kept_apart_and_any_two_are_compared() {
    let (world, twin) = world().await;
    let registrar = world.signed_in(Role::Registrar).await;
    let pair = format!("{QUEUE}/{twin}/{CODE}");
    let page = world.get_as(&registrar, &pair).await.text();
    let action = format!("{pair}/apart");
    let form = |reason: &str| {
        let (key, seen) = (field(&page, &action, "form"), field(&page, &action, "seen"));
        format!("form={key}&seen={seen}&apart_reason={reason}")
    };
    let missing = world.post(&action, &registrar, &form("")).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", missing.text());
    let done = world.post(&action, &registrar, &form("two+works")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let queue = world.get_as(&registrar, QUEUE).await.text();
    assert!(queue.contains("没有发现可能重复的企业") && queue.contains("另有 1 对看起来像"), "{queue}");
    let page = world.get_as(&registrar, &pair).await.text();
    assert!(page.contains("two works") && page.contains("判断为两家"), "{page}");
    let compared = world.get_as(&registrar, &format!("{QUEUE}?one={CODE}&other={}", twin.to_lowercase())).await;
    assert_eq!(compared.header("location"), format!("{QUEUE}/{CODE}/{twin}"));
    for wrong in [format!("one={CODE}"), format!("one={CODE}&other={CODE}"), "one=1&other=%3Cb%3E".to_owned()] {
        let page = world.get_as(&registrar, &format!("{QUEUE}?{wrong}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("各 18 位"), "{}", page.text());
    }
    let unknown = world.get_as(&registrar, &format!("{QUEUE}/{CODE}/91441900MA0FC0001K")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let officer = world.signed_in(Role::Officer).await;
    assert_eq!(world.get_as(&officer, &pair).await.status, StatusCode::FORBIDDEN);
}
