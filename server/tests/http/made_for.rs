//! What a page made for one person does under the session of another: nothing, in words.

use axum::http::{Method, StatusCode};
use domain::{access::Role, credit_code::CreditCode};
use entities::{account, declaration, enterprise};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    EntityTrait, IntoActiveModel,
};
use serde_json::Value;
use services::{accounts, throttle::ClientKey};
use testing::{ACCOUNT_PASSWORD, Bench};

use super::{
    roles::{asked_with, filled, taken},
    world::{Answer, World},
};

/// What somebody sends who is not signed in, to the pages that are for everybody.
const FOR_EVERYBODY: [&str; 11] = [
    "/tip",
    "/tip/follow",
    "/tip/follow/again",
    "/tip/follow/message",
    "/tip/receipt",
    "/tip/receipt/file",
    "/sign-in",
    "/sign-in/unified",
    "/sign-in/unified/code",
    "/sign-in/unified/link",
    "/invitation",
];

async fn send(world: &World, address: &str, cookie: &str, made_for: Option<&str>) -> Answer {
    let made_for = made_for.map(|made_for| format!("&made-for={}", app::web::encode(made_for))).unwrap_or_default();
    world.post_bare(address, cookie, &format!("reason=%E5%86%99%E4%BA%86%E5%BE%88%E4%B9%85{made_for}")).await
}

/// Every address, from the router itself: nobody has to remember to add one here.
#[tokio::test(flavor = "multi_thread")]
async fn every_write_of_somebody_signed_in_refuses_what_was_made_for_somebody_else_or_for_nobody() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let other = world.made_for(&world.signed_in(Role::Preparer).await).await.unwrap();
    let (mut refusing, mut open) = (0, Vec::new());
    for address in app::pages::routes().addresses() {
        let asked = filled(address);
        for method in taken(&world, &asked).await.into_iter().filter(|method| *method != Method::GET) {
            assert_eq!(
                method,
                Method::POST,
                "{address}: a page is written to by its forms, and forms know no other method"
            );
            if *address != "/sign-out" && send(&world, &asked, "", None).await.status != 401 {
                open.push(*address);
                continue;
            }
            refusing += 1;
            for made_for in [Some(other.as_str()), Some("1.31 x"), Some(""), None] {
                let refused = send(&world, &asked, &admin, made_for).await;
                assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED, "{address} for {made_for:?}");
                let said = refused.text();
                assert!(said.contains("admin 甲"), "{address} says who is signed in now: {said}");
                assert!(said.contains("写了很久"), "{address} gives back what was typed: {said}");
            }
        }
    }
    for address in app::web::functions::addresses() {
        refusing += 1;
        for made_for in [other.as_str(), "1.31", ""] {
            let refused = world.call(address, &admin, made_for, asked_with(address)).await;
            assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED, "{address} for {made_for:?}");
            let who = refused.json()["somebody_else"]["who"].as_str().unwrap().to_owned();
            assert!(who.contains("admin 甲"), "{address} says who is signed in now: {who}");
        }
    }
    open.sort_unstable();
    open.dedup();
    let strangers: Vec<_> = open.iter().filter(|address| !FOR_EVERYBODY.contains(address)).collect();
    assert!(strangers.is_empty(), "for everybody, and not said to be: {strangers:?}");
    assert!(refusing > 20, "{refusing} writes");
    assert_eq!(world.get_as(&admin, "/account").await.status, StatusCode::OK, "and nobody was signed out");
}

