//! How a logger answers the requests that it understands.

use domain::{
    measurement::Interval,
    time::{DAY, HOUR, MINUTE, Stamp},
};
use hj212::{Command, Cp, ExeRtn, Message, Packet, QnRtn, content::backfill::Backfill};

/// What a request leads to, beside its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// A new rhythm of instants, milliseconds.
    Every(i64),
    /// Stored periods are to be sent, from the first to the last.
    Send(Interval, Stamp, Stamp),
}

/// An answered request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// 9011.
    pub taken: Packet,
    /// What is done then.
    pub effect: Effect,
    /// What it says then, where it was asked something.
    pub said: Option<Packet>,
    /// 9012, where the request was taken on.
    pub done: Option<Packet>,
}

/// The answer to a packet that came at `now` by the logger's clock; none where it is itself an answer.
pub fn reply(request: &Packet, now: Stamp) -> Option<Reply> {
    const FIRST_ANSWER: u16 = 9000;
    if request.cn.code() >= FIRST_ANSWER {
        return None;
    }
    let effect = match request.message() {
        Ok(Message::SetRealtimeInterval(set)) => Some(Effect::Every(i64::from(set.seconds) * 1000)),
        Ok(Message::SetClock(_) | Message::SetTimeouts(_) | Message::SetMinuteInterval(_)) => Some(Effect::None),
        Ok(Message::Backfill(wanted)) => stored(&wanted),
        Ok(Message::Other) if matches!(request.cn, Command::RealtimeData | Command::EquipmentState) => {
            Some(Effect::None)
        }
        // A logger has one clock here, and what it samples or calibrates is a model.
        Ok(Message::Other) if request.cn == Command::ReadClock => Some(Effect::None),
        Ok(Message::Other) if matches!(request.cn, Command::SampleNow | Command::Calibrate) => {
            request.cp.get("PolId").map(|_analyser| Effect::None)
        }
        _ => None,
    };
    let Some(effect) = effect else {
        let taken = request.request_answer(QnRtn::CnError);
        return Some(Reply { taken, effect: Effect::None, said: None, done: None });
    };
    let nothing = matches!(effect, Effect::Send(interval, begin, end) if periods(interval, begin, end, now).is_empty());
    let result = if nothing { ExeRtn::NoData } else { ExeRtn::Success };
    let said = (request.cn == Command::ReadClock).then(|| clock(request, now));
    let (taken, done) = (request.request_answer(QnRtn::Ready), Some(request.execution_result(result)));
    Some(Reply { taken, effect, said, done })
}

/// 1011 upwards: the time, under the number of the request.
fn clock(request: &Packet, now: Stamp) -> Packet {
    let analyser = request.cp.get("PolId").map(|code| format!("PolId={code};")).unwrap_or_default();
    let cp = format!("{analyser}SystemTime={}", now.beijing().format("%Y%m%d%H%M%S"));
    Packet { flag: request.flag.map(hj212::Flag::of_answer), cp: Cp::parse(cp), ..request.clone() }
}

fn stored(wanted: &Backfill) -> Option<Effect> {
    let interval = match wanted.command {
        Command::MinuteData => Interval::Minute,
        Command::HourData => Interval::Hour,
        Command::DayData => Interval::Day,
        _ => return None,
    };
    Some(Effect::Send(interval, Stamp::from_beijing(wanted.begin), Stamp::from_beijing(wanted.end)))
}

/// The starts of the stored periods that a request names: ended before `now`, and not more than a logger keeps.
pub fn periods(interval: Interval, begin: Stamp, end: Stamp, now: Stamp) -> Vec<Stamp> {
    const MOST: usize = 500;
    let length = match interval {
        Interval::Realtime => return Vec::new(),
        Interval::FiveMinutes => 5 * MINUTE,
        Interval::Minute => 10 * MINUTE,
        Interval::Hour => HOUR,
        Interval::Day => DAY,
    };
    let starts = std::iter::successors(Some(begin.floor(length)), |at| Some(at.plus(length)));
    starts.take_while(|at| *at <= end && at.plus(length) <= now).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(cn: u16, cp: &str) -> Packet {
        let segment =
            format!("QN=20261122070131000;ST=32;CN={cn};PW=123456;MN=441900A8900016F000169DC0;Flag=5;CP=&&{cp}&&");
        Packet::parse(&segment).unwrap().0
    }

    fn now() -> Stamp {
        Stamp::parse("2026-11-22T14:35:20+08:00").unwrap()
    }

    #[test]
    fn a_clock_is_set_and_said_so() {
        let reply = reply(&request(1012, "PolId=w01018;SystemTime=20261122070132"), now()).unwrap();
        assert_eq!(reply.taken.cn, Command::RequestAnswer);
        assert_eq!(reply.taken.cp.as_str(), "QnRtn=1");
        assert_eq!(reply.done.unwrap().cp.as_str(), "ExeRtn=1");
        assert_eq!(reply.effect, Effect::None);
    }

    #[test]
    fn stored_hours_are_sent_on_request() {
        let wanted = request(2061, "BeginTime=20261122060000;EndTime=20261122070000");
        let now = now();
        let reply = |at| reply(&wanted, at).unwrap();
        let Effect::Send(interval, begin, end) = reply(now).effect else { panic!("nothing is sent") };
        assert_eq!(reply(now).done.unwrap().cp.as_str(), "ExeRtn=1");
        assert_eq!(reply(begin).done.unwrap().cp.as_str(), "ExeRtn=100", "none of them has ended");
        assert_eq!(periods(interval, begin, end, now).len(), 2);
        assert_eq!(periods(interval, begin, end, end.plus(1)).len(), 1, "the second hour has not ended");
    }

    #[test]
    fn what_it_does_not_understand_it_refuses_and_answers_it_leaves() {
        for unknown in [request(3013, "PolId=w01018"), request(3011, "")] {
            let refused = reply(&unknown, now()).unwrap();
            assert_eq!((refused.taken.cp.as_str(), refused.done), ("QnRtn=8", None));
        }
        assert_eq!(reply(&request(9014, ""), now()), None);
    }

    #[test]
    fn it_tells_the_time_and_takes_a_sample() {
        let told = reply(&request(1011, ""), now()).unwrap().said.unwrap();
        assert_eq!((told.cn, told.cp.as_str()), (Command::ReadClock, "SystemTime=20261122143520"));
        assert_eq!((told.qn, told.wants_answer()), (request(1011, "").qn, false));
        for cn in [3011, 3012] {
            let reply = reply(&request(cn, "PolId=w01018"), now()).unwrap();
            assert_eq!((reply.said, reply.done.unwrap().cp.as_str()), (None, "ExeRtn=1"));
        }
    }
}
