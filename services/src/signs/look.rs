//! What of that which is known of an outlet is a sign.

use std::collections::BTreeSet;

use domain::{
    life::is_closed,
    mark::Mark,
    sign::{Found, Halt, Outlet, SignRule, Silence, by_values, clock, halt, means_differ, restarts, silence, swapped},
    time::{HOUR, Stamp},
};

use super::{
    gather::{Gathered, LOOKED_AT, gather, watching},
    others_heard::deaf,
    rules::sign_rules,
    store::{Looked, bring_up_to_date},
};
use crate::{Ctx, Result, monitoring::registry::KnownOutlet};

/// Whether what loggers' clocks were noted for is looked at: those notes have no course, so that they say nothing of a past day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clocks {
    Looked,
    Left,
}

/// Looks at an outlet as it stands now, and brings its signs up to date. Answers how many were recorded or changed. Of an outlet that
/// is in trial, merged or closed, or at which nothing is watched, nothing is said.
pub(super) async fn look(ctx: &Ctx, outlet_id: i64, clocks: Clocks) -> Result<u64> {
    let today = ctx.now().day();
    let Some(outlet) = ctx.registry().outlet(outlet_id) else { return Ok(0) };
    if outlet.merged || is_closed(outlet.closed_on, today) || !outlet.opening.is_open_on(today) {
        return Ok(0);
    }
    let Some(rule) = sign_rules().on(today) else { return Ok(0) };
    let devices = watching(ctx, &outlet).await?;
    if devices.is_empty() {
        return Ok(0);
    }
    // Hourly means have no term: what is not there was not removed with age.
    let from = ctx.now().minus(LOOKED_AT).floor(HOUR);
    let gathered = gather(ctx, &outlet, &devices, from, rule).await?;
    let found = found(ctx, &outlet, &gathered, rule, clocks).await?;
    let looked = Looked {
        from,
        to: gathered.to,
        expected: gathered.expected.0,
        cut: gathered.cut,
        found,
        clocks: clocks == Clocks::Looked,
    };
    bring_up_to_date(ctx, &outlet, looked).await
}

async fn found(
    ctx: &Ctx,
    outlet: &KnownOutlet,
    gathered: &Gathered,
    rule: &SignRule,
    clocks: Clocks,
) -> Result<Vec<Found>> {
    let marks: Vec<Mark> = gathered.marks.iter().map(|(_, mark)| mark.clone()).collect();
    let (from, to) = (gathered.from, gathered.to);
    let seen = Outlet { kind: outlet.code.kind(), series: gathered.series.clone(), from, to, marks: &marks };
    let seen = seen.without_marked();
    let mut found = by_values(&seen, rule);
    let halts: Vec<Halt<'_>> = gathered
        .marks
        .iter()
        .filter_map(|(id, mark)| Some(Halt { id: *id, mark, before: gathered.before.get(id)?.clone() }))
        .collect();
    found.extend(halt(&seen, &halts, &rule.halt));
    let differing =
        gathered.compared.iter().flat_map(|(code, hours)| means_differ(&seen, code, hours, &rule.means_differ));
    found.extend(differing);
    let missing = missing(gathered);
    let deaf = deaf(ctx, outlet.id, &missing).await?;
    let (since, until) = gathered.expected;
    let known = Silence { heard: &gathered.heard, deaf: &deaf, from: since, to: until, marks: &marks };
    found.extend(silence(&known, &rule.silence));
    for logger in &gathered.loggers {
        found.extend(restarts(&logger.mn, &logger.restarts, to, &rule.restarts));
        found.extend(swapped(&logger.mn, &logger.numbers, from, &marks));
    }
    if clocks == Clocks::Looked {
        found.extend(clock(&gathered.clocks, to, &rule.clock));
    }
    Ok(found)
}

/// The hours of which something should have come, and nothing did.
fn missing(gathered: &Gathered) -> BTreeSet<Stamp> {
    let (since, until) = gathered.expected;
    let mut missing = BTreeSet::new();
    let mut at = since.plus(HOUR - 1).floor(HOUR);
    while at.plus(HOUR) <= until {
        if !gathered.heard.contains(&at) {
            missing.insert(at);
        }
        at = at.plus(HOUR);
    }
    missing
}
