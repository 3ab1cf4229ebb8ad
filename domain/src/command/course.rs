//! What becomes of a command, from its queue to its end.

use crate::time::{SECOND, Stamp};

/// `QnRtn` and `ExeRtn` of what went well.
const WELL: u16 = 1;

text_enum! {
    /// Where a command stands.
    pub enum CommandState {
        /// It waits to be sent.
        Queued = "queued",
        /// It was sent, once or more often, and nothing came back yet.
        Sent = "sent",
        /// The logger has taken it on.
        Accepted = "accepted",
        /// The logger says that it carried it out.
        Done = "done",
        /// The logger refused it.
        Refused = "refused",
        /// The logger says that it could not carry it out.
        Failed = "failed",
        /// Nothing came back in time, or no result.
        Unanswered = "unanswered",
        /// There was no connection as long as it was worth sending.
        Expired = "expired",
        /// Somebody took it back.
        Withdrawn = "withdrawn",
    }
}

impl CommandState {
    /// Whether something may still become of it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Queued | Self::Sent | Self::Accepted)
    }

    /// Whether somebody can take it back: before the logger has taken it on.
    pub const fn can_be_withdrawn(self) -> bool {
        matches!(self, Self::Queued | Self::Sent)
    }
}

text_enum! {
    /// Something that became of a command. What comes back after its end is noted too, and changes where it stands no more.
    pub enum CommandStep {
        /// It was sent.
        Sent = "sent",
        /// The logger took it on.
        Accepted = "accepted",
        /// The logger refused it.
        Refused = "refused",
        /// The first packet that it asked for came.
        Data = "data",
        /// The logger says that it carried it out.
        Done = "done",
        /// The logger says that it could not.
        Failed = "failed",
        /// It was waited for in vain.
        Unanswered = "unanswered",
        /// It was not worth sending any more.
        Expired = "expired",
        /// Somebody took it back.
        Withdrawn = "withdrawn",
    }
}

/// Something that happens to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandEvent {
    /// It goes out.
    Sent,
    /// 9011 with its number came: `QnRtn`.
    Taken(u16),
    /// 9012 with its number came: `ExeRtn`.
    Ended(u16),
    /// A packet with data and its number came.
    Data,
    /// Nothing came in time.
    GivenUp,
    /// It was not worth sending any more.
    Expired,
    /// Somebody takes it back.
    Withdrawn,
}

/// How long something is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// `OverTime`: seconds that an answer is waited for.
    pub over_time: i32,
    /// `ReCount`: how often it is sent again.
    pub re_count: i32,
    /// It is not sent before this moment.
    pub not_before: Stamp,
    /// It is not sent for the first time after this moment.
    pub expires_at: Stamp,
    /// How long the result is waited for, once it was taken on, in milliseconds.
    pub patience: i64,
}

/// What has to be done with a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Send it, or send it again.
    Send,
    /// Wait no longer for an answer or a result: [`CommandEvent::GivenUp`].
    GiveUp,
    /// Wait no longer for a connection: [`CommandEvent::Expired`].
    Expire,
}

/// What became of a command so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Where it stands.
    pub state: CommandState,
    /// Since when.
    pub since: Stamp,
    /// How often it was sent.
    pub attempts: i32,
    /// When it was sent last.
    pub sent_at: Option<Stamp>,
    /// `QnRtn` of the first 9011.
    pub taken: Option<u16>,
    /// `ExeRtn` of the first 9012.
    pub ended: Option<u16>,
    /// Packets with data that came with its number.
    pub packets: i32,
}

impl Course {
    /// A command that was asked for at this moment.
    pub const fn begun(at: Stamp) -> Self {
        Self {
            state: CommandState::Queued,
            since: at,
            attempts: 0,
            sent_at: None,
            taken: None,
            ended: None,
            packets: 0,
        }
    }

