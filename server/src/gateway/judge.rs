//! What a frame is worth, and what is answered.

use std::sync::Arc;

use domain::{
    device::NoticeKind,
    time::{DAY, SECOND, Stamp, start_of},
};
use hj212::{Defect, Message, Packet, Qn, Received, Severity, Verdict};
use services::{
    Ctx,
    commands::Told,
    devices::reason,
    monitoring::{
        interpret::{AHEAD, DRIFT, Interpreted, NewNotice, interpret},
        record::{ACCEPTED, Arrival, HELD},
        registry::KnownDevice,
    },
};

use super::{
    answer::{self, Answer},
    heard,
};

/// How old a value may be that is published without a person having looked at it, in milliseconds.
const YEAR: i64 = 365 * DAY;

/// A frame, ready to be recorded, and what is answered once it is.
pub struct Judged {
    pub arrival: Arrival,
    pub answer: Answer,
    /// What it says about commands.
    pub told: Option<Told>,
    /// Whether it came from whom it names: number and password are those of the register. Anybody can write a number.
    pub authentic: bool,
}

impl Judged {
    /// Whether its content was taken.
    pub fn is_accepted(&self) -> bool {
        [ACCEPTED, HELD].contains(&self.arrival.verdict)
    }
}

/// Judges what came over the line at `now`.
pub async fn judge(ctx: &Ctx, received: Received, now: Stamp) -> Judged {
    let device = match &received.packet {
        Some(packet) => find(ctx, &packet.mn).await,
        None => None,
    };
    let authentic = is_authentic(device.as_deref(), &received);
    // What answers a command repeats its number, which is the portal's time and not the logger's.
    let is_answer = |packet: &Packet| {
        let expects = |(device, qn): (&Arc<KnownDevice>, Qn)| ctx.commands().expects(device.id, qn);
        device.as_ref().zip(packet.qn).is_some_and(expects)
    };
    let packet = received.packet.as_ref().filter(|packet| !is_answer(packet));
    let told = packet.and_then(|packet| told(packet, received.message.as_ref()));
    let (notice, on_time) = told.filter(|_| authentic).map_or((None, false), |told| clock(told, now));
    let tolerated = noted(device.as_deref(), &received);
    let mut arrival = Arrival {
        device,
        received_at: now,
        wire: received.wire.clone(),
        verdict: ACCEPTED,
        tolerated,
        values: Vec::new(),
        event: None,
        notices: notice.into_iter().collect(),
        on_time,
        keep: true,
    };
    let answer = match accept(arrival.device.as_deref(), &received, now) {
        Ok(Content { verdict, interpreted: Interpreted { values, event, notices } }) => {
            (arrival.verdict, arrival.values, arrival.event) = (verdict, values, event);
            if let (Some(device), Some(told)) = (arrival.device.as_deref(), told) {
                let off = arrival.notices.first().map(|notice| notice.kind);
                heard::clock(ctx, device, off, (told.since(now), on_time), now);
            }
            arrival.notices.extend(notices);
            answer::to_accepted(&received)
        }
        Err(Refusal(verdict)) => {
            arrival.verdict = verdict;
            Answer::new()
        }
    };
    let told = match arrival.device.as_deref() {
        Some(device) if [ACCEPTED, HELD].contains(&arrival.verdict) => heard::of(ctx, device, &received, now),
        _ => None,
    };
    Judged { arrival, answer, told, authentic }
}

fn is_authentic(device: Option<&KnownDevice>, received: &Received) -> bool {
    let sound = !received.defects.contains(Defect::CrcWrong);
    device.zip(received.packet.as_ref()).is_some_and(|(device, packet)| sound && packet.pw == device.password)
}

/// A logger registered a moment ago is found too: the register is read again, at most every few seconds.
async fn find(ctx: &Ctx, mn: &str) -> Option<Arc<KnownDevice>> {
    if let Some(device) = ctx.registry().device(mn) {
        return Some(device);
    }
    ctx.registry().refresh_if_stale(&ctx.store, ctx.now()).await;
    ctx.registry().device(mn)
}

