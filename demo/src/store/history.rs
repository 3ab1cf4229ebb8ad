//! The measurements.

use sea_orm::ConnectionTrait;

use super::register::Keys;
use crate::{
    city::City,
    declarations::Totals,
    history::{Window, history},
};
use services::{Result, store::bulk};

/// Writes the history outlet by outlet; returns how many values, and the totals that declarations are made from.
pub async fn write(db: &impl ConnectionTrait, city: &City, keys: &Keys, window: &Window) -> Result<(usize, Totals)> {
    let mut count = 0;
    let mut totals = Totals::new();
    for e in &city.enterprises {
        let mut of_enterprise = Vec::new();
        for (outlet, id) in e.permit.outlets.iter().zip(&keys.outlets[e.number]) {
            let Some(history) = history(outlet, *id, e.story, window) else {
                of_enterprise.push(None);
                continue;
            };
            count += history.rows.len();
            bulk::measurements(db, history.rows).await?;
            of_enterprise.push(Some(history.totals));
        }
        totals.push(of_enterprise);
    }
    Ok((count, totals))
}