#[tokio::test]
async fn every_form_that_a_signed_in_page_shows_says_for_whom_it_was_made() {
    let world = World::new().await;
    let mut forms = 0;
    for role in [Role::Admin, Role::Preparer, Role::Reviewer, Role::Officer, Role::Intake, Role::Custodian] {
        let session = world.signed_in(role).await;
        for address in app::pages::routes().addresses() {
            let page = world.get_as(&session, &filled(address)).await;
            // A page of the public knows nobody, and its forms are for everybody.
            if page.header("cache-control") != "private, no-cache" && page.header("cache-control") != "no-store" {
                continue;
            }
            let html = page.text();
            for form in html.split("<form ").skip(1).filter(|form| form.split('>').next().unwrap().contains("post")) {
                let (tag, inside) = form.split_once('>').unwrap();
                if tag.contains("/tip") || tag.contains("/invitation") {
                    continue;
                }
                forms += 1;
                let field = inside.split("</form>").next().unwrap().matches("name=\"made-for\"").count();
                // One with files says it in its address, because it is not read before its page takes it; and no form says it twice.
                let said =
                    if tag.contains("multipart") { (tag.matches("made-for=").count(), field) } else { (field, 0) };
                assert_eq!(said, (1, 0), "{address}: {tag}");
            }
        }
    }
    assert!(forms > 30, "{forms} forms");
}

/// A second works with somebody of its own; their session.
async fn neighbour(world: &World) -> String {
    let db = world.bench.ctx.store.read();
    let works = enterprise::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let known = account::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let tx = world.bench.ctx.store.write().await.unwrap();
    let credit_code = CreditCode::complete("91441900MA5000000").unwrap();
    let other = enterprise::Model { id: 2, credit_code, name: "南岭印染厂".into(), ..works };
    other.into_active_model().insert(&tx).await.unwrap();
    let person = account::ActiveModel {
        id: NotSet,
        login: Set("prep2".to_owned()),
        name: Set("prep2".to_owned()),
        enterprise_id: Set(Some(2)),
        ..known.into_active_model()
    };
    person.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let client = ClientKey::of([203, 0, 113, 9].into());
    let token = accounts::sign_in(&world.bench.ctx, "prep2", ACCOUNT_PASSWORD, client).await.unwrap();
    format!("session={}", token.expose())
}

async fn drafts(bench: &Bench) -> Vec<declaration::Model> {
    declaration::Entity::find().all(bench.ctx.store.read()).await.unwrap()
}

/// The draft of somebody else's works, whose revision happens to be the same, is not written over.
#[tokio::test]
async fn a_tab_of_one_works_does_not_write_into_the_draft_of_another() {
    let world = World::new().await;
    let (one, two) = (world.signed_in(Role::Preparer).await, neighbour(&world).await);
    let keys = [world.made_for(&one).await.unwrap(), world.made_for(&two).await.unwrap()];
    let read = async |cookie: &str, made_for: &str| {
        world.call("/fn/filing/draft/read", cookie, made_for, r#"{"own":{"quarter":"2026Q3"}}"#.to_owned()).await
    };
    let save = async |cookie: &str, made_for: &str, revision: i64, content: &Value| {
        let draft = serde_json::json!({ "quarter": "2026Q3", "revision": revision, "content": content });
        let json = serde_json::json!({ "draft": draft }).to_string();
        world.call("/fn/filing/draft/save", cookie, made_for, json).await
    };
    for (n, cookie) in [&one, &two].into_iter().enumerate() {
        let content = read(cookie, &keys[n]).await.json()["content"].clone();
        let saved = save(cookie, &keys[n], 0, &content).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    }
    let before = drafts(&world.bench).await;
    assert_eq!(before.iter().map(|row| row.draft_revision).collect::<Vec<_>>(), [1, 1]);
    let mut content = read(&one, &keys[0]).await.json()["content"].clone();
    content["remarks"] = "一号厂的话".into();
    let refused = save(&two, &keys[0], 1, &content).await;
    assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED);
    let who = refused.json()["somebody_else"]["who"].as_str().unwrap().to_owned();
    assert!(who.contains("prep2"), "{who}");
    assert_eq!(drafts(&world.bench).await, before, "byte for byte what it was");
    let read = read(&two, &keys[0]).await;
    assert_eq!(read.status, StatusCode::PRECONDITION_FAILED, "nor is it read into the other one's page");
    // A page knows one name, that of whom it was made for. Who types the same words under their own name writes into
    // their own draft, whatever the words are, and nobody else's changes.
    assert_eq!(save(&two, &keys[1], 1, &content).await.status, StatusCode::OK);
    let after = drafts(&world.bench).await;
    let of = |rows: &[declaration::Model], works: i64| rows.iter().find(|row| row.enterprise_id == works).cloned();
    assert_eq!(of(&after, 1), of(&before, 1));
    assert!(of(&after, 2).unwrap().draft.contains("一号厂的话"));
}

