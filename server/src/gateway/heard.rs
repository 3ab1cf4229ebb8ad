//! What a frame says about commands: answers, what was asked for, requests for the time, clocks that are off.

use domain::{command::CommandEvent, device::NoticeKind, input::printable, time::Stamp};
use hj212::{Command, Message, Packet, Received};
use services::{
    Ctx,
    commands::{Told, What},
    monitoring::registry::KnownDevice,
};

/// The most characters of what an answer says besides its code.
const SHOWN: usize = 200;
/// The most characters of the code of an analyser; HJ 212 has six.
const LONGEST_CODE: usize = 12;
/// `QnRtn` of a request that is taken on.
const READY: u16 = 1;

/// What an accepted frame says about commands; most say nothing.
pub fn of(ctx: &Ctx, device: &KnownDevice, received: &Received, at: Stamp) -> Option<Told> {
    let packet = received.packet.as_ref()?;
    let what = match received.message.as_ref() {
        Some(Message::ClockWanted(wanted)) => {
            let pol_id = wanted.pol_id.clone().filter(|code| is_code(code)).unwrap_or_default();
            What::ClockWanted { pol_id }
        }
        message => answer(ctx, device, packet, message)?,
    };
    Some(Told { device_id: device.id, at, frame_id: None, what })
}

/// Whether a text can be the code of an analyser: what else stands there would not come back as it went.
fn is_code(text: &str) -> bool {
    (1..=LONGEST_CODE).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// An answer names the request by its number. 9011 and 9012 always answer one; anything else does only where a command with this
/// number waits: the number of a packet with data is its own as a rule.
fn answer(ctx: &Ctx, device: &KnownDevice, packet: &Packet, message: Option<&Message>) -> Option<What> {
    let qn = packet.qn?;
    let expected = || ctx.commands().expects(device.id, qn);
    let (event, detail) = match message {
        Some(Message::RequestAnswer(result)) => (CommandEvent::Taken(result.code()), String::new()),
        Some(Message::ExecutionResult(result)) => (CommandEvent::Ended(result.code()), String::new()),
        // Some loggers answer a request as if it were a notice or data.
        Some(Message::NoticeAnswer | Message::DataAnswer) if expected() => {
            (CommandEvent::Taken(READY), packet.cn.to_string())
        }
        Some(Message::NoticeAnswer | Message::DataAnswer) => return None,
        _ if expected() => (CommandEvent::Data, detail(packet)),
        _ => return None,
    };
    Some(What::Answer { qn, event, detail })
}

/// What a packet says that holds no measurements: the time of a clock, for one.
fn detail(packet: &Packet) -> String {
    let is_data = matches!(
        packet.cn,
        Command::RealtimeData | Command::MinuteData | Command::HourData | Command::DayData | Command::RunTimes
    );
    if is_data { String::new() } else { printable(packet.cp.as_str(), SHOWN) }
}

/// Takes note of how the clock of a logger stands, by what was noticed about a frame.
pub fn clock(ctx: &Ctx, device: &KnownDevice, off: Option<NoticeKind>, (drift, on_time): (i64, bool), at: Stamp) {
    match off {
        Some(NoticeKind::ClockAhead | NoticeKind::ClockBehind) => ctx.commands().clock_is_off(device.id, at, drift),
        _ if on_time => ctx.commands().clock_is_right(device.id),
        _ => {}
    }
}
