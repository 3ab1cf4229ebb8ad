//! Writing a list of rows of one kind.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::limit::Past;
use domain::{
    credit_code::CreditCode,
    division::city_of,
    life::{self, OpeningSlip},
    time::{Day, Stamp},
    utility::Feed,
};
use entities::town;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IdenStatic, IntoActiveModel, Iterable, ModelTrait,
    QueryFilter, QueryOrder, QueryTrait, sea_query::sea_value_to_json_value,
};
use serde_json::{Value, json};

use super::{
    Fault, Flaw, Meant, Outcome, Refused, Register, Written,
    chunks::chunks,
    entry::{ColumnOf, Entry, Lookup, Owner, Under},
    former::{CORRECTED, Entered, Former, Meaning},
    near::clashes,
    owners::{Owners, former_codes, merged},
    past::with_values,
};
use crate::{
    Ctx, Result,
    audit::{self, Act, Subject},
    jobs::{self, Job, SettleBills},
    store,
};

/// The most meters whose bills one job works out.
const METERS_OF_A_JOB: usize = 2_000;

/// Enters a list: what is not there is added, what is there and says something else is changed. Each thing that changes
/// gets its line in the audit log. Where anything is wrong with any row nothing is written.
pub(super) async fn write<E: Entry>(register: &Register<'_>, entries: &[E]) -> Result<Written, Refused> {
    let plan = plan(&register.tx, register.ctx.now(), register.past, &Owners::default(), entries).await?;
    let mut written = plan.written();
    let Plan { mut owners, new, changed, ended, keys, mut ids, past, former, .. } = plan;
    owners.learn(&register.tx, changed.iter().filter_map(|(old, _)| E::under(old).outlet()).collect()).await?;
    let meters = meters::<E>(new.iter().chain(changed.iter().chain(&ended).flat_map(|(old, new)| [old, new])));
    let mut notes = Notes::new(&owners, register.in_full);
    notes.past(past);
    let mut rows = Vec::with_capacity(ended.len() + changed.len());
    for (old, new) in ended.into_iter().chain(changed) {
        notes.changed::<E>(&old, &new, former.meant.get(&E::id(&old)).copied());
        rows.push(new.into_active_model().reset_all());
    }
    // Many at once: whoever waits for the writer meanwhile waits ten seconds at most.
    store::replace(&register.tx, E::ID, rows).await?;
    // The keys of new rows are asked for where other rows belong to them, or the log has them in full.
    let opens = entries.iter().any(|entry| entry.opens().is_some());
    if opens || register.in_full || former.needs_keys() {
        for row in store::insert_and_return(&register.tx, new.into_iter().map(without_key::<E>).collect()).await? {
            notes.added::<E>(&row);
            ids.insert(E::key_of(&row), E::id(&row));
        }
    } else {
        for row in &new {
            notes.added::<E>(row);
        }
        store::insert(&register.tx, new.into_iter().map(without_key::<E>).collect()).await?;
    }
    former.keep(&register.tx, &ids).await?;
    notes.write::<E>(register).await?;
    settle_bills(register, meters).await?;
    if opens {
        written.ids = keys.iter().filter_map(|key| ids.get(key).copied()).collect();
    }
    Ok(written)
}

/// The meters that rows are about.
fn meters<'r, E: Entry>(rows: impl Iterator<Item = &'r E::Row>) -> BTreeMap<Feed, BTreeSet<String>>
where
    E::Row: 'r,
{
    let mut meters: BTreeMap<Feed, BTreeSet<String>> = BTreeMap::new();
    for (feed, number) in rows.filter_map(E::meter) {
        meters.entry(feed).or_default().insert(number.to_owned());
    }
    meters
}

/// Has the bills of meters worked out anew.
async fn settle_bills(register: &Register<'_>, meters: BTreeMap<Feed, BTreeSet<String>>) -> Result<()> {
    for (feed, numbers) in meters {
        let numbers: Vec<String> = numbers.into_iter().collect();
        for numbers in numbers.chunks(METERS_OF_A_JOB) {
            let job = Job::SettleBills(SettleBills::Meters { feed, numbers: numbers.to_vec() });
            jobs::enqueue(&register.tx, register.ctx, &job, register.ctx.now()).await?;
        }
    }
    Ok(())
}

