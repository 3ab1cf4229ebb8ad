//! Saving: what [`Saving`] decides, with the browser's timers and the network.

use std::time::Duration;

use domain::declaration::Content;
use domain::quarter::Quarter;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::live_sheet::LiveSheet;
use super::model::{Clash, Saving, Sheet, State, Step};
use super::page;
use crate::functions::Overtaken;
use crate::functions::draft::{Own, Save, read_draft, save_draft};
use crate::islands::account::Account;

/// Saves a form.
#[derive(Clone, Copy)]
pub struct Autosave {
    sheet: LiveSheet,
    saving: StoredValue<Saving>,
    quarter: Quarter,
    /// Where the draft stands.
    pub state: RwSignal<State>,
    /// Who else saved, where their figures were taken over.
    pub joined: RwSignal<Option<Overtaken>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Autosave {
    /// Saves `sheet` as the draft of a quarter; it began as `content` of the draft's `revision`.
    pub fn new(sheet: LiveSheet, quarter: Quarter, revision: i64, content: Content, saved_at: Option<String>) -> Self {
        let saving = Saving::new(revision, content, saved_at);
        Self {
            sheet,
            quarter,
            state: RwSignal::new(saving.state().clone()),
            joined: RwSignal::new(None),
            saving: StoredValue::new(saving),
            timer: StoredValue::new(None),
        }
    }

    /// Whether there is anything that the server does not have.
    pub fn is_unsaved(&self) -> bool {
        !matches!(self.state.get_untracked(), State::Saved(_)) || self.sheet.garbled.get_untracked()
    }

    /// Something was changed.
    pub fn changed(&self) {
        self.on(Saving::changed);
    }

    /// Saves what is not saved yet, and goes to `address` when all is.
    pub fn leave_for(&self, address: String) {
        self.on(|saving| saving.leave_for(address));
    }

    /// Saves now.
    pub fn save(&self) {
        self.stop_waiting();
        let content = self.sheet.look(Sheet::content);
        self.on(|saving| saving.save(content));
    }

    /// Has been told who is signed in now.
    pub fn hears(&self, now: Account) {
        self.on(|saving| saving.hears(now));
    }

    /// Settles one of the fields that both changed: in the other one's favour, or not.
    pub fn settle(&self, clash: &Clash, give_way: bool) {
        if give_way {
            self.sheet.give_way(clash);
        }
        self.on(|saving| saving.settled(clash));
    }

    fn on(&self, event: impl FnOnce(&mut Saving) -> Step) {
        let mut saving = self.saving.write_value();
        let step = event(&mut saving);
        let (state, joined) = (saving.state().clone(), saving.joined().cloned());
        drop(saving);
        if self.state.with_untracked(|shown| *shown != state) {
            self.state.set(state);
        }
        if self.joined.with_untracked(|shown| *shown != joined) {
            self.joined.set(joined);
        }
        self.take(step);
    }

    fn take(&self, step: Step) {
        let autosave = *self;
        match step {
            Step::Rest => {}
            Step::Wait(pause) => self.after(pause),
            Step::Save => self.save(),
            Step::Send(revision, content) => page::spawn(async move {
                let answer = save_draft(Save { quarter: autosave.quarter, revision, content: *content }).await;
                autosave.on(|saving| saving.answered(answer));
            }),
            Step::Load => page::spawn(async move {
                let current = read_draft(Own { quarter: autosave.quarter }).await;
                autosave.on(|saving| saving.loaded(current, |base, theirs| autosave.sheet.join(base, theirs)));
            }),
            Step::Go(address) => page::go(&address),
        }
    }

    fn after(&self, pause: Duration) {
        self.stop_waiting();
        let autosave = *self;
        self.timer.set_value(set_timeout_with_handle(move || autosave.save(), pause).ok());
    }

    fn stop_waiting(&self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}