    /// Takes note of what happens, and says what is to be written down about it. Of each kind of answer the first counts: one
    /// that comes again changes nothing. What comes after the end is noted, and leaves the end as it is. What cannot be, such as
    /// an answer to what was never sent, is no event.
    pub fn hear(&mut self, event: CommandEvent, at: Stamp) -> Option<CommandStep> {
        use CommandState as S;
        let (step, state) = match event {
            CommandEvent::Sent if matches!(self.state, S::Queued | S::Sent) => {
                self.attempts += 1;
                self.sent_at = Some(at);
                (CommandStep::Sent, Some(S::Sent))
            }
            CommandEvent::Taken(code) if self.was_sent() && self.taken.is_none() => {
                self.taken = Some(code);
                let (step, state) = if code == WELL {
                    (CommandStep::Accepted, S::Accepted)
                } else {
                    (CommandStep::Refused, S::Refused)
                };
                // Data may have come first: then a refusal still ends it, and being taken on is no news.
                let moves = self.state == S::Sent || (self.state == S::Accepted && state == S::Refused);
                (step, moves.then_some(state))
            }
            CommandEvent::Ended(code) if self.was_sent() && self.ended.is_none() => {
                self.ended = Some(code);
                let (step, state) =
                    if code == WELL { (CommandStep::Done, S::Done) } else { (CommandStep::Failed, S::Failed) };
                (step, self.state.is_open().then_some(state))
            }
            CommandEvent::Data if self.was_sent() => {
                self.packets = self.packets.saturating_add(1);
                let state = (self.state == S::Sent).then_some(S::Accepted);
                return self.settle((self.packets == 1).then_some(CommandStep::Data), state, at);
            }
            CommandEvent::GivenUp if matches!(self.state, S::Sent | S::Accepted) => {
                (CommandStep::Unanswered, Some(S::Unanswered))
            }
            CommandEvent::Expired if self.state == S::Queued => (CommandStep::Expired, Some(S::Expired)),
            CommandEvent::Withdrawn if self.state.can_be_withdrawn() => (CommandStep::Withdrawn, Some(S::Withdrawn)),
            _ => return None,
        };
        self.settle(Some(step), state, at)
    }

    fn settle(&mut self, step: Option<CommandStep>, state: Option<CommandState>, at: Stamp) -> Option<CommandStep> {
        if let Some(state) = state.filter(|state| *state != self.state) {
            (self.state, self.since) = (state, at);
        }
        step
    }

    const fn was_sent(&self) -> bool {
        self.attempts > 0
    }

    /// What has to be done now. `linked`: whether there is a connection over which it could be sent.
    pub fn due(&self, terms: &Terms, now: Stamp, linked: bool) -> Option<Due> {
        match self.state {
            CommandState::Queued if now >= terms.expires_at => Some(Due::Expire),
            CommandState::Queued => (linked && now >= terms.not_before).then_some(Due::Send),
            CommandState::Sent => {
                let sent_at = self.sent_at.unwrap_or(self.since);
                if now.since(sent_at) < i64::from(terms.over_time) * SECOND {
                    None
                } else if self.attempts > terms.re_count || (!linked && now >= terms.expires_at) {
                    Some(Due::GiveUp)
                } else {
                    // Without a connection it waits for one.
                    linked.then_some(Due::Send)
                }
            }
            CommandState::Accepted => (now.since(self.since) >= terms.patience).then_some(Due::GiveUp),
            _ => None,
        }
    }