/// Says what would become of a list, and writes nothing. What the lists before would have opened for others to belong to
/// is `expected`; what this one would, is added to that.
pub(super) async fn rehearse<E: Entry>(ctx: &Ctx, expected: &mut Owners, entries: &[E]) -> Result<Written, Refused> {
    let plan = plan(ctx.store.read(), ctx.now(), Meant::No, expected, entries).await?;
    for ((owner, entry), outcome) in plan.owned.iter().zip(&plan.outcomes) {
        if let (Outcome::New, Some(opened)) = (outcome, entry.opens()) {
            expected.expect(opened, *owner);
        }
    }
    Ok(plan.written())
}

/// What is to be done.
struct Plan<'e, E: Entry> {
    owners: Owners,
    /// The entries with the keys of what they belong to.
    owned: Vec<(i64, &'e E)>,
    new: Vec<E::Row>,
    changed: Vec<(E::Row, E::Row)>,
    /// Rows that no entry means, and that change because of one.
    ended: Vec<(E::Row, E::Row)>,
    /// What becomes of each entry, and what it is known by.
    outcomes: Vec<Outcome>,
    keys: Vec<E::Key>,
    /// The keys of those that are there.
    ids: HashMap<E::Key, i64>,
    /// Days that are over and are judged anew, as somebody means it.
    past: Vec<Past>,
    /// What is kept of what stood there.
    former: Former<E>,
}

impl<E: Entry> Plan<'_, E> {
    fn written(&self) -> Written {
        let (new, changed) = (self.new.len(), self.changed.len());
        let same = self.outcomes.len() - new - changed;
        Written { ids: Vec::new(), new, changed, same, rows: self.outcomes.clone(), ended: self.ended.len() }
    }
}

