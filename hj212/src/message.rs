//! What a packet says, by command.

use std::collections::HashSet;

use crate::{
    Command, Defect, Defects, LeftOut, Packet, ReadError, WhyLeft,
    content::{
        answer::{self, ExeRtn, QnRtn},
        backfill::{self, Backfill},
        clock::{self, ClockWanted, SetClock},
        info::{self, Info},
        interval::{self, SetMinuteInterval, SetRealtimeInterval},
        restart::{self, Restart},
        run_times::{self, RunTimes},
        serial_number::{self, SerialNumbers},
        states::{self, States},
        timeouts::{self, SetTimeouts},
        upload::{self, Upload},
    },
    read::Reader,
};

/// The typed content of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Message {
    /// 2011, 2051, 2061, 2031, 2111 with values.
    Upload(Upload),
    /// 2021.
    States(States),
    /// 2041.
    RunTimes(RunTimes),
    /// 2081.
    Restart(Restart),
    /// 1013.
    ClockWanted(ClockWanted),
    /// 3019.
    SerialNumbers(SerialNumbers),
    /// 3020.
    Info(Info),
    /// 9015.
    Heartbeat,
    /// 9011.
    RequestAnswer(QnRtn),
    /// 9012.
    ExecutionResult(ExeRtn),
    /// 9013.
    NoticeAnswer,
    /// 9014.
    DataAnswer,
    /// 1000.
    SetTimeouts(SetTimeouts),
    /// 1012.
    SetClock(SetClock),
    /// 1062.
    SetRealtimeInterval(SetRealtimeInterval),
    /// 1064.
    SetMinuteInterval(SetMinuteInterval),
    /// 2031, 2041, 2051, 2061 as a request for stored data.
    Backfill(Backfill),
    /// A command without typed content; [`Packet::cp`] has its items.
    Other,
}

impl Packet {
    /// What the packet says.
    ///
    /// # Errors
    /// Where an item that the command cannot do without is missing or unreadable.
    pub fn message(&self) -> Result<Message, ReadError> {
        dispatch(&mut Reader::new(self))
    }

    /// What the packet says, what was noticed while reading, and what the message does not hold.
    pub(crate) fn inspect(&self) -> (Option<Message>, Defects, Vec<LeftOut>) {
        let mut reader = Reader::new(self);
        note_items(&mut reader);
        let message = dispatch(&mut reader);
        if let Err(error) = &message {
            reader.note(error.defect());
        }
        (message.ok(), reader.defects, reader.left_out)
    }
}

fn note_items(reader: &mut Reader<'_>) {
    if !reader.packet.cn.is_known() {
        reader.note(Defect::UnknownCommand);
    }
    for item in reader.packet.cp.items() {
        if item.trimmed {
            reader.note(Defect::StraySpace);
        }
        if item.value.is_none() {
            reader.note(Defect::BadItem);
        }
    }
    note_repeated(reader);
}

/// Notes what says something about the whole packet and stands there twice, such as a second `DataTime`.
fn note_repeated(reader: &mut Reader<'_>) {
    let mut seen = HashSet::new();
    for item in reader.packet.cp.items().filter(|item| !item.key.contains('-')) {
        if !seen.insert(item.key) {
            reader.note(Defect::DuplicateItem);
            reader.leave(WhyLeft::Repeated, item.key, item.value.unwrap_or_default());
        }
    }
}

fn dispatch(reader: &mut Reader<'_>) -> Result<Message, ReadError> {
    Ok(match reader.packet.cn {
        // Without items these are requests to begin sending.
        Command::RealtimeData | Command::EquipmentState | Command::FurnaceData if reader.packet.cp.is_empty() => {
            Message::Other
        }
        Command::MinuteData | Command::HourData | Command::DayData | Command::RunTimes
            if backfill::is_request(reader) =>
        {
            Message::Backfill(backfill::read(reader)?)
        }
        Command::RealtimeData | Command::MinuteData | Command::FurnaceData | Command::HourData | Command::DayData => {
            Message::Upload(upload::read(reader)?)
        }
        Command::EquipmentState => Message::States(states::read(reader)?),
        Command::RunTimes => Message::RunTimes(run_times::read(reader)?),
        Command::Restart => Message::Restart(restart::read(reader)?),
        Command::ClockWanted => Message::ClockWanted(clock::read_wanted(reader)),
        Command::SerialNumber => Message::SerialNumbers(serial_number::read(reader)),
        Command::Info => Message::Info(info::read(reader)?),
        Command::Heartbeat => {
            reader.leave_all_but(&[]);
            Message::Heartbeat
        }
        Command::RequestAnswer => Message::RequestAnswer(answer::read_request(reader)?),
        Command::ExecutionResult => Message::ExecutionResult(answer::read_execution(reader)?),
        Command::NoticeAnswer => Message::NoticeAnswer,
        Command::DataAnswer => Message::DataAnswer,
        Command::SetTimeouts => Message::SetTimeouts(timeouts::read(reader)?),
        Command::SetClock => Message::SetClock(clock::read_set(reader)?),
        Command::SetRealtimeInterval => Message::SetRealtimeInterval(interval::read_realtime(reader)?),
        Command::SetMinuteInterval => Message::SetMinuteInterval(interval::read_minute(reader)?),
        _ => Message::Other,
    })
}
