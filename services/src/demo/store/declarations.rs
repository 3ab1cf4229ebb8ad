//! Declarations, their versions, the findings about them, and the feeds that they are compared with.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{finding::EntryKind, quarter::Quarter, time::Stamp};
use entities::{account, declaration, declaration_version, finding, finding_message, utility_reading};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{insert::insert, register::Keys};
use crate::{
    Result,
    demo::{
        city::City,
        declarations::{Declaration, Totals, declarations},
        findings,
        history::Window,
        utilities,
    },
};

/// Writes all of it; returns how many declarations.
pub async fn write(
    db: &impl ConnectionTrait,
    city: &City,
    keys: &Keys,
    window: &Window,
    totals: &Totals,
) -> Result<usize> {
    let all = declarations(city, window, totals)?;
    let signer = Signer::find(db).await?;
    insert(db, all.iter().map(|d| declaration_row(keys, d, &signer)).collect()).await?;
    let ids = declaration_keys(db).await?;
    let id_of = |d: &Declaration| ids.get(&(keys.enterprises[d.enterprise], d.quarter)).copied();
    insert(db, all.iter().flat_map(|d| version_rows(id_of(d), d, &signer)).collect()).await?;
    write_findings(db, city, keys, &all).await?;
    let readings = utilities::readings(city, window, totals).into_iter();
    let rows = readings.map(|reading| utility_reading::ActiveModel {
        enterprise_id: Set(keys.enterprises[reading.enterprise]),
        feed: Set(reading.feed),
        month: Set(reading.month),
        quantity: Set(reading.quantity),
        ..Default::default()
    });
    insert(db, rows.collect()).await?;
    Ok(all.len())
}

/// The accounts of the first enterprise; nobody of the others has one.
struct Signer {
    preparer: Option<i64>,
    certifier: Option<i64>,
}

impl Signer {
    async fn find(db: &impl ConnectionTrait) -> Result<Self> {
        let key = async |login: &str| {
            let found = account::Entity::find().filter(account::Column::Login.eq(login)).one(db).await?;
            Ok::<_, crate::Error>(found.map(|account| account.id))
        };
        Ok(Self { preparer: key("preparer").await?, certifier: key("certifier").await? })
    }
}

async fn declaration_keys(db: &impl ConnectionTrait) -> Result<HashMap<(i64, Quarter), i64>> {
    let rows = declaration::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|d| ((d.enterprise_id, d.quarter), d.id)).collect())
}

fn declaration_row(keys: &Keys, d: &Declaration, signer: &Signer) -> declaration::ActiveModel {
    declaration::ActiveModel {
        enterprise_id: Set(keys.enterprises[d.enterprise]),
        quarter: Set(d.quarter),
        status: Set(d.status),
        draft: Set(d.draft.clone()),
        draft_revision: Set(i64::try_from(d.versions.len()).unwrap_or(0) + 1),
        updated_at: Set(d.updated_at),
        updated_by: Set(signer.preparer.filter(|_| d.enterprise == 0)),
        ..Default::default()
    }
}

fn version_rows(id: Option<i64>, d: &Declaration, signer: &Signer) -> Vec<declaration_version::ActiveModel> {
    let Some(id) = id else { return Vec::new() };
    let rows = d.versions.iter().map(|version| declaration_version::ActiveModel {
        declaration_id: Set(id),
        number: Set(version.number),
        receipt_no: Set(version.receipt_no.clone()),
        content: Set(version.content.clone()),
        hash: Set(version.hash.clone()),
        reason: Set(version.reason.to_owned()),
        signed_by: Set(signer.certifier.filter(|_| d.enterprise == 0)),
        submitted_at: Set(version.submitted_at),
        ..Default::default()
    });
    rows.collect()
}

async fn write_findings(db: &impl ConnectionTrait, city: &City, keys: &Keys, all: &[Declaration]) -> Result<()> {
    let rows = declaration_version::Entity::find().all(db).await?;
    let versions: HashMap<String, i64> = rows.into_iter().map(|v| (v.receipt_no, v.id)).collect();
    let mut found = Vec::new();
    let mut said: HashMap<i64, findings::Finding> = HashMap::new();
    for e in &city.enterprises {
        let newest = all.iter().rfind(|d| d.enterprise == e.number && !d.versions.is_empty());
        let (Some(story), Some(d)) = (e.story, newest) else { continue };
        let signed = d.versions.last().and_then(|v| Some((versions.get(&v.receipt_no)?, v.submitted_at)));
        if let (Some(finding), Some((version, at))) = (findings::finding(story, d), signed) {
            found.push(finding_row((keys.enterprises[e.number], *version, d.quarter), &finding, at, city.today));
            said.insert(*version, finding);
        }
    }
    insert(db, found).await?;
    let mut messages = Vec::new();
    for row in finding::Entity::find().all(db).await? {
        let dialogue = said.get(&row.version_id).into_iter().flat_map(|finding| finding.dialogue(city.today));
        messages.extend(dialogue.map(|line| message_row(row.id, line)));
    }
    insert(db, messages).await
}

fn message_row(finding_id: i64, (at, kind, text): (Stamp, EntryKind, &str)) -> finding_message::ActiveModel {
    finding_message::ActiveModel {
        finding_id: Set(finding_id),
        kind: Set(kind),
        body: Set(text.to_owned()),
        at: Set(at),
        account_id: Set(None),
        ..Default::default()
    }
}

fn finding_row(
    (enterprise_id, version_id, quarter): (i64, i64, Quarter),
    f: &findings::Finding,
    at: Stamp,
    today: NaiveDate,
) -> finding::ActiveModel {
    let asked = f.asked(today);
    finding::ActiveModel {
        enterprise_id: Set(enterprise_id),
        version_id: Set(version_id),
        quarter: Set(quarter),
        rule: Set(f.told.rule.to_owned()),
        rule_version: Set(1),
        severity: Set(f.told.severity),
        status: Set(f.told.status),
        subject: Set(f.told.subject.to_owned()),
        inputs: Set(f.inputs.clone()),
        outcome: Set(f.told.outcome),
        asked_at: Set(asked.map(|(at, _)| at)),
        answer_due: Set(asked.map(|(_, due)| due)),
        created_at: Set(at.plus(60_000)),
        closed_at: Set(f.closed_at(today)),
        closed_by: Set(None),
        ..Default::default()
    }
}