async fn plan<'e, E: Entry>(
    db: &impl ConnectionTrait,
    now: Stamp,
    meant: Meant,
    expected: &Owners,
    entries: &'e [E],
) -> Result<Plan<'e, E>, Refused> {
    let mut faults = faults_of_each(entries, now);
    let wanted = entries.iter().map(Entry::owner).chain(entries.iter().filter_map(Entry::other));
    let owners = Owners::find(db, wanted).await?;
    let mut owned = owned(entries, &owners, expected, &mut faults);
    // A row with a fault of its own will not be there, and so it is in no other row's way.
    let out: HashSet<usize> = faults.iter().map(|fault| fault.row).collect();
    owned.retain(|(row, ..)| !out.contains(row));
    let mut others = Vec::with_capacity(owned.len());
    owned.retain(|(row, _, entry)| match entry.other().map(|other| owners.id(&other, expected)) {
        None => {
            others.push(0);
            true
        }
        Some(Ok(other)) => {
            others.push(other);
            true
        }
        Some(Err((field, flaw))) => {
            faults.push(Fault { row: *row, field: entry.other_field(field), flaw });
            false
        }
    });
    let mut stored = stored(db, &owned).await?;
    let ids = stored.iter().map(|(key, row)| (key.clone(), E::id(row))).collect();
    let both = owned.iter().zip(&others);
    let keys: Vec<E::Key> = both.map(|((_, owner, entry), other)| entry.key_between(*owner, *other)).collect();
    let old: Vec<Option<E::Row>> = keys.iter().map(|key| stored.get(key).cloned()).collect();
    let mut rows: Vec<E::Row> = Vec::with_capacity(owned.len());
    for (((_, owner, entry), other), old) in owned.iter().zip(&others).zip(&old) {
        rows.push(entry.row_between(*owner, *other, old.as_ref(), now));
    }
    for key in &keys {
        stored.remove(key);
    }
    let standing: Vec<_> = stored.into_values().collect();
    let settled = E::settle(&mut rows, &standing);
    faults.extend(settled.flaws.into_iter().map(|(at, field, flaw)| {
        let flaw = if let Flaw::Twice(first) = flaw { Flaw::Twice(owned[first].0) } else { flaw };
        Fault { row: owned[at].0, field, flaw }
    }));
    if let Some(name) = E::NAME {
        let alike = clashes::<E>(db, &rows, name).await?;
        faults.extend(alike.into_iter().map(|(at, field, flaw)| Fault { row: owned[at].0, field, flaw }));
    }
    faults.extend(of_other_city(db, &owned).await?);
    faults.extend(reopened::<E>(&old, &rows, now).map(|(at, flaw)| Fault {
        row: owned[at].0,
        field: "public_from",
        flaw,
    }));
    faults.extend(taken(db, &owned, &old).await?);
    faults.extend(gone(db, &owned, &old, &rows).await?);
    let today = Day(now.day());
    let judged = old.iter().zip(&rows).enumerate();
    let judged = judged.filter_map(|(at, (old, row))| Some((at, E::judges_anew(old.as_ref(), row, today)?)));
    let mut past = Vec::new();
    for (at, one) in with_values(db, judged.collect()).await? {
        if meant == Meant::Days(one.from, one.to) {
            past.push(one);
        } else {
            let flaw = Flaw::JudgesAnew(one.from, one.to, one.days);
            faults.push(Fault { row: owned[at].0, field: E::KEY_FIELD, flaw });
        }
    }
    let entered: Vec<Entered<'_, E>> = owned
        .iter()
        .zip(keys.iter().zip(old.iter().zip(&rows)))
        .map(|((_, _, entry), (key, (old, row)))| Entered { entry: *entry, key, old: old.as_ref(), row })
        .collect();
    let (former, wrong) = Former::of(db, &entered, meant, today).await?;
    faults.extend(wrong.into_iter().map(|(at, flaw)| Fault { row: owned[at].0, field: "since", flaw }));
    faults.extend(into_closed(&owners, &entered, today).map(|(at, flaw)| Fault {
        row: owned[at].0,
        field: "town",
        flaw,
    }));
    drop(entered);
    if !faults.is_empty() {
        faults.sort_by_key(|fault| fault.row);
        return Err(Refused::Faults(faults));
    }
    let owned = owned.into_iter().map(|(_, owner, entry)| (owner, entry)).collect();
    let (new, changed, outcomes) = (Vec::new(), Vec::new(), Vec::with_capacity(rows.len()));
    let mut plan = Plan { owners, owned, new, changed, ended: settled.changes, outcomes, keys, ids, past, former };
    for (old, row) in old.into_iter().zip(rows) {
        plan.outcomes.push(match &old {
            None => Outcome::New,
            Some(old) if *old == row => Outcome::Same,
            Some(old) => Outcome::Changed(differing::<E>(old, &row).map(|column| column.as_str()).collect()),
        });
        match old {
            None => plan.new.push(row),
            Some(old) if old == row => {}
            Some(old) => plan.changed.push((old, row)),
        }
    }
    Ok(plan)
}

/// Rows that would come into a town that is closed. What lay in it before stays.
fn into_closed<'o, E: Entry>(
    owners: &'o Owners,
    entered: &'o [Entered<'_, E>],
    today: Day,
) -> impl Iterator<Item = (usize, Flaw)> + 'o {
    entered.iter().enumerate().filter_map(move |(at, one)| {
        let town = E::town(one.row)?;
        let is_there = one.old.and_then(E::town) == Some(town);
        let closed = owners.closed(town, today).filter(|_| !is_there)?;
        Some((at, Flaw::ClosedTown(closed)))
    })
}

/// Rows that would be public otherwise than they may.
fn reopened<E: Entry>(old: &[Option<E::Row>], rows: &[E::Row], now: Stamp) -> impl Iterator<Item = (usize, Flaw)> {
    let stand = old.iter().zip(rows).enumerate().filter_map(|(at, (old, row))| Some((at, old.as_ref()?, row)));
    stand.filter_map(move |(at, old, row)| Some((at, may_open::<E>(old, row, now).err()?)))
}