    /// Whether the logger said something about it that is final, in time or late. What it has said is not asked again.
    pub fn was_answered(&self) -> bool {
        self.ended.is_some() || self.taken.is_some_and(|code| code != WELL)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::time::MINUTE;

    const TERMS: Terms = Terms {
        over_time: 10,
        re_count: 3,
        not_before: Stamp(5 * SECOND),
        expires_at: Stamp(30 * MINUTE),
        patience: 2 * MINUTE,
    };

    fn after(events: &[CommandEvent]) -> (Course, Vec<Option<CommandStep>>) {
        let mut course = Course::begun(Stamp(0));
        let mut at = Stamp(0);
        let steps = events
            .iter()
            .map(|event| {
                at = at.plus(SECOND);
                course.hear(*event, at)
            })
            .collect();
        (course, steps)
    }

    #[test]
    fn where_a_command_comes_to_stand() {
        use CommandEvent as E;
        use CommandState as S;
        #[rustfmt::skip]
        let cases: [(&[E], S, usize); 21] = [
            (&[],                                             S::Queued,     0),
            (&[E::Sent],                                      S::Sent,       1),
            (&[E::Sent, E::Sent],                             S::Sent,       2),
            (&[E::Sent, E::Taken(1)],                         S::Accepted,   2),
            (&[E::Sent, E::Taken(1), E::Ended(1)],            S::Done,       3),
            (&[E::Sent, E::Taken(1), E::Data, E::Data, E::Ended(1)], S::Done, 4),
            // 9011 got lost.
            (&[E::Sent, E::Ended(1)],                         S::Done,       2),
            (&[E::Sent, E::Data],                             S::Accepted,   2),
            (&[E::Sent, E::Ended(1), E::Taken(1)],            S::Done,       3),
            (&[E::Sent, E::Taken(2)],                         S::Refused,    2),
            (&[E::Sent, E::Data, E::Taken(8)],                S::Refused,    3),
            (&[E::Sent, E::Taken(1), E::Ended(100)],          S::Failed,     3),
            // Twice.
            (&[E::Sent, E::Taken(1), E::Taken(2)],            S::Accepted,   2),
            (&[E::Sent, E::Ended(1), E::Ended(2)],            S::Done,       2),
            // Never, and late.
            (&[E::Sent, E::GivenUp],                          S::Unanswered, 2),
            (&[E::Sent, E::GivenUp, E::Taken(1), E::Ended(1)], S::Unanswered, 4),
            (&[E::Expired, E::Sent, E::Ended(1)],             S::Expired,    1),
            (&[E::Withdrawn, E::Sent],                        S::Withdrawn,  1),
            (&[E::Sent, E::Withdrawn, E::Ended(1)],           S::Withdrawn,  3),
            (&[E::Sent, E::Taken(1), E::Withdrawn],           S::Accepted,   2),
            // Nothing was sent: whatever this answers, it is not this.
            (&[E::Taken(1), E::Ended(1), E::Data, E::GivenUp], S::Queued,    0),
        ];
        for (events, want, written) in cases {
            let (course, steps) = after(events);
            assert_eq!((course.state, steps.iter().flatten().count()), (want, written), "{events:?}");
        }
    }

    #[test]
    fn what_came_back_counts_however_late() {
        use CommandEvent as E;
        let (course, steps) = after(&[E::Sent, E::GivenUp, E::Taken(1), E::Ended(100), E::Ended(1)]);
        assert_eq!((course.taken, course.ended, course.was_answered()), (Some(1), Some(100), true));
        assert_eq!(steps[2..], [Some(CommandStep::Accepted), Some(CommandStep::Failed), None]);
        assert!(!after(&[E::Sent, E::Taken(1)]).0.was_answered());
        assert!(after(&[E::Sent, E::Taken(2)]).0.was_answered());
    }

    #[test]
    fn when_something_has_to_be_done() {
        let second = |seconds: i64| Stamp(seconds * SECOND);
        let queued = Course::begun(Stamp(0));
        for (now, linked, want) in [
            (4, true, None),
            (5, true, Some(Due::Send)),
            (5, false, None),
            (30 * 60, true, Some(Due::Expire)),
            (30 * 60, false, Some(Due::Expire)),
        ] {
            assert_eq!(queued.due(&TERMS, second(now), linked), want, "queued, {now} {linked}");
        }
        let mut sent = queued;
        sent.hear(CommandEvent::Sent, second(5));
        for (attempts, now, linked, want) in [
            (1, 14, true, None),
            (1, 15, true, Some(Due::Send)),
            (1, 15, false, None),
            (1, 30 * 60, false, Some(Due::GiveUp)),
            (3, 15, true, Some(Due::Send)),
            (4, 14, true, None),
            (4, 15, true, Some(Due::GiveUp)),
            (4, 15, false, Some(Due::GiveUp)),
        ] {
            let course = Course { attempts, ..sent };
            assert_eq!(course.due(&TERMS, second(now), linked), want, "sent {attempts} times, {now} {linked}");
        }
        let mut accepted = sent;
        accepted.hear(CommandEvent::Taken(1), second(6));
        assert_eq!(accepted.due(&TERMS, second(125), true), None);
        assert_eq!(accepted.due(&TERMS, second(126), false), Some(Due::GiveUp));
        accepted.hear(CommandEvent::Ended(1), second(126));
        assert_eq!(accepted.due(&TERMS, second(9_999), true), None);
    }

    /// Sent at once and again by the rules: four times in all, and then given up.
    #[test]
    fn a_logger_that_never_answers() {
        let mut course = Course::begun(Stamp(0));
        let mut sent = Vec::new();
        let mut now = Stamp(0);
        while course.state.is_open() && now < Stamp(10 * MINUTE) {
            match course.due(&TERMS, now, true) {
                Some(Due::Send) => {
                    course.hear(CommandEvent::Sent, now);
                    sent.push(now.0 / SECOND);
                }
                Some(Due::GiveUp) => {
                    course.hear(CommandEvent::GivenUp, now);
                }
                Some(Due::Expire) => {
                    course.hear(CommandEvent::Expired, now);
                }
                None => {}
            }
            now = now.plus(SECOND);
        }
        assert_eq!((sent, course.state), (vec![5, 15, 25, 35], CommandState::Unanswered));
    }

    fn event() -> impl Strategy<Value = CommandEvent> {
        use CommandEvent as E;
        let code = || prop_oneof![Just(1_u16), Just(2), Just(100), any::<u16>()];
        prop_oneof![
            4 => Just(E::Sent),
            1 => code().prop_map(E::Taken),
            1 => code().prop_map(E::Ended),
            1 => Just(E::Data),
            1 => Just(E::GivenUp),
            1 => Just(E::Expired),
            1 => Just(E::Withdrawn),
        ]
    }

    proptest! {
        #[test]
        fn nothing_leaves_an_end_and_nothing_is_done_after_it(events in proptest::collection::vec(event(), 0..30)) {
            let mut course = Course::begun(Stamp(0));
            let mut at = Stamp(0);
            for event in events {
                let before = course;
                at = at.plus(SECOND);
                let step = course.hear(event, at);
                if !before.state.is_open() {
                    prop_assert_eq!((course.state, course.since), (before.state, before.since));
                    prop_assert_eq!(course.due(&TERMS, Stamp(i64::MAX / 2), true), None);
                }
                // An answer of a kind that came before changes nothing.
                let again = match event {
                    CommandEvent::Taken(_) => before.taken.is_some(),
                    CommandEvent::Ended(_) => before.ended.is_some(),
                    _ => false,
                };
                if again {
                    prop_assert_eq!((step, course), (None, before));
                }
                prop_assert!(course.attempts >= before.attempts);
                prop_assert!(course.attempts > 0 || !matches!(course.state, CommandState::Sent | CommandState::Done));
            }
        }

        #[test]
        fn however_a_logger_behaves_a_command_ends(
            events in proptest::collection::vec((0_i64..20, event()), 0..10), linked in any::<bool>(),
        ) {
            let mut course = Course::begun(Stamp(0));
            let mut now = Stamp(0);
            let mut events = events.into_iter();
            // Two hours are longer than all the waits together.
            while now < Stamp(120 * MINUTE) {
                match course.due(&TERMS, now, linked) {
                    Some(Due::Send) => { course.hear(CommandEvent::Sent, now); }
                    Some(Due::GiveUp) => { course.hear(CommandEvent::GivenUp, now); }
                    Some(Due::Expire) => { course.hear(CommandEvent::Expired, now); }
                    None => {}
                }
                if let Some((wait, event)) = events.next().filter(|(_, event)| *event != CommandEvent::Sent) {
                    now = now.plus(wait * SECOND);
                    course.hear(event, now);
                }
                now = now.plus(5 * SECOND);
            }
            prop_assert!(!course.state.is_open(), "{course:?}");
            prop_assert!(course.attempts <= TERMS.re_count + 1);
        }
    }
}