/// The hidden fields and names of the form that waits on a page, ready to be sent.
fn kept(page: &str) -> String {
    page.split(r#"name="kept" value=""#).nth(1).unwrap().split('"').next().unwrap().replace("&amp;", "&")
}

#[tokio::test]
async fn a_kept_form_is_sent_again_only_by_whom_it_was_made_for() {
    let world = World::new().await;
    let (one, two) = (world.signed_in(Role::Preparer).await, world.signed_in(Role::Certifier).await);
    let form = "reason=%E6%8D%A2%E4%BA%86%E6%B0%B4%E8%A1%A8&old_password=secret1";
    let made_for = world.made_for(&one).await.unwrap();
    let form = format!("{form}&made-for={}", app::web::encode(&made_for));
    let refused = world.post_bare("/filing/2026Q3/correction", &two, &form).await;
    let page = refused.text();
    assert_eq!(refused.status, StatusCode::PRECONDITION_FAILED);
    for words in ["preparer 甲", "certifier 甲", "澄溪永昼电镀厂", "换了水表"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("secret1"), "a password is never sent back");
    let sign_in = async |login: &str| {
        let password = ACCOUNT_PASSWORD.replace(' ', "+").replace('\'', "%27");
        let form = format!(
            "login={login}&password={password}&next=%2Ffiling%2F2026Q3%2Fcorrection&kept={}",
            app::web::encode(&kept(&page))
        );
        world.post_bare("/sign-in", "", &form).await
    };
    let wrong = sign_in("certifier").await;
    assert_eq!(wrong.status, StatusCode::PRECONDITION_FAILED, "{}", wrong.text());
    assert!(wrong.header("set-cookie").starts_with("session="), "they are signed in, and nothing is sent");
    assert!(!wrong.text().contains(r#"action="/filing/2026Q3/correction""#), "{}", wrong.text());
    assert_eq!(kept(&wrong.text()), kept(&page), "and nothing is lost");
    let right = sign_in("preparer").await;
    assert_eq!(right.status, StatusCode::OK, "{}", right.text());
    let again = right.text();
    assert!(again.contains(r#"action="/filing/2026Q3/correction""#) && again.contains("换了水表"), "{again}");
    assert!(again.contains("preparer 甲") && again.contains("澄溪永昼电镀厂"), "it names account and enterprise");
}

#[tokio::test]
async fn a_tab_can_ask_who_is_signed_in_now() {
    let world = World::new().await;
    let nobody = world.get("/account/now").await;
    assert_eq!((nobody.status, nobody.header("cache-control")), (StatusCode::OK, "no-store"));
    assert_eq!(nobody.json(), serde_json::json!({ "made_for": "", "who": "" }));
    let session = world.signed_in(Role::Preparer).await;
    let now = world.get_as(&session, "/account/now").await.json();
    let page = world.get_as(&session, "/filing").await.text();
    let key = now["made_for"].as_str().unwrap();
    assert!(page.contains(&format!("data-tab=\"{key}\"")), "{page}");
    assert!(now["who"].as_str().unwrap().contains("澄溪永昼电镀厂"), "{now}");
    assert!(!world.get("/").await.text().contains("data-tab"), "a page of the public was made for nobody");
}

#[tokio::test]
async fn the_form_to_sign_in_stands_open_to_change_the_account() {
    let world = World::new().await;
    let session = world.signed_in(Role::Preparer).await;
    assert_eq!(world.get_as(&session, "/sign-in").await.status, StatusCode::SEE_OTHER);
    let page = world.get_as(&session, "/sign-in?switch=1&next=%2Ffiling").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("preparer 甲") && page.text().contains(r#"name="login""#), "{}", page.text());
}