/// Whether a row that stands may be public as another one says.
pub(super) fn may_open<E: Entry>(old: &E::Row, new: &E::Row, now: Stamp) -> Result<(), Flaw> {
    let Some(column) = E::PUBLIC_FROM else { return Ok(()) };
    life::reopen(E::day(old, column), E::day(new, column), now.day()).map_err(|slip| match slip {
        OpeningSlip::Public(from) => Flaw::Public(from),
        OpeningSlip::Past => Flaw::OpensInPast,
    })
}

/// New enterprises under a code that another one had before.
async fn taken<E: Entry>(
    db: &impl ConnectionTrait,
    owned: &[(usize, i64, &E)],
    old: &[Option<E::Row>],
) -> Result<Vec<Fault>> {
    let opened = |entry: &E| match entry.opens() {
        Some(Owner::Enterprise(code)) => Some(code),
        _ => None,
    };
    let new = owned.iter().zip(old).filter(|(_, old)| old.is_none());
    let new: Vec<_> = new.filter_map(|((row, _, entry), _)| Some((*row, opened(entry)?))).collect();
    let former = former_codes(db, new.iter().map(|(_, code)| *code).collect()).await?;
    let fault = |(row, code): (usize, CreditCode)| {
        let (_, now) = former.get(&code)?;
        Some(Fault { row, field: E::KEY_FIELD, flaw: Flaw::FormerCode(*now) })
    };
    Ok(new.into_iter().filter_map(fault).collect())
}

/// Enterprises that are merged into others, and would be changed.
async fn gone<E: Entry>(
    db: &impl ConnectionTrait,
    owned: &[(usize, i64, &E)],
    old: &[Option<E::Row>],
    rows: &[E::Row],
) -> Result<Vec<Fault>> {
    let is_enterprise = |entry: &E| matches!(entry.opens(), Some(Owner::Enterprise(_)));
    let changed = owned.iter().zip(old.iter().zip(rows)).filter_map(|((row, _, entry), (old, new))| {
        let old = old.as_ref().filter(|old| is_enterprise(entry) && *old != new)?;
        Some((*row, E::id(old)))
    });
    let changed: Vec<(usize, i64)> = changed.collect();
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let merged = merged(db, changed.iter().map(|(_, id)| *id).collect()).await?;
    let fault =
        |(row, id): (usize, i64)| Some(Fault { row, field: E::KEY_FIELD, flaw: Flaw::Merged(*merged.get(&id)?) });
    Ok(changed.into_iter().filter_map(fault).collect())
}

/// Changes one row that stands, with its line in the log.
pub(super) async fn amend<E: Entry>(register: &Register<'_>, old: &E::Row, new: E::Row) -> Result<()> {
    let mut owners = Owners::default();
    owners.learn(&register.tx, E::under(old).outlet().into_iter().collect()).await?;
    let mut notes = Notes::new(&owners, register.in_full);
    notes.changed::<E>(old, &new, None);
    new.into_active_model().reset_all().update(&register.tx).await?;
    notes.write::<E>(register).await
}

/// Towns of another city than the one whose towns stand in the register, or than the first of the list where none does: one
/// portal is of one city, and what comes with its towns would stand among the city's own.
async fn of_other_city<E: Entry>(db: &impl ConnectionTrait, owned: &[(usize, i64, &E)]) -> Result<Vec<Fault>> {
    let named: Vec<(usize, &str)> =
        owned.iter().filter_map(|(row, _, entry)| Some((*row, entry.division()?))).collect();
    let Some((_, first)) = named.first() else { return Ok(Vec::new()) };
    let known = town::Entity::find().order_by_asc(town::Column::Id).one(db).await?;
    let ours = city_of(known.as_ref().map_or(first, |town| &town.code)).to_owned();
    let others = named.into_iter().filter(|(_, code)| city_of(code) != ours);
    Ok(others.map(|(row, _)| Fault { row, field: E::KEY_FIELD, flaw: Flaw::OtherCity(ours.clone()) }).collect())
}

fn faults_of_each<E: Entry>(entries: &[E], now: Stamp) -> Vec<Fault> {
    entries.iter().enumerate().flat_map(|(row, entry)| entry.check(now).of(row)).collect()
}

