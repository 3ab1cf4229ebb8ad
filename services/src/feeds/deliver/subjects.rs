//! Whom the rows of a delivery mean.

use std::collections::{HashMap, HashSet};

use domain::{
    delivery::SubjectState,
    enterprise::FormerKind,
    matching::{KnownBy, Listed, Meant, Roster},
    sheet::Kind,
};
use entities::{enterprise, feed_subject, former_identity, meter_share};
use rust_decimal::Decimal;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

use super::{Meters, feed_of, read::Batch, subject::Subject};
use crate::{Ctx, Result, store::merger};

/// Words in one question to the database, and rows in one statement.
const CHUNK: usize = 500;

/// The register as it is searched. What is known by the particulars of one that is merged into another is of the one that
/// stays.
pub(in crate::feeds) async fn roster(ctx: &Ctx) -> Result<Roster> {
    use enterprise::Column as C;
    use former_identity::Column as F;
    let rows: Vec<(i64, domain::credit_code::CreditCode, Option<String>, String, String)> = enterprise::Entity::find()
        .select_only()
        .columns([C::Id, C::CreditCode, C::PermitNo, C::Name, C::Address])
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mergers = merger::all(ctx.store.read()).await?;
    let today = |id: i64| mergers.get(&id).copied().unwrap_or(id);
    let listed =
        |(id, credit_code, permit_no, name, address)| Listed { id: today(id), credit_code, permit_no, name, address };
    let before: Vec<(i64, FormerKind, String)> = former_identity::Entity::find()
        .select_only()
        .columns([F::EnterpriseId, F::Kind, F::Said])
        .order_by_desc(F::Id)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let codes = before.iter().filter(|(_, kind, _)| *kind == FormerKind::Code);
    let codes = codes.filter_map(|(id, _, said)| Some((said.parse().ok()?, today(*id))));
    let names = before.iter().filter(|(_, kind, _)| *kind == FormerKind::Name);
    let names = names.map(|(id, _, said)| (said.clone(), today(*id)));
    Ok(Roster::new(rows.into_iter().map(listed)).with_former(codes, names))
}

/// What the register and earlier deliveries say of the meters of a kind.
pub(super) async fn meters(ctx: &Ctx, kind: Kind) -> Result<Meters> {
    let mut meters = Meters::default();
    let Some(feed) = feed_of(kind) else { return Ok(meters) };
    let shares = meter_share::Entity::find().filter(meter_share::Column::Feed.eq(feed)).all(ctx.store.read()).await?;
    meters.multipliers.extend(shares.into_iter().map(|row| (row.number, Decimal::from(row.multiplier))));
    let devices: Vec<(String, String)> = feed_subject::Entity::find()
        .select_only()
        .columns([feed_subject::Column::Word, feed_subject::Column::Device])
        .filter(feed_subject::Column::Kind.eq(kind))
        .filter(feed_subject::Column::Device.ne(""))
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    meters.devices.extend(devices);
    Ok(meters)
}

/// The subjects of a delivery, each as it shall stand in the store.
pub(super) struct Subjects {
    kind: Kind,
    /// In the order of the delivery; the key is 0 of what is not there yet.
    rows: Vec<feed_subject::Model>,
    /// Those that differ from what stands.
    differ: HashSet<usize>,
}

