//! A portal to ask, without a socket.

pub mod html;

use std::sync::Arc;

use app::web::{AppState, Assets, Bundle, Site, Visit};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header::SET_COOKIE};
use axum::middleware::map_response;
use demo::PASSWORD;
use domain::access::Role;
use domain::time::Stamp;
use services::accounts::SigningIn;
use services::accounts::second_factor::{Policy, code_at};
use services::throttle::ClientKey;
use services::{Error, accounts, monitoring};
use testing::{Bench, START};
use tower::ServiceExt as _;

/// Enterprises in the test's city: each of the planted stories, and little more.
const ENTERPRISES: usize = 24;

/// The pages over a fresh database.
pub struct Portal {
    router: Router,
    bench: Bench,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub body: String,
    pub cookies: Vec<String>,
}

impl Portal {
    /// A portal with a small demo city.
    pub async fn with_a_city() -> Self {
        let bench = Bench::new().await;
        let mut options = demo::Options::on(Stamp::parse(START).unwrap().day());
        options.enterprises = ENTERPRISES;
        demo::fill(&bench.ctx, &options).await.unwrap();
        bench.ctx.registry().refresh(&bench.ctx.store).await.unwrap();
        monitoring::restore(&bench.ctx).await.unwrap();
        let built = |name: &str| format!("/built/{name}");
        let bundle = |name: &str| Bundle { js: built(&format!("{name}.js")), wasm: built(&format!("{name}.wasm")) };
        let (boot, style) = (built("boot.js"), built("style.css"));
        let assets = Assets { public: bundle("public"), desk: bundle("desk"), boot, style };
        bench.ctx.site().begin_with(&Site::demo());
        let state =
            AppState { ctx: bench.ctx.clone(), site: Arc::new(Site::demo()), assets: Arc::new(assets), https: false };
        let nothing = async |visit: Visit| visit.answer(Err(Error::NotFound));
        let layer = map_response(app::pages::refusals::render);
        let router = app::pages::router().fallback(nothing).layer(layer).with_state(state);
        Self { router, bench }
    }

    /// The session's cookie of the demo login with this role.
    pub async fn sign_in(&self, role: Role) -> String {
        let client = ClientKey::of([203, 0, 113, 7].into());
        let code = code_at(&demo::SECOND_FACTOR, self.bench.ctx.now()).unwrap();
        let given = SigningIn { login: role.as_str(), password: PASSWORD, code: &code };
        // Each role of the test signs in more than once within a half minute.
        let ctx = self.bench.ctx.clone().with_second_factor(Policy::Demo(demo::SECOND_FACTOR));
        let token = accounts::sign_in_here(&ctx, given, client, None).await.unwrap();
        format!("session={}", token.expose())
    }

    /// Asks for a page with a `Cookie` header.
    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let cookies = response.headers().get_all(SET_COOKIE).iter();
        let cookies = cookies.map(|cookie| cookie.to_str().unwrap().to_owned()).collect();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, body: String::from_utf8(body.to_vec()).unwrap(), cookies }
    }
}