/// The entries whose owners are there, with their places.
fn owned<'e, E: Entry>(
    entries: &'e [E],
    owners: &Owners,
    expected: &Owners,
    faults: &mut Vec<Fault>,
) -> Vec<(usize, i64, &'e E)> {
    let mut all = Vec::with_capacity(entries.len());
    for (row, entry) in entries.iter().enumerate() {
        match owners.id(&entry.owner(), expected) {
            Ok(owner) => all.push((row, owner, entry)),
            Err((field, flaw)) => faults.push(Fault { row, field, flaw }),
        }
    }
    all
}

/// What to look for, each once: a year's bills come month by month, and name each works twelve times.
fn wanted<E: Entry>(owned: &[(usize, i64, &E)]) -> HashSet<Lookup> {
    owned.iter().filter_map(|(_, owner, entry)| entry.lookup(*owner)).collect()
}

/// The rows that may be meant. What is only expected has none.
async fn stored<E: Entry>(db: &impl ConnectionTrait, owned: &[(usize, i64, &E)]) -> Result<HashMap<E::Key, E::Row>> {
    let wanted = wanted(owned);
    let entries: Vec<&E> = owned.iter().map(|(_, _, entry)| *entry).collect();
    let among = E::among(&entries);
    let mut rows: HashMap<E::Key, E::Row> = HashMap::new();
    for values in chunks(wanted) {
        let found = E::Entity::find().filter(E::LOOKUP.is_in(values)).apply_if(among.clone(), QueryFilter::filter);
        rows.extend(found.all(db).await?.into_iter().map(|row| (E::key_of(&row), row)));
    }
    Ok(rows)
}

/// A new row, of which the database makes the key.
fn without_key<E: Entry>(row: E::Row) -> E::Active {
    let mut row = row.into_active_model().reset_all();
    row.not_set(E::ID);
    row
}

/// What the audit log shall say: a line for each enterprise, or town, with all that this list changed of it.
struct Notes {
    enterprise_of_outlet: HashMap<i64, i64>,
    /// Whether what was added is kept, and not only counted.
    in_full: bool,
    /// Those of rows that not everybody may read who keeps the register have lines of their own.
    lines: BTreeMap<(Under, Open), Note>,
}

/// Whether whoever keeps the register may read what a line is about.
type Open = bool;

#[derive(Default)]
struct Note {
    new: usize,
    /// Days that are over and are judged anew.
    past: Vec<Past>,
    /// What was added, in full.
    added: Vec<Value>,
    changed: Vec<Value>,
}

impl Notes {
    fn new(owners: &Owners, in_full: bool) -> Self {
        Self { enterprise_of_outlet: owners.enterprise_of_outlets(), in_full, lines: BTreeMap::new() }
    }

    fn under(&self, under: Under) -> Under {
        match under {
            Under::Outlet(id) => self.enterprise_of_outlet.get(&id).map_or(under, |id| Under::Enterprise(*id)),
            other => other,
        }
    }

    fn past(&mut self, past: Vec<Past>) {
        for one in past {
            let under = self.under(Under::Outlet(one.outlet));
            self.lines.entry((under, true)).or_default().past.push(one);
        }
    }

    fn added<E: Entry>(&mut self, row: &E::Row) {
        let note = self.lines.entry((self.under(E::under(row)), E::is_open(row))).or_default();
        note.new += 1;
        if self.in_full && note.new <= MOST_ADDED {
            note.added.push(whole::<E>(row));
        }
    }

    fn changed<E: Entry>(&mut self, old: &E::Row, new: &E::Row, meant: Option<Meaning>) {
        let mut said = difference::<E>(old, new);
        match meant {
            Some(Meaning::Since(day)) => said["since"] = json!([null, day.to_string()]),
            Some(Meaning::Corrected) => said["since"] = json!([null, CORRECTED]),
            None => {}
        }
        // What moves is noted where it leaves and where it arrives.
        let (left, arrived) = (self.under(E::under(old)), self.under(E::under(new)));
        let (left, arrived) = ((left, E::is_open(old)), (arrived, E::is_open(new)));
        if left != arrived {
            self.lines.entry(left).or_default().changed.push(said.clone());
        }
        self.lines.entry(arrived).or_default().changed.push(said);
    }

