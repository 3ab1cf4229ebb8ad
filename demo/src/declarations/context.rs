//! What a declaration of the demo city is checked against: the same as the editor's, made from the permit in memory.

use domain::{
    declaration::{
        Content,
        check::{Context, LimitedPollutant, PermittedProduct},
    },
    quarter::Quarter,
    source::is_unverified,
};
use rust_decimal::Decimal;

use crate::{city::Enterprise, permits::Outlet};
use services::{Pollutant, law::TableLimit};

/// The context of an enterprise's quarter, after `last` was declared for the one before.
pub fn context(e: &Enterprise, quarter: Quarter, last: Option<Content>) -> Context {
    let mut outlets: Vec<_> = e.permit.outlets.iter().collect();
    outlets.sort_by_key(|outlet| outlet.code.to_string());
    let product = |product: &crate::products::Product| PermittedProduct {
        name: product.name.to_owned(),
        unit: product.unit.to_owned(),
        capacity: product.capacity.into(),
    };
    Context {
        quarter,
        industry: e.industry,
        outlets: outlets.iter().map(|outlet| outlet.code).collect(),
        limits: outlets.iter().flat_map(|outlet| limits(outlet, quarter)).collect(),
        products: e.permit.products.iter().map(product).collect(),
        facilities: Vec::new(),
        last,
    }
}

/// The limits that hold in the quarter; the newer one where the permit was issued anew in it, and of
/// several means of one pollutant the longest.
fn limits(outlet: &Outlet, quarter: Quarter) -> Vec<LimitedPollutant> {
    let (first, after) = (quarter.first_day(), quarter.next().first_day());
    let holding = outlet.limits.iter().filter(|l| l.from < after && l.to.is_none_or(|to| to >= first));
    let mut holding: Vec<_> = holding.collect();
    holding.sort_by(|a, b| a.pollutant.cmp(&b.pollutant).then(b.from.cmp(&a.from)).then(b.averaging.cmp(&a.averaging)));
    holding.dedup_by(|older, newer| older.pollutant == newer.pollutant);
    let limited = |limit: &TableLimit| {
        let name = Pollutant::of(&limit.pollutant).name;
        LimitedPollutant {
            outlet: outlet.code,
            pollutant: limit.pollutant.clone(),
            zh: name.zh,
            en: name.en,
            unit: limit.unit.clone(),
            low: limit.low.map(Decimal::from),
            high: limit.high.map(Decimal::from),
            is_unverified: is_unverified(&limit.source),
        }
    };
    holding.into_iter().map(limited).collect()
}
