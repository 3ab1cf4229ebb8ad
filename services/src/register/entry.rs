//! What the kinds of rows have in common.

use std::{collections::HashMap, hash::Hash};

use domain::limit::Past;
use domain::{
    credit_code::CreditCode,
    outlet::OutletCode,
    sheet::Kind,
    time::{Day, Stamp},
    utility::Feed,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait, Value, sea_query::Expr,
};

use super::flaw::{Faults, Flaw};

/// What a row belongs to, as people know it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// A town belongs to nothing here.
    Nobody,
    /// An enterprise belongs to a town: its division code.
    Town(String),
    /// Most things belong to an enterprise.
    Enterprise(CreditCode),
    /// Tenants belong to premises, too: by the number of these.
    Premises(String),
    /// Limits and loggers belong to an outlet.
    Outlet(CreditCode, OutletCode),
}

/// Under which row of the register the audit log notes a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Under {
    /// A town, by its key.
    Town(i64),
    /// An enterprise, by its key.
    Enterprise(i64),
    /// Premises, by their key.
    Premises(i64),
    /// The enterprise of an outlet, by the outlet's key.
    Outlet(i64),
}

impl Under {
    /// The outlet's key, of an outlet.
    pub(super) const fn outlet(self) -> Option<i64> {
        match self {
            Self::Outlet(id) => Some(id),
            Self::Town(_) | Self::Enterprise(_) | Self::Premises(_) => None,
        }
    }
}

/// What to look for among the stored rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Lookup {
    /// The key of what it belongs to.
    Owner(i64),
    /// What it is known by everywhere.
    Name(String),
}

impl From<Lookup> for Value {
    fn from(lookup: Lookup) -> Self {
        match lookup {
            Lookup::Owner(key) => key.into(),
            Lookup::Name(name) => name.into(),
        }
    }
}

/// The column of a table.
pub(super) type ColumnOf<E> = <<E as Entry>::Entity as EntityTrait>::Column;

/// A row as it is entered.
pub(super) trait Entry: Sync {
    /// Its table.
    type Entity: EntityTrait<Model = Self::Row>;
    /// Its row in the store.
    type Row: ModelTrait<Entity = Self::Entity> + IntoActiveModel<Self::Active> + Clone + PartialEq + Send + Sync;
    /// The same, being written.
    type Active: ActiveModelTrait<Entity = Self::Entity> + ActiveModelBehavior + Send;
    /// What tells one row from another.
    type Key: Clone + Eq + Hash + Send + Sync;

