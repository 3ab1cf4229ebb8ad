//! Where enterprises are housed: leased buildings, industrial parks, and whose they are.

use domain::{credit_code::CreditCode, premises::PremisesKind, time::Day};
use sea_orm::entity::prelude::*;

/// A row. Nobody reads it but those who keep the register and the officials who may read enterprises' files.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "premises")]
pub struct Model {
    /// Key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The number that the bureau gave it.
    #[sea_orm(unique)]
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PremisesKind,
    /// Where it is.
    pub town_id: i64,
    /// Address in words.
    pub address: String,
    /// Who lets or manages it; may be empty.
    pub owner: String,
    /// Their credit code; a person has none.
    pub owner_code: Option<CreditCode>,
    /// First day on which it is closed.
    pub closed_on: Option<Day>,
}

impl ActiveModelBehavior for ActiveModel {}
