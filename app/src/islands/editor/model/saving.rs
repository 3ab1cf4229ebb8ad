//! When what is saved: after a pause of typing and when asked, again when the network fails, and never over what
//! somebody else saved. It says what to do next ([`Step`]) and leaves timers and the network to the autosave.

use std::time::Duration;

use domain::declaration::Content;

use super::merge::Clash;
use crate::functions::draft::{Current, Saved};
use crate::functions::{Failure, Overtaken};
use crate::islands::account::Account;

/// How long after the last key.
const PAUSE: Duration = Duration::from_millis(1_500);
/// How long after a failure, and at most after many.
const RETRY: Duration = Duration::from_secs(4);
const RETRY_AT_MOST: Duration = Duration::from_mins(1);

/// Where the draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Saved at this moment (RFC 3339), or as it was when the page was opened.
    Saved(Option<String>),
    /// Changed since.
    Changed,
    /// On its way.
    Saving,
    /// No answer, or one that says that the server cannot at the moment. Tried again by itself.
    Offline,
    /// The session is over.
    SignedOut,
    /// Somebody else is signed in now: who, with role and enterprise.
    SomebodyElse(String),
    /// Somebody saved other figures for the same fields.
    Clash(Overtaken, Vec<Clash>),
    /// The server does not take it, and why.
    Refused(Failure),
}

impl State {
    /// Whether something keeps it from being saved that a person should know of.
    pub const fn is_trouble(&self) -> bool {
        match self {
            Self::Offline | Self::SignedOut | Self::SomebodyElse(_) | Self::Clash(..) | Self::Refused(_) => true,
            Self::Saved(_) | Self::Changed | Self::Saving => false,
        }
    }
}

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing.
    Rest,
    /// Save when so long has passed, and forget about an earlier wait.
    Wait(Duration),
    /// Save now what the form says.
    Save,
    /// Send this to the server, over this revision.
    Send(i64, Box<Content>),
    /// Ask the server what it has.
    Load,
    /// Go to another page.
    Go(String),
}

/// A draft on its way to the server.
#[derive(Clone, Debug)]
pub struct Saving {
    state: State,
    /// Who else saved, where their figures were taken over.
    joined: Option<Overtaken>,
    /// The last text that the server has, with its revision.
    base: (i64, Content),
    edits: u64,
    failures: u32,
    /// What was sent last, after how many edits: the server may have it although no answer came.
    sent: Option<(u64, Content)>,
    /// Who was quicker, while their text is asked for.
    overtaken_by: Option<Overtaken>,
    /// Where to go when all is saved.
    then: Option<String>,
}

impl Saving {
    /// The draft as the page was opened with it.
    pub const fn new(revision: i64, content: Content, saved_at: Option<String>) -> Self {
        Self {
            state: State::Saved(saved_at),
            joined: None,
            base: (revision, content),
            edits: 0,
            failures: 0,
            sent: None,
            overtaken_by: None,
            then: None,
        }
    }

    /// Where it stands.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Who else saved, where their figures were taken over.
    pub const fn joined(&self) -> Option<&Overtaken> {
        self.joined.as_ref()
    }

    /// Something was changed.
    pub fn changed(&mut self) -> Step {
        self.edits += 1;
        match self.state {
            State::Saved(_) | State::Refused(_) => self.state = State::Changed,
            State::Changed => {}
            // What is to be decided is decided first; what failed is tried again at its time.
            State::Clash(..) | State::Offline | State::SignedOut | State::SomebodyElse(_) | State::Saving => {
                return Step::Rest;
            }
        }
        Step::Wait(PAUSE)
    }

    /// Saves what is not saved yet, and goes to `address` when all is.
    pub fn leave_for(&mut self, address: String) -> Step {
        self.then = Some(address);
        match self.state {
            State::Saved(_) => self.go(),
            State::Saving | State::Clash(..) => Step::Rest,
            _ => Step::Save,
        }
    }

    /// Sends `content`, which the form says now.
    pub fn save(&mut self, content: Content) -> Step {
        if matches!(self.state, State::Saving | State::Clash(..)) {
            return Step::Rest;
        }
        self.state = State::Saving;
        self.sent = Some((self.edits, content.clone()));
        Step::Send(self.base.0, Box::new(content))
    }

