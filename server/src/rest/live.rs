//! `/live`: measurements as they are committed, as server-sent events.

use std::{collections::VecDeque, convert::Infallible, sync::Arc, time::Duration};

use app::web::Client;
use axum::{
    extract::State,
    http::{HeaderMap, HeaderName},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use domain::{credit_code::CreditCode, life::Audience, time::Stamp};
use futures::stream::{self, Stream};
use services::{
    Ctx,
    monitoring::Measurement,
    public::{
        enterprise::called_now,
        measurements::{latest, wire},
    },
    throttle::Place,
};
use tokio::{
    sync::{broadcast, broadcast::error::RecvError},
    time::{Interval, MissedTickBehavior, interval},
};
use tokio_util::sync::CancellationToken;

use super::{ApiError, Rest, params::Ask};

/// How often a comment shows that the stream stands, to proxies and to clients.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);
/// The id of the last event that a browser saw before its connection broke.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// New measurements as they arrive
///
/// Server-sent events: `event: measurement` with a measurement as `data`, after it was committed. A comment line comes
/// every 15 seconds. A reader that falls behind gets `event: stale` with `{"lost": n}`: it should read the values that it
/// shows again; a stream of one enterprise then brings that enterprise's newest values by itself. With `Last-Event-ID`,
/// as browsers send it after a break, the newest values that arrived meanwhile come first (for one enterprise).
#[utoipa::path(
    get, path = "/live", tag = "measurements",
    params(("enterprise" = Option<String>, Query, description = "Unified social credit code; all when absent",
         example = "91350100M000100Y43")),
    responses(
        (status = 200, description = "The stream", body = domain::wire::Measurement, content_type = "text/event-stream"),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError),
        (status = 404, description = "No enterprise has this code", body = ApiError),
        (status = 503, description = "Too many streams are open; `Retry-After` says when to try again", body = ApiError)
    )
)]
pub async fn stream(
    State(rest): State<Rest>,
    Client(client): Client,
    headers: HeaderMap,
    mut ask: Ask,
) -> Result<Response, ApiError> {
    let enterprise: Option<CreditCode> = ask.query("enterprise");
    ask.finish()?;
    let seat = rest.streams.take(&client, rest.ctx.steady()).ok_or_else(|| {
        ApiError::unavailable("too_many_streams", "too many live streams are open; ask /latest, or try again later")
    })?;
    // A code that it had before leads to it, as everywhere, and so does that of a duplicate.
    let enterprise = match enterprise {
        Some(code) => Some(called_now(&rest.ctx, &code).await?.map_or(code, |now| now.credit_code)),
        None => None,
    };
    // Listen before reading the board, so that nothing falls between the two.
    let news = rest.ctx.live().listen();
    let missed = match enterprise {
        Some(code) => missed(latest(&rest.ctx, &code).await?, seen(&headers)),
        None => VecDeque::new(),
    };
    let ctx = rest.ctx.clone();
    let listener = Listener { ctx, news, enterprise, missed, tick: tick(), stop: rest.stop.clone(), seat };
    Ok(([(HeaderName::from_static("x-accel-buffering"), "no")], Sse::new(events(listener))).into_response())
}

/// One open stream.
struct Listener {
    ctx: Ctx,
    news: broadcast::Receiver<Arc<Measurement>>,
    enterprise: Option<CreditCode>,
    missed: VecDeque<Arc<Measurement>>,
    tick: Interval,
    stop: CancellationToken,
    /// Given back when the stream ends.
    seat: Place,
}

fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok(event), listener))
    })
}

impl Listener {
    /// The next event; none when the server stops, or the seat is wanted for a network that has fewer.
    async fn next(&mut self) -> Option<Event> {
        if let Some(measurement) = self.missed.pop_front() {
            return Some(event(&measurement));
        }
        loop {
            tokio::select! {
                biased;
                () = self.stop.cancelled() => return None,
                () = self.seat.wanted() => return None,
                _ = self.tick.tick() => return Some(Event::default().comment("here")),
                heard = self.news.recv() => match heard {
                    Ok(measurement) if self.wants(&measurement) => return Some(event(&measurement)),
                    Ok(_) => {}
                    Err(RecvError::Lagged(lost)) => {
                        self.catch_up().await;
                        return Some(Event::default().event("stale").data(format!("{{\"lost\":{lost}}}")));
                    }
                    Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    /// What was lost may have been anybody's, so the newest values of the enterprise are told again.
    async fn catch_up(&mut self) {
        let Some(code) = self.enterprise else { return };
        match latest(&self.ctx, &code).await {
            Ok(newest) => self.missed = newest.into(),
            Err(error) => tracing::warn!(%error, "the newest values could not be told again"),
        }
    }

    fn wants(&self, measurement: &Measurement) -> bool {
        // What is sent in trial is not everybody's.
        measurement.is_for(Audience::Public) && self.enterprise.is_none_or(|code| code == measurement.enterprise)
    }
}

fn event(measurement: &Measurement) -> Event {
    let data = serde_json::to_string(&wire(measurement)).unwrap_or_default();
    Event::default().event("measurement").id(measurement.received_at.0.to_string()).data(data)
}

/// The first comment comes at once, so that a client knows that it stands.
fn tick() -> Interval {
    let mut tick = interval(SIGN_OF_LIFE);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tick
}

/// Until when the client had heard everything.
fn seen(headers: &HeaderMap) -> Option<Stamp> {
    headers.get(LAST_EVENT_ID)?.to_str().ok()?.parse().ok().map(Stamp)
}

fn missed(newest: Vec<Arc<Measurement>>, seen: Option<Stamp>) -> VecDeque<Arc<Measurement>> {
    let Some(seen) = seen else { return VecDeque::new() };
    newest.into_iter().filter(|measurement| measurement.received_at > seen).collect()
}