impl Subjects {
    /// Looks all of them up: who was said to be meant by a person, who has a meter of this number in the register, and who is
    /// meant by what the delivery says.
    pub(super) async fn resolve(
        ctx: &Ctx,
        kind: Kind,
        said: &[Subject],
        known: Vec<String>,
        roster: &Roster,
    ) -> Result<Self> {
        let mut stored: HashMap<String, feed_subject::Model> = HashMap::new();
        for subjects in said.chunks(CHUNK) {
            let words = subjects.iter().map(|subject| subject.word.as_str());
            let found = feed_subject::Entity::find()
                .filter(feed_subject::Column::Kind.eq(kind))
                .filter(feed_subject::Column::Word.is_in(words));
            stored.extend(found.all(ctx.store.read()).await?.into_iter().map(|row| (row.word.clone(), row)));
        }
        let metered: HashSet<String> = known.into_iter().collect();
        let (mut rows, mut differ) = (Vec::with_capacity(said.len()), HashSet::new());
        for (at, subject) in said.iter().enumerate() {
            let old = stored.remove(&subject.word);
            let row = resolved(kind, subject, old.as_ref(), metered.contains(&subject.word), roster);
            if old.as_ref() != Some(&row) {
                differ.insert(at);
            }
            rows.push(row);
        }
        Ok(Self { kind, rows, differ })
    }

    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether none of them is anybody of the register, nor may be.
    pub(super) fn are_all_strange(&self) -> bool {
        self.rows.iter().all(|row| row.state == SubjectState::Strange)
    }

    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.differ.clear();
    }

    /// The key of one; 0 of one that is not there yet.
    pub(super) fn id(&self, at: usize) -> i64 {
        self.rows.get(at).map_or(0, |row| row.id)
    }

    fn rows_in(&self, batch: &Batch, state: SubjectState) -> usize {
        let is_in = |at: &usize| self.rows.get(*at).is_some_and(|row| row.state == state);
        batch.subjects_of_rows().filter(is_in).count()
    }

    /// How many rows are about somebody in doubt.
    pub(super) fn doubtful(&self, batch: &Batch) -> usize {
        self.rows_in(batch, SubjectState::Doubtful)
    }

    /// How many rows are about nobody of the register.
    pub(super) fn strange(&self, batch: &Batch) -> usize {
        self.rows_in(batch, SubjectState::Strange)
    }

    /// The first of those in doubt, as the delivery names them.
    pub(super) fn doubts(&self, batch: &Batch, most: usize) -> Vec<String> {
        let named = batch.named();
        let doubtful = self.rows.iter().enumerate();
        let doubtful = doubtful.filter(|(at, row)| row.state == SubjectState::Doubtful && named.contains(at));
        doubtful.take(most).map(|(_, row)| called(row)).collect()
    }

    /// Stores those that are new or say something else, and learns the keys of all.
    pub(super) async fn store(&mut self, db: &impl ConnectionTrait) -> Result<()> {
        use feed_subject::Column as C;
        let mut differ: Vec<usize> = self.differ.drain().collect();
        differ.sort_unstable();
        for places in differ.chunks(CHUNK) {
            let rows = places.iter().map(|at| active(&self.rows[*at]));
            let change = OnConflict::columns([C::Kind, C::Word])
                .update_columns([
                    C::CreditCode,
                    C::PermitNo,
                    C::Name,
                    C::Address,
                    C::Device,
                    C::State,
                    C::EnterpriseId,
                    C::KnownBy,
                ])
                .to_owned();
            feed_subject::Entity::insert_many(rows).on_conflict(change).exec_without_returning(db).await?;
        }
        let new: Vec<usize> = (0..self.rows.len()).filter(|at| self.rows[*at].id == 0).collect();
        for places in new.chunks(CHUNK) {
            let words: Vec<&str> = places.iter().map(|at| self.rows[*at].word.as_str()).collect();
            let found: Vec<(String, i64)> = feed_subject::Entity::find()
                .select_only()
                .columns([C::Word, C::Id])
                .filter(C::Kind.eq(self.kind))
                .filter(C::Word.is_in(words))
                .into_tuple()
                .all(db)
                .await?;
            let ids: HashMap<String, i64> = found.into_iter().collect();
            for at in places {
                let row = &mut self.rows[*at];
                row.id = ids.get(&row.word).copied().unwrap_or_default();
            }
        }
        Ok(())
    }
}

/// Without its key, which the store gives.
fn active(row: &feed_subject::Model) -> feed_subject::ActiveModel {
    let row = row.clone();
    feed_subject::ActiveModel {
        id: NotSet,
        kind: Set(row.kind),
        word: Set(row.word),
        credit_code: Set(row.credit_code),
        permit_no: Set(row.permit_no),
        name: Set(row.name),
        address: Set(row.address),
        device: Set(row.device),
        state: Set(row.state),
        enterprise_id: Set(row.enterprise_id),
        known_by: Set(row.known_by),
        decided_by: Set(row.decided_by),
        decided_at: Set(row.decided_at),
    }
}

/// What people call a subject: the meter, or whatever else it is known by.
pub(in crate::feeds) fn called(row: &feed_subject::Model) -> String {
    let own = ["code:", "permit:", "name:"].iter().find_map(|lead| row.word.strip_prefix(lead)).unwrap_or(&row.word);
    match (&*row.name, &*row.address) {
        ("", "") => own.replace('|', " "),
        (name, address) => [own.split('|').next().unwrap_or_default(), name, address].join(" ").trim().to_owned(),
    }
}

