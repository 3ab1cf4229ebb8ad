//! What a frame is worth, and what is answered.

use std::sync::Arc;

use domain::time::{DAY, Stamp};
use hj212::{Message, Packet, QnRtn, Received, Severity, Verdict};
use services::{
    Ctx,
    devices::reason,
    monitoring::{
        interpret::{Interpreted, interpret},
        record::{ACCEPTED, Arrival},
        registry::KnownDevice,
    },
};

use super::answer::{self, Answer};

/// How far a logger's clock may be ahead. Values beyond that would stand on the live board as the newest for days.
const AHEAD: i64 = DAY;

/// A frame, ready to be recorded, and what is answered once it is.
pub struct Judged {
    pub arrival: Arrival,
    pub answer: Answer,
}

impl Judged {
    /// Whether its content was taken.
    pub fn is_accepted(&self) -> bool {
        self.arrival.verdict == ACCEPTED
    }
}

/// Judges what came over the line at `now`.
pub async fn judge(ctx: &Ctx, received: Received, now: Stamp) -> Judged {
    let device = match &received.packet {
        Some(packet) => find(ctx, &packet.mn).await,
        None => None,
    };
    let arrival = Arrival {
        device,
        received_at: now,
        wire: received.wire.clone(),
        verdict: ACCEPTED,
        tolerated: noted(&received),
        values: Vec::new(),
        event: None,
    };
    match accept(arrival.device.as_deref(), &received, now) {
        Ok(Interpreted { values, event }) => {
            let answer = answer::to_accepted(&received, now);
            Judged { arrival: Arrival { values, event, ..arrival }, answer }
        }
        Err(Refusal { verdict, answer }) => {
            Judged { arrival: Arrival { verdict, ..arrival }, answer: answer::to_refused(&received, answer) }
        }
    }
}

/// A logger registered a moment ago is found too: the register is read again, at most every few seconds.
async fn find(ctx: &Ctx, mn: &str) -> Option<Arc<KnownDevice>> {
    if let Some(device) = ctx.registry.device(mn) {
        return Some(device);
    }
    ctx.registry.refresh_if_stale(&ctx.store, ctx.now()).await;
    ctx.registry.device(mn)
}

struct Refusal {
    verdict: &'static str,
    answer: Option<QnRtn>,
}

fn refuse(verdict: &'static str, answer: Option<QnRtn>) -> Refusal {
    Refusal { verdict, answer }
}

fn accept(device: Option<&KnownDevice>, received: &Received, now: Stamp) -> Result<Interpreted, Refusal> {
    let Some(packet) = &received.packet else {
        return Err(refuse(first_fatal(received), None));
    };
    let Some(device) = device else {
        // With a wrong check sum the number itself is in doubt: then nothing is answered.
        return match hj212::Policy::STRICT.judge(received) {
            Verdict::Refuse(defect) if defect.severity() == Severity::Fatal => Err(refuse(defect.code(), None)),
            _ => Err(refuse(reason::UNKNOWN_DEVICE, Some(QnRtn::MnError))),
        };
    };
    if let Verdict::Refuse(defect) = device.policy.judge(received) {
        return Err(refuse(defect.code(), answer::code_for(defect)));
    }
    if packet.pw != device.password {
        return Err(refuse(reason::WRONG_PASSWORD, Some(QnRtn::PwError)));
    }
    if device.disabled {
        return Err(refuse(reason::DEVICE_DISABLED, Some(QnRtn::Refused)));
    }
    content(device, packet, received.message.as_ref(), now)
}

fn content(
    device: &KnownDevice,
    packet: &Packet,
    message: Option<&Message>,
    now: Stamp,
) -> Result<Interpreted, Refusal> {
    let Some(message) = message else { return Ok(Interpreted::default()) };
    let interpreted = interpret(device, message, packet.resent)
        .map_err(|_unstorable| refuse(reason::VALUE_OUT_OF_RANGE, Some(QnRtn::Unknown)))?;
    if interpreted.values.iter().any(|value| value.at > now.plus(AHEAD)) {
        return Err(refuse(reason::CLOCK_AHEAD, Some(QnRtn::Unknown)));
    }
    Ok(interpreted)
}

fn first_fatal(received: &Received) -> &'static str {
    received.defects.of(Severity::Fatal).iter().next().map_or("bad_segment", hj212::Defect::code)
}

/// All departures from the standard that did not stand in the way, by their codes.
fn noted(received: &Received) -> String {
    received.defects.without(received.defects.of(Severity::Fatal)).to_string()
}
