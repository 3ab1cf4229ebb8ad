//! Frames that arrived.

use std::sync::Arc;

use bytes::Bytes;
use domain::time::Stamp;
use services::monitoring::{
    interpret::NewEvent,
    record::{Arrival, start},
    registry::KnownDevice,
};
use testing::Bench;

/// What a good frame looks like, password included.
pub const WIRE: &str = "##0066ST=32;CN=2011;PW=123456;MN=441900A8900016F000169DC0;CP=&&&&A141\r\n";

/// A frame with this verdict.
pub fn frame(device: Option<&Arc<KnownDevice>>, received_at: Stamp, verdict: &'static str) -> Arrival {
    Arrival {
        device: device.cloned(),
        received_at,
        wire: Bytes::from_static(WIRE.as_bytes()),
        verdict,
        tolerated: String::new(),
        values: Vec::new(),
        event: None,
        notices: Vec::new(),
        on_time: false,
        keep: true,
    }
}

/// The same, telling something.
pub fn telling(arrival: Arrival, kind: &'static str, detail: &str) -> Arrival {
    Arrival { event: Some(NewEvent { kind, at: None, detail: detail.to_owned() }), ..arrival }
}

/// Records arrivals one after the other and waits for each.
pub async fn record(bench: &Bench, arrivals: Vec<Arrival>) {
    let (recorder, writer) = start(bench.ctx.clone());
    for arrival in arrivals {
        recorder.record(arrival).await.await.unwrap();
    }
    drop(recorder);
    writer.await.unwrap();
}