/// Why a frame is refused. Nothing is answered to that: 9011 is the answer to a request, and a logger that looks at QN
/// alone would take it for "received" and forget its data. What is wrong stands on the page of the logger.
struct Refusal(&'static str);

const fn refuse(verdict: &'static str) -> Refusal {
    Refusal(verdict)
}

/// What was taken of a frame, and under which verdict.
struct Content {
    verdict: &'static str,
    interpreted: Interpreted,
}

impl Default for Content {
    fn default() -> Self {
        Self { verdict: ACCEPTED, interpreted: Interpreted::default() }
    }
}

fn accept(device: Option<&KnownDevice>, received: &Received, now: Stamp) -> Result<Content, Refusal> {
    let Some(packet) = &received.packet else {
        return Err(refuse(first_fatal(received)));
    };
    let Some(device) = device else {
        // With a wrong check sum the number itself is in doubt.
        return match hj212::Policy::STRICT.judge(received) {
            Verdict::Refuse(defect) if defect.severity() == Severity::Fatal => Err(refuse(defect.code())),
            _ => Err(refuse(reason::UNKNOWN_DEVICE)),
        };
    };
    if let Verdict::Refuse(defect) = device.policy.judge(received) {
        return Err(refuse(defect.code()));
    }
    if packet.pw != device.password {
        return Err(refuse(reason::WRONG_PASSWORD));
    }
    if device.disabled {
        return Err(refuse(reason::DEVICE_DISABLED));
    }
    if device.is_closed(now.day()) {
        return Err(refuse(reason::DEVICE_CLOSED));
    }
    content(device, received, now)
}

/// What the message holds, as far as its time allows: values from the future would stand as the newest, and values from
/// long ago (a flat clock battery begins in 2000) would open a series before there was anything to measure. The latter
/// are held until a person has looked at them.
fn content(device: &KnownDevice, received: &Received, now: Stamp) -> Result<Content, Refusal> {
    let interpreted = interpret(device, received, now);
    if interpreted.values.iter().any(|value| value.at > now.plus(AHEAD)) {
        return Err(refuse(reason::CLOCK_AHEAD));
    }
    let (oldest, installed) = (now.minus(YEAR), start_of(device.installed_on));
    let is_old = interpreted.values.iter().any(|value| value.at < oldest || value.at < installed);
    Ok(if is_old {
        Content { verdict: HELD, interpreted: Interpreted { notices: interpreted.notices, ..Interpreted::default() } }
    } else {
        Content { verdict: ACCEPTED, interpreted }
    })
}

/// The moment that a frame says it was sent. Frames that say themselves that they were sent again, and answers, which repeat the
/// number of the request, tell none.
fn told(packet: &Packet, message: Option<&Message>) -> Option<Stamp> {
    let instant = match message {
        Some(Message::Upload(upload)) if upload.interval == hj212::Interval::Realtime => Some(upload.data_time),
        Some(Message::RequestAnswer(_) | Message::ExecutionResult(_) | Message::NoticeAnswer | Message::DataAnswer) => {
            return None;
        }
        _ => None,
    };
    packet.qn.and_then(Qn::time).or(instant).filter(|_| !packet.resent).map(Stamp::from_beijing)
}

/// What is to be said about a logger's clock, and whether a frame that was sent this moment shows that it is right.
fn clock(told: Stamp, now: Stamp) -> (Option<NewNotice>, bool) {
    let drift = told.since(now);
    let kind = match drift {
        ahead if ahead > DRIFT => NoticeKind::ClockAhead,
        behind if behind < -DRIFT => NoticeKind::ClockBehind,
        _ => return (None, true),
    };
    (Some(NewNotice::new(kind, "", &(drift / SECOND).abs().to_string())), false)
}

fn first_fatal(received: &Received) -> &'static str {
    received.defects.of(Severity::Fatal).iter().next().map_or("bad_segment", hj212::Defect::code)
}

/// All departures from the standard in the logger's edition that did not stand in the way, by their codes.
fn noted(device: Option<&KnownDevice>, received: &Received) -> String {
    let defects = device.map_or(received.defects, |device| device.policy.deviations(received));
    defects.without(defects.of(Severity::Fatal)).to_string()
}
