//! The newest value of each outlet and pollutant of an enterprise.

use std::sync::Arc;

use domain::{credit_code::CreditCode, life::Audience};
use entities::outlet;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{Ctx, Result, monitoring::Measurement, public::enterprise};

/// The newest real-time values, by outlet and pollutant.
pub async fn of_enterprise(ctx: &Ctx, credit_code: &CreditCode) -> Result<Vec<Arc<Measurement>>> {
    let (owner, _) = enterprise::find(ctx, Audience::Public, credit_code).await?;
    let outlets = outlet::Entity::find()
        .filter(outlet::Column::EnterpriseId.eq(owner.id))
        .order_by_asc(outlet::Column::Code)
        .all(ctx.store.read())
        .await?;
    let newest = outlets.iter().flat_map(|outlet| ctx.live().at_outlet(Audience::Public, outlet.id));
    // What was heard before it was registered anew says the code of then.
    let own = |measurement: Arc<Measurement>| {
        let is_own = measurement.enterprise == owner.credit_code;
        if is_own {
            measurement
        } else {
            Arc::new(Measurement { enterprise: owner.credit_code, ..(*measurement).clone() })
        }
    };
    Ok(newest.map(|latest| own(latest.measurement)).collect())
}