    /// The server has answered, or has not.
    pub fn answered(&mut self, answer: Result<Saved, Failure>) -> Step {
        match answer {
            Ok(saved) => self.saved(saved),
            Err(Failure::Overtaken(by)) => {
                self.overtaken_by = Some(by);
                Step::Load
            }
            Err(failure) => self.not_saved(failure),
        }
    }

    fn not_saved(&mut self, failure: Failure) -> Step {
        match failure {
            Failure::SignedOut => self.hold(State::SignedOut),
            Failure::SomebodyElse { who } => self.hold(State::SomebodyElse(who)),
            failure if failure.passes() => self.failed(),
            failure => {
                self.then = None;
                self.state = State::Refused(failure);
                Step::Rest
            }
        }
    }

    fn saved(&mut self, Saved { revision, saved_at }: Saved) -> Step {
        let Some((edits, content)) = self.sent.clone() else { return self.failed() };
        self.failures = 0;
        self.base = (revision, content);
        if edits == self.edits {
            self.state = State::Saved(Some(saved_at));
            return self.go();
        }
        self.state = State::Changed;
        if self.then.is_some() { Step::Save } else { Step::Wait(PAUSE) }
    }

    fn failed(&mut self) -> Step {
        self.then = None;
        self.state = State::Offline;
        self.failures += 1;
        let doubled = RETRY * 2_u32.saturating_pow(self.failures.min(5) - 1);
        Step::Wait(doubled.min(RETRY_AT_MOST))
    }

    /// Signing in happens elsewhere; looking now and then whether it has is all that can be done here. What is sent
    /// meanwhile says for whom the page was made, and so changes nothing of anybody else's.
    fn hold(&mut self, why: State) -> Step {
        self.then = None;
        self.state = why;
        Step::Wait(RETRY * 3)
    }

    /// Another tab, or a look at the server, has told who is signed in now. What is saved needs nothing; what waits is
    /// held until the person of this page is back, and then goes on by itself.
    pub fn hears(&mut self, now: Account) -> Step {
        let is_held = matches!(self.state, State::SignedOut | State::SomebodyElse(_));
        let waits = is_held || matches!(self.state, State::Changed | State::Offline);
        match now {
            Account::Same if is_held => Step::Save,
            Account::Out if waits => self.hold(State::SignedOut),
            Account::Other(who) if waits => self.hold(State::SomebodyElse(who)),
            Account::Same | Account::Out | Account::Other(_) => Step::Rest,
        }
    }

    /// What the server has, after somebody was quicker; `join` takes it into the form beside what both began with, and
    /// answers what both changed. What is the server's own answer that never came is no clash.
    pub fn loaded(
        &mut self,
        current: Result<Current, Failure>,
        join: impl FnOnce(&Content, &Content) -> Vec<Clash>,
    ) -> Step {
        let by = self.overtaken_by.take();
        let (Current { revision, content }, by) = match (current, by) {
            (Ok(current), Some(by)) => (current, by),
            (Err(failure), _) => return self.not_saved(failure),
            (Ok(_), None) => return self.failed(),
        };
        let is_own = self.sent.as_ref().is_some_and(|(_, sent)| *sent == content);
        let clashes = if is_own { Vec::new() } else { join(&self.base.1, &content) };
        self.base = (revision, content);
        if clashes.is_empty() {
            self.joined = (!is_own).then_some(by);
            self.state = State::Changed;
            return Step::Save;
        }
        self.state = State::Clash(by, clashes);
        Step::Rest
    }

    /// One of the fields that both changed has been settled.
    pub fn settled(&mut self, clash: &Clash) -> Step {
        let State::Clash(_, clashes) = &mut self.state else { return Step::Rest };
        clashes.retain(|other| other != clash);
        if !clashes.is_empty() {
            return Step::Rest;
        }
        self.state = State::Changed;
        Step::Save
    }

    fn go(&mut self) -> Step {
        self.then.take().map_or(Step::Rest, Step::Go)
    }
}

#[cfg(test)]
mod tests;
