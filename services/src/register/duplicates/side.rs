//! One of two that are looked at beside each other.

use std::collections::BTreeSet;

use domain::{
    credit_code::CreditCode,
    declaration::DeclarationStatus,
    duplicate::is_sound,
    enterprise::ManagementClass,
    fixed::Micro,
    life::{Opening, is_closed},
    outlet::OutletCode,
    quarter::Quarter,
    time::{Day, Stamp},
};
use entities::{account, declaration, device, enterprise, outlet, town};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::hindrance::{self, Hindrance};
use crate::{
    Ctx, Names, Result, accounts,
    public::{Trade, town_names},
    store::merger,
};

/// An enterprise with all that tells whether it should stay, and what becomes of it otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Credit code.
    pub credit_code: CreditCode,
    /// Whether the check character of the organisation code in it is right.
    pub sound: bool,
    /// Its name.
    pub name: Names,
    /// Its town.
    pub town: Names,
    /// Address in words.
    pub address: String,
    /// Latitude, WGS-84 degrees.
    pub lat: Micro,
    /// Longitude, WGS-84 degrees.
    pub lng: Micro,
    /// Its trade.
    pub industry: Trade,
    /// How its permit manages it.
    pub class: ManagementClass,
    /// Number of its permit or registration.
    pub permit_no: Option<String>,
    /// When it was registered here.
    pub since: Stamp,
    /// Whether it is in trial (试运行).
    pub in_trial: bool,
    /// The day from which on it is closed, where that has come.
    pub closed_on: Option<Day>,
    /// Quarters that were declared under it.
    pub declared: BTreeSet<Quarter>,
    /// Quarters of which a draft or a correction has begun that is not signed.
    pub begun: BTreeSet<Quarter>,
    /// Its outlets.
    pub outlets: Vec<OutletCode>,
    /// Numbers of the loggers that stand there and are not closed.
    pub loggers: Vec<String>,
    /// Accounts with which somebody may come in for it.
    pub accounts: u64,
    /// The code of the one into which it is merged.
    pub merged_into: Option<CreditCode>,
    /// What stands in the way if it is the one to go.
    pub hindrances: Vec<Hindrance>,
}

impl Side {
    pub(super) async fn of(ctx: &Ctx, db: &impl ConnectionTrait, row: &enterprise::Model) -> Result<Self> {
        let today = ctx.now().day();
        let town = town::Entity::find_by_id(row.town_id).one(db).await?;
        let declarations =
            declaration::Entity::find().filter(declaration::Column::EnterpriseId.eq(row.id)).all(db).await?;
        let is_draft = |one: &&declaration::Model| one.status == DeclarationStatus::Draft || one.correction.is_some();
        let outlets = outlet::Entity::find()
            .filter(outlet::Column::EnterpriseId.eq(row.id))
            .order_by_asc(outlet::Column::Code)
            .all(db)
            .await?;
        let loggers = device::Entity::find()
            .filter(device::Column::OutletId.is_in(outlets.iter().map(|outlet| outlet.id)))
            .order_by_asc(device::Column::Mn)
            .all(db)
            .await?;
        let accounts = account::Entity::find()
            .filter(account::Column::EnterpriseId.eq(row.id))
            .filter(accounts::open_at(ctx.now()))
            .count(db)
            .await?;
        Ok(Self {
            credit_code: row.credit_code,
            sound: is_sound(row.credit_code),
            name: Names::new(&row.name, &row.name_en),
            town: town.as_ref().map(town_names).unwrap_or_default(),
            address: row.address.clone(),
            lat: row.lat,
            lng: row.lng,
            industry: Trade::of(row.industry),
            class: row.class,
            permit_no: row.permit_no.clone(),
            since: row.created_at,
            in_trial: !Opening::of(row.public_from).is_open_on(today),
            closed_on: row.closed_on.filter(|_| is_closed(row.closed_on, today)),
            declared: declarations
                .iter()
                .filter(|one| one.status != DeclarationStatus::Draft)
                .map(|one| one.quarter)
                .collect(),
            begun: declarations.iter().filter(is_draft).map(|one| one.quarter).collect(),
            outlets: outlets.into_iter().map(|outlet| outlet.code).collect(),
            loggers: loggers.into_iter().filter(|row| !is_closed(row.closed_on, today)).map(|row| row.mn).collect(),
            accounts,
            merged_into: merger::kept_code(db, row.id).await?,
            hindrances: hindrance::of(ctx, db, row.id).await?,
        })
    }
}
