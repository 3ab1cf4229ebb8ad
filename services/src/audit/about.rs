//! What a line of the log is about, by the name that people know.

use std::collections::{HashMap, HashSet};

use domain::{credit_code::CreditCode, quarter::Quarter};
use entities::{
    account, api_token, declaration, device, enterprise, finding, invitation, premises, tip, town, violation_case,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{Ctx, Result, public::parties};

/// What a line of the log is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// An account.
    Account {
        /// Key.
        id: i64,
        /// How pages address its owner.
        name: String,
    },
    /// An enterprise of the register.
    Enterprise {
        /// Its credit code.
        credit_code: CreditCode,
        /// Its registered name.
        name: String,
    },
    /// Premises of the register.
    Premises {
        /// Key.
        id: i64,
        /// Its name.
        name: String,
    },
    /// A town of the register.
    Town {
        /// Its Chinese name.
        name: String,
    },
    /// A data logger.
    Device {
        /// Number in HJ 212.
        mn: String,
    },
    /// A tip-off.
    Tip {
        /// Its number.
        tip_no: String,
    },
    /// An enterprise's declaration for a quarter.
    Declaration {
        /// Whose.
        credit_code: CreditCode,
        /// For which quarter.
        quarter: Quarter,
    },
    /// A finding of the cross-check.
    Finding {
        /// Key.
        id: i64,
        /// The rule that made it.
        rule: String,
    },
    /// A mark on the data of an outlet.
    Mark {
        /// Key.
        id: i64,
    },
    /// A case.
    Case {
        /// Its number.
        case_no: String,
    },
    /// An invitation to open an account.
    Invitation {
        /// How pages will address whoever is invited.
        name: String,
    },
    /// A token of programs.
    Token {
        /// What it is called.
        name: String,
    },
    /// A map of the city.
    Map {
        /// Its number.
        id: i64,
    },
    /// A job, which is gone when it is done.
    Job {
        /// Key.
        id: i64,
    },
    /// A message for the webhook.
    Message {
        /// Its number.
        id: i64,
    },
    /// A version of what the portal says of itself.
    Site {
        /// Key.
        id: i64,
    },
    /// A removal of what was past its term.
    Removal {
        /// Key.
        id: i64,
    },
    /// Anything else, as it is stored: `table/key`.
    Other(String),
}

/// The subjects of these lines, by how they are stored. A row that is gone is missing.
pub(super) async fn abouts<'a>(ctx: &Ctx, subjects: impl Iterator<Item = &'a str>) -> Result<HashMap<String, About>> {
    let mut keys: HashMap<&str, HashSet<i64>> = HashMap::new();
    for subject in subjects {
        if let Some((table, id)) = subject.split_once('/').and_then(|(table, key)| Some((table, key.parse().ok()?))) {
            keys.entry(table).or_default().insert(id);
        }
    }
    let mut all = HashMap::new();
    for (table, ids) in keys {
        let named = named(ctx, table, ids.into_iter().collect()).await?;
        all.extend(named.into_iter().map(|(id, about)| (format!("{table}/{id}"), about)));
    }
    Ok(all)
}

async fn named(ctx: &Ctx, table: &str, ids: Vec<i64>) -> Result<Vec<(i64, About)>> {
    let db = ctx.store.read();
    Ok(match table {
        "account" => {
            let rows = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
            rows.into_iter().map(|row| (row.id, About::Account { id: row.id, name: row.name })).collect()
        }
        "enterprise" => {
            let rows = enterprise::Entity::find().filter(enterprise::Column::Id.is_in(ids)).all(db).await?;
            let about = |row: enterprise::Model| About::Enterprise { credit_code: row.credit_code, name: row.name };
            rows.into_iter().map(|row| (row.id, about(row))).collect()
        }
        "premises" => {
            let rows = premises::Entity::find().filter(premises::Column::Id.is_in(ids)).all(db).await?;
            rows.into_iter().map(|row| (row.id, About::Premises { id: row.id, name: row.name })).collect()
        }
        "town" => {
            let rows = town::Entity::find().filter(town::Column::Id.is_in(ids)).all(db).await?;
            rows.into_iter().map(|row| (row.id, About::Town { name: row.name })).collect()
        }
        "device" => {
            let rows = device::Entity::find().filter(device::Column::Id.is_in(ids)).all(db).await?;
            rows.into_iter().map(|row| (row.id, About::Device { mn: row.mn })).collect()
        }
        "tip" => {
            let rows = tip::Entity::find().filter(tip::Column::Id.is_in(ids)).all(db).await?;
            rows.into_iter().map(|row| (row.id, About::Tip { tip_no: row.tip_no })).collect()
        }
        "finding" => {
            let rows = finding::Entity::find().filter(finding::Column::Id.is_in(ids)).all(db).await?;
            rows.into_iter().map(|row| (row.id, About::Finding { id: row.id, rule: row.rule })).collect()
        }
        "violation_case" => {
            let rows = violation_case::Entity::find().filter(violation_case::Column::Id.is_in(ids)).all(db).await?;
            rows.into_iter().map(|row| (row.id, About::Case { case_no: row.case_no })).collect()
        }
        "invitation" => {
            let rows = invitation::Entity::find().filter(invitation::Column::Id.is_in(ids)).all(db).await?;
            rows.into_iter().map(|row| (row.id, About::Invitation { name: row.name })).collect()
        }
        "api_token" => {
            let rows = api_token::Entity::find().filter(api_token::Column::Id.is_in(ids)).all(db).await?;
            rows.into_iter().map(|row| (row.id, About::Token { name: row.name })).collect()
        }
        "declaration" => declarations(ctx, ids).await?,
        "webhook_message" => ids.into_iter().map(|id| (id, About::Message { id })).collect(),
        "site_setting" => ids.into_iter().map(|id| (id, About::Site { id })).collect(),
        "mark" => ids.into_iter().map(|id| (id, About::Mark { id })).collect(),
        "city_map" => ids.into_iter().map(|id| (id, About::Map { id })).collect(),
        "retention_run" => ids.into_iter().map(|id| (id, About::Removal { id })).collect(),
        "job" => ids.into_iter().map(|id| (id, About::Job { id })).collect(),
        _ => Vec::new(),
    })
}

async fn declarations(ctx: &Ctx, ids: Vec<i64>) -> Result<Vec<(i64, About)>> {
    let rows = declaration::Entity::find().filter(declaration::Column::Id.is_in(ids)).all(ctx.store.read()).await?;
    let parties = parties(ctx, rows.iter().map(|row| row.enterprise_id)).await?;
    let about = |row: declaration::Model| {
        let credit_code = parties.get(&row.enterprise_id)?.credit_code;
        Some((row.id, About::Declaration { credit_code, quarter: row.quarter }))
    };
    Ok(rows.into_iter().filter_map(about).collect())
}