    /// The column of its key.
    const ID: ColumnOf<Self>;
    /// The column by which rows that may be meant are looked up.
    const LOOKUP: ColumnOf<Self>;
    /// The column, and its field, of a name by which people tell rows apart: nowhere in the table may another one be alike.
    const NAME: Option<(&'static str, ColumnOf<Self>)> = None;
    /// The column of the day from which on it is public, where it can be in trial.
    const PUBLIC_FROM: Option<ColumnOf<Self>> = None;
    /// The column of the day from which on it is closed, where it can be.
    const CLOSED_ON: Option<ColumnOf<Self>> = None;
    /// The columns of which it is kept what they said before, and until when.
    const KEPT: &'static [ColumnOf<Self>] = &[];
    /// The table, where such columns are kept.
    const KEPT_OF: Option<Kind> = None;
    /// A column that the audit log must not show.
    const SECRET: Option<ColumnOf<Self>> = None;

    /// What is wrong with it by itself.
    fn check(&self, now: Stamp) -> Faults;

    /// The key of a stored row.
    fn id(row: &Self::Row) -> i64 {
        match row.get(Self::ID) {
            Value::BigInt(Some(id)) => id,
            _ => 0,
        }
    }

    /// The day in a column of a stored row.
    fn day(row: &Self::Row, column: ColumnOf<Self>) -> Option<Day> {
        match row.get(column) {
            Value::String(Some(day)) => day.parse().ok(),
            _ => None,
        }
    }

    /// Whether a stored row is for those who keep the register to read.
    fn is_open(_row: &Self::Row) -> bool {
        true
    }

    /// Days before today that are judged otherwise once a row stands; `old` is the one that it takes the place of. How many of
    /// them have values is not known here.
    fn judges_anew(_old: Option<&Self::Row>, _new: &Self::Row, _today: Day) -> Option<Past> {
        None
    }

    /// From which day on what it says holds, where that was said.
    fn since(&self) -> Option<Day> {
        None
    }

    /// The town in which a row lies, by its key.
    fn town(_row: &Self::Row) -> Option<i64> {
        None
    }

    /// What it belongs to.
    fn owner(&self) -> Owner;

    /// What else it is about, which has to be there too: it lies between both.
    fn other(&self) -> Option<Owner> {
        None
    }

    /// The field that names the other, where `field` would name what it belongs to.
    fn other_field(&self, field: &'static str) -> &'static str {
        field
    }

    /// The division code, of a town.
    fn division(&self) -> Option<&str> {
        None
    }

    /// As what other rows may belong to it.
    fn opens(&self) -> Option<Owner> {
        None
    }

    /// The enterprise with whose rows it can be dealt with apart from all others: none of another one can be in its way.
    fn apart(&self) -> Option<CreditCode> {
        match self.owner() {
            Owner::Enterprise(code) | Owner::Outlet(code, _) => Some(code),
            Owner::Nobody | Owner::Town(_) | Owner::Premises(_) => None,
        }
    }

    /// What to look for in [`Self::LOOKUP`]: what belongs to something is found by that. None where nothing can be there:
    /// what it belongs to is only expected.
    fn lookup(&self, owner: i64) -> Option<Lookup> {
        (owner >= 0).then_some(Lookup::Owner(owner))
    }

    /// What else tells the rows that a list may mean from others of the same owners, where those may be many.
    fn among(_entries: &[&Self]) -> Option<Expr> {
        None
    }

    /// What tells it from others.
    fn key(&self, owner: i64) -> Self::Key;

    /// The same of what lies between two.
    fn key_between(&self, owner: i64, _other: i64) -> Self::Key {
        self.key(owner)
    }

    /// The same of a stored row.
    fn key_of(row: &Self::Row) -> Self::Key;

    /// The field that says the key, where two entries say the same.
    const KEY_FIELD: &'static str;

    /// The row that it becomes; `old` is the one that stands there now.
    fn row(&self, owner: i64, old: Option<&Self::Row>, now: Stamp) -> Self::Row;

    /// The same of what lies between two.
    fn row_between(&self, owner: i64, _other: i64, old: Option<&Self::Row>, now: Stamp) -> Self::Row {
        self.row(owner, old, now)
    }

    /// Where the log notes it.
    fn under(row: &Self::Row) -> Under;

    /// The meter that it is about: what is told of one is worked out anew.
    fn meter(_row: &Self::Row) -> Option<(Feed, &str)> {
        None
    }

    /// Brings rows into agreement: those that are entered, as they shall be, and those that stand beside them and are not
    /// among them. Rows that are entered may be changed. Where two of them cannot both stand the later one of the list is
    /// at fault, and one that is at fault is in nobody's way.
    fn settle(entered: &mut [Self::Row], _standing: &[Self::Row]) -> Settled<Self::Row> {
        Settled { changes: Vec::new(), flaws: twice::<Self>(entered) }
    }
}

/// Rows that say again what an earlier one says.
pub(super) fn twice<E: Entry + ?Sized>(entered: &[E::Row]) -> Vec<(usize, &'static str, Flaw)> {
    let mut seen: HashMap<E::Key, usize> = HashMap::with_capacity(entered.len());
    let again = |(at, row)| {
        let first = *seen.entry(E::key_of(row)).or_insert(at);
        (first != at).then_some((at, E::KEY_FIELD, Flaw::Twice(first)))
    };
    entered.iter().enumerate().filter_map(again).collect()
}

/// What follows from rows that are entered.
pub(super) struct Settled<R> {
    /// Rows that stand, as they are and as they shall be.
    pub changes: Vec<(R, R)>,
    /// Places among the rows that are entered, their fields and what is wrong.
    pub flaws: Vec<(usize, &'static str, Flaw)>,
}
