//! Every page, every server function, every method, every role: who gets what. Review sees a new route, and a change of
//! policy, as a change of this table; nobody has to remember to add a line.

use std::{collections::HashMap, fmt::Write};

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::{access::Role, declaration::Content};
use serde_json::json;

use super::world::World;

/// What stands for a parameter. Rows of that name need not exist: the role is asked before the row is looked for.
pub fn filled(address: &str) -> String {
    let values = [
        ("credit_code", "91350100M000100Y43"),
        ("other_code", "91441900MA0FC0001K"),
        ("code", "DW001"),
        ("case_no", "DH-2026-0123"),
        ("quarter", "2026Q3"),
        ("section", "water"),
        ("number", "1"),
        ("version", "1"),
        // Nobody's: one that is closed here would be missing in the rows below.
        ("id", "999"),
        ("cover", "1"),
        ("tip_no", "JB20261122-0001"),
        ("photo", "1"),
        ("mn", "91441900MA5000000U00001A"),
        ("kind", "limits"),
        ("feed", "power"),
    ];
    let filled =
        values.iter().fold(address.to_owned(), |address, (name, value)| address.replace(&format!("{{{name}}}"), value));
    assert!(!filled.contains('{'), "say what stands for the parameter of {address}");
    filled
}

/// What makes sense to a server function. What it is about need not be there: the role is asked before anything is read.
pub fn asked_with(function: &str) -> String {
    let sent = match function {
        "/fn/filing/draft/read" => json!({ "own": { "quarter": "2026Q3" } }),
        "/fn/filing/draft/save" => {
            json!({ "draft": { "quarter": "2026Q3", "revision": 99, "content": Content::default() } })
        }
        other => panic!("say what {other} is asked with"),
    };
    sent.to_string()
}

/// The methods of an address, as its refusal of a method that nothing takes names them, and what all can be asked: GET.
async fn methods(world: &World, address: &str) -> Vec<Method> {
    let mut taken = taken(world, address).await;
    if !taken.contains(&Method::GET) {
        taken.insert(0, Method::GET);
    }
    taken
}

pub async fn taken(world: &World, address: &str) -> Vec<Method> {
    let refused = world.ask(Method::PATCH, address, &[("sec-fetch-site", "same-origin")]).await;
    assert_eq!(refused.status, StatusCode::METHOD_NOT_ALLOWED, "{address}");
    let named = refused.header("allow").split(',').filter(|name| *name != "HEAD");
    named.map(|name| name.trim().parse().unwrap()).collect()
}

/// Whether a request may end the session that it shows.
fn leaves(method: &Method, address: &str) -> bool {
    method == Method::POST && (address == "/sign-out" || address.starts_with("/account/"))
}

struct People {
    cookies: HashMap<Role, String>,
}

impl People {
    /// The session of a role, and for whom its pages are made; what others get, `made_for.rs` says.
    async fn of(&mut self, world: &World, role: Role) -> (&str, String) {
        if role != Role::Public && !self.cookies.contains_key(&role) {
            self.cookies.insert(role, world.signed_in(role).await);
        }
        let cookie = self.cookies.get(&role).map_or("", String::as_str);
        (cookie, world.made_for(cookie).await.unwrap_or_default())
    }

    async fn called(&mut self, world: &World, role: Role, function: &str) -> u16 {
        let (cookie, made_for) = self.of(world, role).await;
        let answer = world.call(function, cookie, &made_for, asked_with(function)).await;
        assert!(!answer.status.is_server_error(), "{function} as {role}: {}", answer.text());
        answer.status.as_u16()
    }

    async fn status(&mut self, world: &World, role: Role, method: &Method, address: &str) -> u16 {
        let (cookie, made_for) = self.of(world, role).await;
        let key = made_for.split(' ').next().unwrap_or_default();
        let mut headers = vec![
            ("cookie", cookie),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        if *method != Method::POST && !key.is_empty() {
            headers.push(("made-for", key));
        }
        let form = if key.is_empty() { String::new() } else { format!("made-for={key}") };
        let body = if *method == Method::POST { Body::from(form) } else { Body::empty() };
        let answer = world.send(method.clone(), address, &headers, body).await;
        assert!(!answer.status.is_server_error(), "{method} {address} as {role}: {}", answer.status);
        if leaves(method, address) {
            self.cookies.remove(&role);
        }
        answer.status.as_u16()
    }
}

/// `200 everybody`, or the roles by what they get.
fn line(statuses: &[(Role, u16)]) -> String {
    let mut groups: Vec<(u16, Vec<&str>)> = Vec::new();
    for (role, status) in statuses {
        match groups.iter_mut().find(|(of, _)| of == status) {
            Some((_, roles)) => roles.push(role.as_str()),
            None => groups.push((*status, vec![role.as_str()])),
        }
    }
    let all = groups.len() == 1;
    let word = |(status, roles): &(u16, Vec<&str>)| {
        let roles = if all { "everybody".to_owned() } else { roles.join(" ") };
        format!("{status} {roles}")
    };
    let words = groups.iter().map(word);
    words.collect::<Vec<_>>().join("\n        ")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_by_every_role() {
    let world = World::new().await;
    let mut people = People { cookies: HashMap::new() };
    let mut table = String::new();
    for address in app::pages::routes().addresses() {
        let asked = filled(address);
        for method in methods(&world, &asked).await {
            let mut statuses = Vec::new();
            for &role in Role::ALL {
                statuses.push((role, people.status(&world, role, &method, &asked).await));
            }
            writeln!(table, "{method} {address}\n        {}", line(&statuses)).unwrap();
        }
    }
    for address in app::web::functions::addresses() {
        let mut statuses = Vec::new();
        for &role in Role::ALL {
            statuses.push((role, people.called(&world, role, address).await));
        }
        writeln!(table, "POST {address}\n        {}", line(&statuses)).unwrap();
    }
    insta::assert_snapshot!(table);
}

/// A reload or a change of language at the address of a form that was refused is a GET.
#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_a_form_leads_to_a_page() {
    let world = World::new().await;
    let admin = world.signed_in(Role::Admin).await;
    let mut forms = 0;
    for address in app::pages::routes().addresses() {
        let asked = filled(address);
        if taken(&world, &asked).await.contains(&Method::GET) {
            continue;
        }
        forms += 1;
        let mut led = world.get_as(&admin, &format!("{asked}?lang=en")).await;
        let mut to = String::new();
        // A form may stand below another one.
        for _ in 0..2 {
            assert_eq!(led.status, StatusCode::SEE_OTHER, "{address}");
            led.header("location").clone_into(&mut to);
            if taken(&world, to.split('?').next().unwrap()).await.contains(&Method::GET) {
                break;
            }
            led = world.get_as(&admin, &to).await;
        }
        let (page, chosen) = to.split_once('?').unwrap();
        assert!(asked.starts_with(page) && page.len() < asked.len(), "{address} leads to {page}");
        assert!(taken(&world, page).await.contains(&Method::GET), "{address} leads to {page}, which is no page");
        assert_eq!(chosen, "lang=en", "the choice goes along");
    }
    assert!(forms > 5, "{forms} addresses only take forms");
    assert_eq!(world.get("/sign-out").await.header("location"), "/");
}