/// A subject as it shall stand. What a person said stays; so does whoever was known before, where this delivery says less.
fn resolved(
    kind: Kind,
    said: &Subject,
    old: Option<&feed_subject::Model>,
    has_meter: bool,
    roster: &Roster,
) -> feed_subject::Model {
    let keep = |new: &str, old: &str| if new.is_empty() { old.to_owned() } else { new.to_owned() };
    let before = |field: fn(&feed_subject::Model) -> &String| old.map(|old| field(old).as_str()).unwrap_or_default();
    let code = said.named.credit_code.map(|code| code.to_string());
    let mut row = feed_subject::Model {
        id: old.map_or(0, |old| old.id),
        kind,
        word: said.word.clone(),
        credit_code: code.or_else(|| old.and_then(|old| old.credit_code.clone())),
        permit_no: keep(&said.named.permit_no, before(|old| &old.permit_no)),
        name: keep(&said.named.name, before(|old| &old.name)),
        address: keep(&said.named.address, before(|old| &old.address)),
        device: keep(&said.device, before(|old| &old.device)),
        state: SubjectState::Strange,
        enterprise_id: None,
        known_by: None,
        decided_by: old.and_then(|old| old.decided_by),
        decided_at: old.and_then(|old| old.decided_at),
    };
    let is_decided = |old: &&feed_subject::Model| old.known_by == Some(KnownBy::Person);
    let meant = roster.find(&said.named);
    (row.state, row.enterprise_id, row.known_by) = match (old.filter(is_decided), &meant) {
        (Some(old), _) => (old.state, old.enterprise_id, old.known_by),
        (None, _) if has_meter => (SubjectState::Known, None, Some(KnownBy::Meter)),
        (None, Meant::Certain(id, by)) => (SubjectState::Known, Some(*id), Some(*by)),
        (None, Meant::Doubtful(_)) => (SubjectState::Doubtful, None, None),
        (None, Meant::Nobody) => match old.filter(|old| old.enterprise_id.is_some()) {
            Some(old) => (old.state, old.enterprise_id, old.known_by),
            None => (SubjectState::Strange, None, None),
        },
    };
    if row.state == SubjectState::Strange {
        // Of people whom the register does not know the portal keeps no names.
        (row.name, row.address, row.permit_no) = Default::default();
    }
    row
}

#[cfg(test)]
mod tests {
    use domain::matching::Named;

    use super::*;

    const CODE: &str = "91441900MA0FC0001K";

    fn roster() -> Roster {
        let one = Listed {
            id: 7,
            credit_code: CODE.parse().unwrap(),
            permit_no: None,
            name: "样溪晨岚电镀有限公司".into(),
            address: "工业一路1号".into(),
        };
        Roster::new([one])
    }

    fn subject(code: &str, name: &str) -> Subject {
        let named = Named { credit_code: code.parse().ok(), name: name.into(), ..Named::default() };
        Subject { word: "0310001".into(), named, device: String::new() }
    }

    fn resolve(said: &Subject, old: Option<&feed_subject::Model>, has_meter: bool) -> feed_subject::Model {
        resolved(Kind::Power, said, old, has_meter, &roster())
    }

    #[test]
    fn what_a_person_said_stays_and_what_was_known_too() {
        let state = |row: &feed_subject::Model| (row.state, row.enterprise_id, row.known_by);
        let by_code = resolve(&subject(CODE, ""), None, false);
        assert_eq!(state(&by_code), (SubjectState::Known, Some(7), Some(KnownBy::CreditCode)));
        // The next delivery has only the number of the meter.
        let bare = resolve(&subject("", ""), Some(&by_code), false);
        assert_eq!((state(&bare), bare.credit_code.as_deref()), (state(&by_code), Some(CODE)));
        let doubtful = resolve(&subject("", "样溪晨岚电镀有限公司"), None, false);
        assert_eq!(state(&doubtful), (SubjectState::Doubtful, None, None));
        let mut said = doubtful.clone();
        (said.state, said.known_by) = (SubjectState::Nobody, Some(KnownBy::Person));
        assert_eq!(resolve(&subject("", "样溪晨岚电镀有限公司"), Some(&said), false).state, SubjectState::Nobody);
        // A meter of the register counts by its shares, whoever pays for it.
        let metered = resolve(&subject(CODE, ""), None, true);
        assert_eq!(state(&metered), (SubjectState::Known, None, Some(KnownBy::Meter)));
    }

    #[test]
    fn names_of_strangers_are_not_kept() {
        let strange = resolve(&subject("", "某人"), None, false);
        assert_eq!((strange.state, strange.name.as_str()), (SubjectState::Strange, ""));
        assert_eq!(called(&strange), "0310001");
    }
}
