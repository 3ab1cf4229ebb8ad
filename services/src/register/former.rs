//! What rows said before they were changed: kept with the day on which that ended, so that a quarter that is over is read as
//! it was. What was entered wrongly was never so, and is not kept where somebody says that.

use std::collections::HashMap;

use domain::time::Day;
use entities::former_row;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder,
};
use serde_json::{Map, Value};

use super::{
    Flaw, Meant,
    chunks::chunks,
    entry::{ColumnOf, Entry},
};
use crate::{
    Result,
    store::{self, former_row::said},
};

/// What a form and the log say instead of a day where what stood there was wrong all the time.
pub const CORRECTED: &str = "corrected";

/// Whether two rows say something else in one of these columns.
fn differ<E: Entry>(old: &E::Row, new: &E::Row, columns: &[ColumnOf<E>]) -> bool {
    columns.iter().any(|column| old.get(*column) != new.get(*column))
}

/// How a change was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It holds from this day on.
    Since(Day),
    /// What stood there was wrong all the time.
    Corrected,
}

/// How the changes of a list are meant, by the keys of the rows, and what is kept of what stood there.
pub(super) struct Former<E: Entry> {
    /// Of rows that stand.
    pub meant: HashMap<i64, Meaning>,
    /// New rows that were not there before a day.
    born: HashMap<E::Key, Day>,
    kept: Vec<former_row::ActiveModel>,
    /// Rows that were wrong all the time: their keys, what they said, and what is right.
    wrong: Vec<(i64, String, String)>,
}

impl<E: Entry> Default for Former<E> {
    fn default() -> Self {
        Self { meant: HashMap::new(), born: HashMap::new(), kept: Vec::new(), wrong: Vec::new() }
    }
}

/// A row that is entered, with the one that stands there.
pub(super) struct Entered<'r, E: Entry> {
    pub entry: &'r E,
    pub key: &'r E::Key,
    pub old: Option<&'r E::Row>,
    pub row: &'r E::Row,
}

impl<E: Entry> Former<E> {
    /// Finds out what is to be kept of what stands where rows are entered; and what is wrong with the days, by the places of
    /// the rows.
    pub(super) async fn of(
        db: &impl ConnectionTrait,
        entered: &[Entered<'_, E>],
        meant: Meant,
        today: Day,
    ) -> Result<(Self, Vec<(usize, Flaw)>)> {
        let (mut former, mut flaws) = (Self::default(), Vec::new());
        let Some(kind) = E::KEPT_OF else { return Ok((former, flaws)) };
        let changed = |one: &Entered<'_, E>| one.old.filter(|old| differ::<E>(old, one.row, E::KEPT)).map(E::id);
        let mut newest: HashMap<i64, Day> = HashMap::new();
        for keys in chunks(entered.iter().filter_map(changed).collect()) {
            let rows = former_row::Entity::find()
                .filter(former_row::Column::Kind.eq(kind))
                .filter(former_row::Column::RowId.is_in(keys))
                .order_by_asc(former_row::Column::Until);
            newest.extend(rows.all(db).await?.into_iter().map(|row| (row.row_id, row.until)));
        }
        for (at, one) in entered.iter().enumerate() {
            let said_since = one.entry.since();
            if said_since.is_some_and(|since| since > today) {
                flaws.push((at, Flaw::NotYet));
                continue;
            }
            let (Some(old), Some(id)) = (one.old, changed(one)) else {
                if let (None, Some(since)) = (one.old, said_since) {
                    former.born.insert(one.key.clone(), since);
                }
                continue;
            };
            if meant == Meant::Correction {
                former.meant.insert(id, Meaning::Corrected);
                former.wrong.push((id, said(old, E::KEPT), said(one.row, E::KEPT)));
                continue;
            }
            let since = said_since.unwrap_or(today);
            match newest.get(&id) {
                Some(holds) if *holds > since => flaws.push((at, Flaw::HoldsSince(*holds))),
                // What stood from this very day on never was.
                Some(holds) if *holds == since => _ = former.meant.insert(id, Meaning::Since(since)),
                _ => {
                    former.meant.insert(id, Meaning::Since(since));
                    former.kept.push(row(kind, id, since, said(old, E::KEPT)));
                }
            }
        }
        Ok((former, flaws))
    }

    /// Whether keys of new rows are needed.
    pub(super) fn needs_keys(&self) -> bool {
        !self.born.is_empty()
    }

    /// Keeps it. New rows have keys now.
    pub(super) async fn keep(self, db: &impl ConnectionTrait, ids: &HashMap<E::Key, i64>) -> Result<()> {
        let Some(kind) = E::KEPT_OF else { return Ok(()) };
        for (id, was, is) in &self.wrong {
            let rows = former_row::Entity::find()
                .filter(former_row::Column::Kind.eq(kind))
                .filter(former_row::Column::RowId.eq(*id))
                .all(db)
                .await?;
            for row in rows {
                let Some(said) = mended(&row.said, was, is) else { continue };
                former_row::ActiveModel { said: Set(said), ..row.into_active_model() }.update(db).await?;
            }
        }
        let born = self.born.iter().filter_map(|(key, since)| {
            let id = ids.get(key)?;
            Some(row(kind, *id, *since, "null".to_owned()))
        });
        let rows: Vec<_> = self.kept.into_iter().chain(born).collect();
        if rows.is_empty() { Ok(()) } else { store::insert(db, rows).await }
    }
}

/// What is kept of a row from before, where it says what was wrong all the time: with what is right in its place. What it says
/// otherwise was so then, and stays.
fn mended(kept: &str, was: &str, is: &str) -> Option<String> {
    let object = |text: &str| serde_json::from_str::<Map<String, Value>>(text).ok();
    let (mut kept, was, is) = (object(kept)?, object(was)?, object(is)?);
    let mut is_mended = false;
    for (column, right) in is {
        if was.get(&column) != Some(&right) && kept.get(&column) == was.get(&column) {
            kept.insert(column, right);
            is_mended = true;
        }
    }
    is_mended.then(|| Value::Object(kept).to_string())
}

fn row(kind: domain::sheet::Kind, id: i64, until: Day, said: String) -> former_row::ActiveModel {
    former_row::ActiveModel { id: NotSet, kind: Set(kind), row_id: Set(id), until: Set(until), said: Set(said) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_reaches_what_is_kept_where_it_said_the_same() {
        let (was, is) = (r#"{"class":"key","industry":"3360"}"#, r#"{"class":"key","industry":"3982"}"#);
        for (kept, want) in [
            // The permit was renewed since, and the trade was wrong all the time.
            (r#"{"class":"simplified","industry":"3360"}"#, Some(r#"{"class":"simplified","industry":"3982"}"#)),
            // It was another one then.
            (r#"{"class":"key","industry":"1713"}"#, None),
            // It was not there.
            ("null", None),
        ] {
            assert_eq!(mended(kept, was, is).as_deref(), want, "{kept}");
        }
    }
}