    async fn write<E: Entry>(self, register: &Register<'_>) -> Result<()> {
        let table = E::Entity::default();
        let lines = self.lines.into_iter().map(|((under, open), note)| {
            let subject = match under {
                Under::Town(id) => Subject("town", id),
                Under::Enterprise(id) => Subject("enterprise", id),
                Under::Premises(id) => Subject("premises", id),
                Under::Outlet(id) => Subject("outlet", id),
            };
            let mut detail = json!({ "table": sea_orm::EntityName::table_name(&table) });
            if let Some(reason) = &register.reason {
                detail["reason"] = json!(reason);
            }
            if !open {
                detail["closed"] = json!(true);
            }
            if !note.past.is_empty() {
                detail["past"] = json!(note.past);
            }
            if note.new > 0 {
                detail["new"] = json!(note.new);
            }
            if !note.added.is_empty() {
                detail["added"] = json!(note.added);
            }
            if !note.changed.is_empty() {
                detail["changed"] = json!(note.changed);
            }
            (subject, detail)
        });
        audit::note_all(&register.tx, register.ctx, register.by.actor(), Act::WriteRegister, lines.collect()).await
    }
}

/// The columns that differ.
fn differing<E: Entry>(old: &E::Row, new: &E::Row) -> impl Iterator<Item = ColumnOf<E>> {
    ColumnOf::<E>::iter().filter(move |column| old.get(*column) != new.get(*column))
}

/// The most added rows of a list that the log keeps in full.
const MOST_ADDED: usize = 5;

/// All columns of a row but its secret.
fn whole<E: Entry>(row: &E::Row) -> Value {
    let mut said = json!({});
    let open = |column: &ColumnOf<E>| E::SECRET.is_none_or(|secret| secret.as_str() != column.as_str());
    for column in ColumnOf::<E>::iter().filter(open) {
        said[column.as_str()] = sea_value_to_json_value(&row.get(column));
    }
    said
}

/// The columns that differ, each as it was and as it is, and the row's key.
fn difference<E: Entry>(old: &E::Row, new: &E::Row) -> Value {
    let mut said = json!({ "id": E::id(old) });
    for column in differing::<E>(old, new) {
        let is_secret = E::SECRET.is_some_and(|secret| secret.as_str() == column.as_str());
        said[column.as_str()] = if is_secret {
            json!("changed")
        } else {
            json!([sea_value_to_json_value(&old.get(column)), sea_value_to_json_value(&new.get(column))])
        };
    }
    said
}

#[cfg(test)]
mod tests {
    use domain::fixed::Micro;
    use sea_orm::sea_query::SqliteQueryBuilder;

    use super::*;
    use crate::register::BillEntry;

    #[test]
    fn each_works_is_looked_for_once_and_only_for_the_months_of_the_list() {
        let bills: Vec<BillEntry> = ["2026-01", "2026-02"]
            .into_iter()
            .flat_map(|month| [month; 3])
            .map(|month| BillEntry {
                enterprise: "91350100M000100Y43".parse().unwrap(),
                feed: Feed::Power,
                month: month.parse().unwrap(),
                quantity: Micro(1),
            })
            .collect();
        let owned: Vec<_> = bills.iter().zip([1, 2, -1].repeat(2)).map(|(bill, owner)| (0, owner, bill)).collect();
        let want: HashSet<_> = [1, 2].map(Lookup::Owner).into();
        assert_eq!(wanted(&owned), want, "what is only expected has none");
        let among = BillEntry::among(&bills.iter().collect::<Vec<_>>());
        let query = <BillEntry as Entry>::Entity::find().apply_if(among, QueryFilter::filter).into_query();
        let sql = query.to_string(SqliteQueryBuilder);
        assert!(sql.ends_with("WHERE \"utility_reading\".\"month\" IN ('2026-01', '2026-02')"), "{sql}");
    }
}
