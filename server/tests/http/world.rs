//! A portal about one plating works, and a client that asks it.

use std::time::Duration;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use domain::{
    access::Role,
    case::{CaseStage, CaseStatus, Gravity, Measures, ViolationKind},
    fixed::Nano,
    measurement::{DataFlag, Interval},
    money::Fen,
    time::Stamp,
};
use entities::{account, measurement, violation_case};
use rust_decimal::Decimal;
use sea_orm::{ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::Value;
use server::http::{Settings, portal};
use services::{Ctx, accounts, monitoring, throttle::ClientKey};
use testing::{ACCOUNT_PASSWORD, Bench};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// Where the works' interface begins.
pub const WORKS: &str = "/api/v1/enterprises/91350100M000100Y43";

/// What a browser says of a form.
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// A portal and its database.
pub struct World {
    pub bench: Bench,
    pub router: Router,
    pub stop: CancellationToken,
}

/// What the portal answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl World {
    /// The works with two nickel values (0.4 at 14:30, 0.62 at 14:34) and a published case.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// The same with other settings.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let bench = Bench::new().await;
        bench.plating_works().await;
        let tx = bench.ctx.store.write().await.unwrap();
        let values = [nickel("14:30", "0.4"), nickel("14:34", "0.62")];
        measurement::Entity::insert_many(values.map(IntoActiveModel::into_active_model))
            .exec_without_returning(&tx)
            .await
            .unwrap();
        // The database numbers it, or PostgreSQL would give the next case the same number.
        let case = violation_case::ActiveModel { id: NotSet, ..case().into_active_model() };
        case.insert(&tx).await.unwrap();
        tx.commit().await.unwrap();
        monitoring::restore(&bench.ctx).await.unwrap();
        let mut settings = Settings::new(None, None).unwrap();
        settings.page_ttl = Duration::from_millis(300);
        change(&mut settings);
        let stop = CancellationToken::new();
        let router = portal(&bench.ctx, &settings, &stop).unwrap();
        Self { bench, router, stop }
    }

    /// The same portal without the keys of tip-offs.
    pub async fn without_keys() -> Self {
        let world = Self::new().await;
        let ctx = Ctx::new(world.bench.ctx.store.clone());
        let router = portal(&ctx, &Settings::new(None, None).unwrap(), &world.stop).unwrap();
        Self { router, ..world }
    }

    /// Asks for an address.
    pub async fn get(&self, address: &str) -> Answer {
        self.ask(Method::GET, address, &[]).await
    }

    /// Asks with a method and headers.
    pub async fn ask(&self, method: Method, address: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(method, address, headers, Body::empty()).await
    }

    /// Sends a form from a page of the portal that was opened just now by whoever is signed in.
    pub async fn post(&self, address: &str, cookie: &str, form: &str) -> Answer {
        let owner = self.made_for(cookie).await.map(|made_for| format!("&made-for={}", app::web::encode(&made_for)));
        self.post_bare(address, cookie, &format!("{form}{}", owner.unwrap_or_default())).await
    }

    /// Calls a server function as an island does, from a page that was made for `made_for`.
    pub async fn call(&self, address: &str, cookie: &str, made_for: &str, json: String) -> Answer {
        let key = made_for.split(' ').next().unwrap_or_default();
        let mut headers =
            vec![("cookie", cookie), ("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
        if !key.is_empty() {
            headers.push(("made-for", key));
        }
        self.send(Method::POST, address, &headers, Body::from(json)).await
    }

    /// What the forms say that the portal shows to a session: for whom they were made.
    pub async fn made_for(&self, cookie: &str) -> Option<String> {
        let page = self.get_as(cookie, "/account").await.text();
        let value = page.split("name=\"made-for\" value=\"").nth(1)?.split('"').next()?;
        Some(value.to_owned())
    }

    /// Sends a form as it stands.
    pub async fn post_bare(&self, address: &str, cookie: &str, form: &str) -> Answer {
        let headers = [("cookie", cookie), ("sec-fetch-site", "same-origin"), FORM];
        self.send(Method::POST, address, &headers, Body::from(form.to_owned())).await
    }

    /// Asks with a session's cookie.
    pub async fn get_as(&self, cookie: &str, address: &str) -> Answer {
        self.ask(Method::GET, address, &[("cookie", cookie)]).await
    }

    /// The cookie of a new session of the account with this role's login; opens the account where there is none.
    pub async fn signed_in(&self, role: Role) -> String {
        let found = account::Entity::find().filter(account::Column::Login.eq(role.as_str()));
        if found.one(self.bench.ctx.store.read()).await.unwrap().is_none() {
            self.bench.actor(role).await;
        }
        let client = ClientKey::of([203, 0, 113, 7].into());
        let token = accounts::sign_in(&self.bench.ctx, role.as_str(), ACCOUNT_PASSWORD, client).await.unwrap();
        format!("session={}", token.expose())
    }

    /// Asks with a method, headers and a body.
    pub async fn send(&self, method: Method, address: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// A moment of 22 November 2026 in Beijing.
pub fn at(clock: &str) -> Stamp {
    Stamp::parse(&format!("2026-11-22T{clock}")).unwrap()
}

/// A real-time nickel value as it is stored, received a second later.
pub fn nickel(clock: &str, value: &str) -> measurement::Model {
    measurement::Model {
        outlet_id: 1,
        pollutant: "w20121".into(),
        interval: Interval::Realtime,
        at: at(clock),
        revision: 1,
        value: Some(Nano::try_from(value.parse::<Decimal>().unwrap()).unwrap()),
        measured: None,
        converted: false,
        low: None,
        high: None,
        amount: None,
        flag: DataFlag::NORMAL,
        resent: false,
        received_at: at(clock).plus(1000),
        frame_id: 1,
    }
}

fn case() -> violation_case::Model {
    violation_case::Model {
        id: 1,
        case_no: "DH-2026-0123".into(),
        document_no: "示环罚字〔2026〕123号".into(),
        enterprise_id: 1,
        kind: ViolationKind::OverLimit,
        status: CaseStatus::Decided,
        acted_on: "2026-08-10".parse().unwrap(),
        acted_until: None,
        found_on: None,
        decided_on: Some("2026-09-20".parse().unwrap()),
        transferred_on: None,
        returned_on: None,
        published_at: Some(Stamp::parse("2026-09-25").unwrap()),
        public_until: None,
        facts: "=HYPERLINK(\"总镍超标\")".into(),
        basis: "第一百条".into(),
        discretion: "X + Σp".into(),
        rectification: String::new(),
        statement: String::new(),
        fine: Fen::yuan(325_000),
        measures: Measures::default(),
        stage: CaseStage::Published,
        gravity: Some(Gravity::Ordinary),
        gravity_basis: String::new(),
        finding_id: None,
        drafted_by: None,
        revision: 1,
        withdrawal: None,
        withdrawn_at: None,
        rectified_on: None,
        closed_on: None,
        reported_at: None,
        authority: "示范市生态环境局".into(),
        breached: "第九十九条".into(),
    }
}
