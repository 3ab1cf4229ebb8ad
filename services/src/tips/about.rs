//! Whom and where a tip-off is about, by what its reporter named.

use domain::input::{Issue, can_name};
use entities::{enterprise, town};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::Serialize;

use super::{NewTip, works::only_one};
use crate::{Ctx, Error, Result, store::merger};

/// Where a tip-off belongs.
#[derive(Clone, Copy, Serialize)]
pub(super) struct About {
    pub enterprise_id: Option<i64>,
    pub town_id: Option<i64>,
}

impl About {
    pub async fn of(ctx: &Ctx, new: &NewTip) -> Result<Self> {
        let db = ctx.store.read();
        let named = match (new.enterprise, new.company()) {
            (None, Some(words)) => only_one(ctx, &words).await?.map(|works| works.credit_code),
            (chosen, _) => chosen,
        };
        let works = match named {
            Some(code) => {
                let found = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(code)).one(db).await?;
                let found = found.ok_or_else(|| Error::issue("enterprise", Issue::UnknownEnterprise))?;
                // Whoever has an old code or a printed one means the site, and that is the one that stays.
                Some(merger::standing(db, found).await?)
            }
            None => None,
        };
        let town = match &new.town {
            Some(code) if !can_name(code) => return Err(Error::issue("town", Issue::UnknownTown)),
            Some(code) => {
                let found = town::Entity::find().filter(town::Column::Code.eq(code)).one(db).await?;
                Some(found.ok_or_else(|| Error::issue("town", Issue::UnknownTown))?.id)
            }
            None => works.as_ref().map(|works| works.town_id),
        };
        Ok(Self { enterprise_id: works.map(|works| works.id), town_id: town })
    }
}
