//! Saving: after a pause of typing and when asked, again when the network fails, and never over what somebody else
//! saved.

use std::time::Duration;

use domain::declaration::Content;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use super::merge::Clash;
use super::page::{self, Account};
use super::sheet::Sheet;
use super::wire::{Current, Overtaken, Refused, Save, Saved, SomebodyElse};

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
    /// The server does not take it.
    Refused(String),
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

/// Saves a sheet.
#[derive(Clone, Copy)]
pub struct Saver {
    sheet: Sheet,
    /// Where to, and for whom the page was made.
    address: StoredValue<(String, String)>,
    /// Where the draft stands.
    pub state: RwSignal<State>,
    /// Who else saved, where their figures were taken over.
    pub joined: RwSignal<Option<Overtaken>>,
    /// The last text that the server has, with its revision.
    base: StoredValue<(i64, Content)>,
    edits: StoredValue<u64>,
    timer: StoredValue<Option<TimeoutHandle>>,
    failures: StoredValue<u32>,
    /// What was sent last: the server may have it although no answer came.
    sent: StoredValue<Option<Content>>,
    /// Where to go when all is saved.
    then: StoredValue<Option<String>>,
}

impl Saver {
    /// Saves `sheet` at an address, for whom the page was made; it began as `content` of the draft's `revision`.
    pub fn new(
        sheet: Sheet,
        address: (String, String),
        revision: i64,
        content: Content,
        saved_at: Option<String>,
    ) -> Self {
        Self {
            sheet,
            address: StoredValue::new(address),
            state: RwSignal::new(State::Saved(saved_at)),
            joined: RwSignal::new(None),
            base: StoredValue::new((revision, content)),
            edits: StoredValue::new(0),
            timer: StoredValue::new(None),
            failures: StoredValue::new(0),
            sent: StoredValue::new(None),
            then: StoredValue::new(None),
        }
    }

    /// Something was changed.
    pub fn changed(&self) {
        self.edits.update_value(|edits| *edits += 1);
        match self.state.get_untracked() {
            State::Saved(_) | State::Refused(_) => self.state.set(State::Changed),
            // What is to be decided is decided first; what failed is tried again at its time.
            State::Clash(..) | State::Offline | State::SignedOut | State::SomebodyElse(_) | State::Saving => return,
            State::Changed => {}
        }
        self.after(PAUSE);
    }

    /// Whether there is anything that the server does not have.
    pub fn is_unsaved(&self) -> bool {
        !matches!(self.state.get_untracked(), State::Saved(_)) || self.sheet.garbled.get_untracked()
    }

    /// Saves what is not saved yet, and goes to `address` when all is.
    pub fn leave_for(&self, address: String) {
        self.then.set_value(Some(address));
        match self.state.get_untracked() {
            State::Saved(_) => self.go(),
            State::Saving | State::Clash(..) => {}
            _ => self.save(),
        }
    }

    /// Stays on the page after all.
    pub fn stay(&self) {
        self.then.set_value(None);
    }

    /// Saves now.
    pub fn save(&self) {
        self.stop_waiting();
        if matches!(self.state.get_untracked(), State::Saving | State::Clash(..)) {
            return;
        }
        self.state.set(State::Saving);
        let content = self.sheet.content();
        let (saver, edits, revision) = (*self, self.edits.get_value(), self.base.with_value(|base| base.0));
        let Ok(json) = serde_json::to_string(&Save { revision, content: content.clone() }) else { return };
        self.sent.set_value(Some(content.clone()));
        self.send("PUT", Some(&json), move |answer| saver.answered(edits, content, answer));
    }

    fn answered(&self, edits: u64, content: Content, answer: Option<(u16, String)>) {
        let Some((status, text)) = answer else { return self.failed() };
        match status {
            200 => match read::<Saved>(&text) {
                Some(saved) => self.saved(edits, content, saved),
                None => self.failed(),
            },
            401 => self.hold(State::SignedOut),
            412 => {
                let who = read::<SomebodyElse>(&text).map(|other| other.who);
                self.hold(State::SomebodyElse(who.unwrap_or_default()));
            }
            409 => match read::<Overtaken>(&text) {
                Some(by) => self.look_at_theirs(by),
                None => self.failed(),
            },
            403 | 404 | 413 | 422 => {
                let why = read::<Refused>(&text).map(|refused| refused.message);
                self.stay();
                self.state.set(State::Refused(why.unwrap_or_default()));
            }
            _ => self.failed(),
        }
    }

