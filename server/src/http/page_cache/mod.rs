//! A short-lived shared cache of public pages for anonymous readers: a burst renders a page once.
//!
//! A page is kept for [`Settings::page_ttl`](super::Settings) (two seconds), in the encodings that were asked for. Not
//! kept, and never handed to a second reader: anything with a session, an answer that sets a cookie or says
//! `no-store`, every status but 200 and 404, and what is too large to be held in memory.

mod cached;
mod key;

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, header::ACCEPT_ENCODING, request::Parts},
    middleware::Next,
    response::Response,
};
use moka::future::Cache;
use services::site::Board;

use cached::Kept;
pub use cached::fingerprint;

/// Bytes of pages that are kept at most.
pub(super) const MOST: u64 = 64 * 1024 * 1024;

/// The cache. Cheap to clone; all clones are one cache.
#[derive(Clone)]
pub struct PageCache(Arc<Pages>);

struct Pages {
    pages: Cache<String, Arc<Kept>>,
    /// Pages of an older version are not handed out any more.
    site: Board,
}

impl PageCache {
    /// A cache that keeps each page for `ttl`, as long as the portal says the same of itself.
    pub fn new(ttl: Duration, site: Board) -> Self {
        let weigh = |key: &String, page: &Arc<Kept>| u32::try_from(key.len() + page.weight()).unwrap_or(u32::MAX);
        let pages = Cache::builder().max_capacity(MOST).weigher(weigh).time_to_live(ttl).build();
        Self(Arc::new(Pages { pages, site }))
    }
}

/// Answers from the cache where that is allowed, and renders where it is not.
pub async fn serve(State(cache): State<PageCache>, request: Request, next: Next) -> Response {
    let Some(key) = key::of(&request) else { return next.run(request).await };
    let cache = cache.0;
    let key = format!("{key}@{}", cache.site.version());
    // Nearly always it is there: asking for a place to render it costs more than the page.
    if let Some(kept) = cache.pages.get(&key).await {
        return kept.answer(request.method(), request.headers());
    }
    let (asked, _) = request.into_parts();
    let own = Mutex::new(None);
    let kept = cache.pages.try_get_with(key, render(&asked, next.clone(), &own)).await;
    match kept {
        Ok(kept) => kept.answer(&asked.method, &asked.headers),
        Err(_unkept) => match own.into_inner().unwrap_or_else(PoisonError::into_inner) {
            // This request did the rendering, and the answer is for it alone.
            Some(response) => response,
            // Another one did: this one needs an answer of its own.
            None => next.run(Request::from_parts(asked, Body::empty())).await,
        },
    }
}

/// The answer may not be handed to anybody else.
#[derive(Debug)]
struct Unkept;

/// Renders a page for everybody, or, where it turns out to be for one reader, leaves it in `own`.
async fn render(asked: &Parts, next: Next, own: &Mutex<Option<Response>>) -> Result<Arc<Kept>, Unkept> {
    let mut plain = asked.clone();
    // The whole page, in no encoding: the cache encodes it once for each that is asked for.
    plain.method = Method::GET;
    plain.headers.remove(ACCEPT_ENCODING);
    let response = next.run(Request::from_parts(plain, Body::empty())).await;
    Kept::of(response).await.map(Arc::new).map_err(|response| {
        *own.lock().unwrap_or_else(PoisonError::into_inner) = Some(*response);
        Unkept
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::{Router, http::header::SET_COOKIE, middleware, response::IntoResponse, routing::get};
    use futures::future::join_all;
    use tower::ServiceExt;

    use super::*;

    /// Asks fifty times at once, and says how often the page was rendered.
    async fn burst(page: fn() -> Response) -> usize {
        let rendered = Arc::new(AtomicUsize::new(0));
        let count = rendered.clone();
        let handler = move || async move {
            count.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(20)).await;
            page()
        };
        let cache = PageCache::new(Duration::from_secs(5), Board::default());
        let site: Router = Router::new().route("/", get(handler)).layer(middleware::from_fn_with_state(cache, serve));
        let ask = || site.clone().oneshot(Request::get("/").body(Body::empty()).unwrap());
        let expected = page().status();
        for answer in join_all((0..50).map(|_| ask())).await {
            assert_eq!(answer.unwrap().status(), expected);
        }
        rendered.load(Ordering::Relaxed)
    }

    #[tokio::test]
    async fn a_burst_renders_a_page_once() {
        assert_eq!(burst(|| "page".into_response()).await, 1);
    }

    #[tokio::test]
    async fn an_answer_with_a_cookie_or_a_failure_is_made_for_each() {
        assert_eq!(burst(|| ([(SET_COOKIE, "a=b")], "page").into_response()).await, 50);
        assert_eq!(burst(|| axum::http::StatusCode::SERVICE_UNAVAILABLE.into_response()).await, 50);
    }
}
