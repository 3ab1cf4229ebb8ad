//! Photos of a form that has not been filed yet.
//!
//! A form that comes back because something in it is wrong cannot give the browser its photos back. So they are kept
//! for a while, cleaned, in memory only, under the key of the form: whoever has the form has them, and a restart
//! forgets them.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::time::{MINUTE, Stamp};

use super::{MOST_PHOTOS, photo::Photo};
use crate::{Ctx, FormKey};

/// How many minutes photos are kept.
pub const HELD_MINUTES: i64 = 30;
/// The most bytes of all photos together. With more, those that waited longest are forgotten.
const MOST_BYTES: usize = 128 * 1024 * 1024;

/// A photo that waits for its form.
#[derive(Clone)]
pub struct HeldPhoto {
    /// What the reporter's device calls it, to be told apart; shown to nobody else.
    pub name: String,
    /// The photo.
    pub photo: Photo,
}

/// The photos of all forms of this process.
#[derive(Default)]
pub(super) struct Held(Mutex<HashMap<String, Waiting>>);

struct Waiting {
    since: Stamp,
    photos: Vec<HeldPhoto>,
}

/// Keeps the photos of a form, in place of those that were kept for it before; five at most.
pub fn hold(ctx: &Ctx, form: &FormKey, mut photos: Vec<HeldPhoto>) {
    photos.truncate(MOST_PHOTOS);
    let limits = ctx.tip_limits();
    let mut all = limits.held.lock(ctx.steady());
    all.remove(form.expose());
    if !photos.is_empty() {
        make_room(&mut all, weight(&photos));
        all.insert(form.expose().to_owned(), Waiting { since: ctx.steady(), photos });
    }
}

/// The photos that are kept for a form.
pub fn held(ctx: &Ctx, form: &FormKey) -> Vec<HeldPhoto> {
    ctx.tip_limits().held.lock(ctx.steady()).get(form.expose()).map_or_else(Vec::new, |waiting| waiting.photos.clone())
}

impl HeldPhoto {
    /// What tells it from the other photos of its form.
    pub fn mark(&self) -> String {
        self.photo.digest().chars().take(16).collect()
    }
}

impl Held {
    /// The photos whose time is not over.
    fn lock(&self, now: Stamp) -> MutexGuard<'_, HashMap<String, Waiting>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, waiting| now.since(waiting.since) < HELD_MINUTES * MINUTE);
        all
    }
}

fn make_room(all: &mut HashMap<String, Waiting>, needed: usize) {
    while needed + all.values().map(|waiting| weight(&waiting.photos)).sum::<usize>() > MOST_BYTES {
        let Some(oldest) = all.iter().min_by_key(|(_, waiting)| waiting.since).map(|(key, _)| key.clone()) else {
            return;
        };
        all.remove(&oldest);
    }
}

fn weight(photos: &[HeldPhoto]) -> usize {
    photos.iter().map(|held| held.photo.jpeg().len()).sum()
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Held(…)")
    }
}

impl fmt::Debug for HeldPhoto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HeldPhoto(…)")
    }
}