    fn saved(&self, edits: u64, content: Content, Saved { revision, saved_at }: Saved) {
        self.failures.set_value(0);
        self.base.set_value((revision, content));
        if edits != self.edits.get_value() {
            self.state.set(State::Changed);
            return if self.then.with_value(Option::is_some) { self.save() } else { self.after(PAUSE) };
        }
        self.state.set(State::Saved(Some(saved_at)));
        self.go();
    }

    fn failed(&self) {
        self.stay();
        self.state.set(State::Offline);
        self.failures.update_value(|failures| *failures += 1);
        let doubled = RETRY * 2_u32.saturating_pow(self.failures.get_value().min(5) - 1);
        self.after(doubled.min(RETRY_AT_MOST));
    }

    /// Signing in happens elsewhere; looking now and then whether it has is all that can be done here. What is sent
    /// meanwhile says for whom the page was made, and so changes nothing of anybody else's.
    fn hold(&self, why: State) {
        self.stay();
        self.state.set(why);
        self.after(RETRY * 3);
    }

    /// Another tab, or a look at the server, has told who is signed in now. What is saved needs nothing; what waits is
    /// held until the person of this page is back, and then goes on by itself.
    pub fn hears(&self, now: Account) {
        let is_held = matches!(self.state.get_untracked(), State::SignedOut | State::SomebodyElse(_));
        let waits = is_held || matches!(self.state.get_untracked(), State::Changed | State::Offline);
        match now {
            Account::Same if is_held => self.save(),
            Account::Out if waits => self.hold(State::SignedOut),
            Account::Other(who) if waits => self.hold(State::SomebodyElse(who)),
            Account::Same | Account::Out | Account::Other(_) => {}
        }
    }

    fn look_at_theirs(&self, by: Overtaken) {
        let saver = *self;
        self.send("GET", None, move |answer| {
            let current = answer.filter(|(status, _)| *status == 200).and_then(|(_, text)| read::<Current>(&text));
            match current {
                Some(current) => saver.join(by, current),
                None => saver.failed(),
            }
        });
    }

    fn join(&self, by: Overtaken, Current { revision, content }: Current) {
        let is_own = self.sent.with_value(|sent| sent.as_ref() == Some(&content));
        let clashes = self.base.with_value(|(_, base)| if is_own { vec![] } else { self.sheet.join(base, &content) });
        self.base.set_value((revision, content));
        if clashes.is_empty() {
            self.joined.set((!is_own).then_some(by));
            self.state.set(State::Changed);
            self.save();
        } else {
            self.state.set(State::Clash(by, clashes));
        }
    }

    /// Settles one of the fields that both changed: in the other one's favour, or not.
    pub fn settle(&self, clash: &Clash, give_way: bool) {
        if give_way {
            self.sheet.give_way(clash);
        }
        let mut settled = false;
        self.state.update(|state| {
            if let State::Clash(_, clashes) = state {
                clashes.retain(|other| other != clash);
                settled = clashes.is_empty();
            }
        });
        if settled {
            self.state.set(State::Changed);
            self.save();
        }
    }

    fn after(&self, pause: Duration) {
        self.stop_waiting();
        let saver = *self;
        self.timer.set_value(set_timeout_with_handle(move || saver.save(), pause).ok());
    }

    fn stop_waiting(&self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn go(&self) {
        if let Some(address) = self.then.try_update_value(Option::take).flatten() {
            page::go(&address);
        }
    }

    fn send(&self, method: &str, json: Option<&str>, on_answer: impl FnOnce(Option<(u16, String)>) + 'static) {
        self.address.with_value(|(address, made_for)| page::send(method, address, made_for, json, on_answer));
    }
}

fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}
