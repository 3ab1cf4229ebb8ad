//! Writes the demo city, all but its tip-offs: what the register holds and the accounts go through their use cases, and only
//! the past, which nobody can file today, is planted here.

mod accounts;
mod asking;
mod cases;
mod declarations;
mod history;
mod premises;
mod register;

use entities::enterprise;
use sea_orm::{EntityTrait, PaginatorTrait};

pub use register::degrees;

use super::{Summary, city::City, history::Window, utilities};
use services::{
    Conflict, Ctx, Result,
    register::{By, begin},
};

/// Writes all of it, or nothing.
pub async fn write(ctx: &Ctx, city: &City) -> Result<Summary> {
    let city_register = begin(ctx, By::CommandLine).await?;
    let tx = city_register.tx();
    if enterprise::Entity::find().count(tx).await? > 0 {
        return Err(Conflict::Setup(
            "the database has enterprises already; the demo city needs an empty one".to_owned(),
        )
        .into());
    }
    let now = ctx.now();
    let keys = register::write(&city_register, city).await?;
    asking::allow(tx, now).await?;
    accounts::open(tx, ctx, city).await?;
    let window = Window::new(city.today, now);
    let (measurements, totals) = history::write(tx, city, &keys, &window).await?;
    let declarations = declarations::write(tx, city, &keys, &window, &totals).await?;
    city_register.bills(&utilities::readings(city, &window, &totals)).await?;
    let cases = cases::write(tx, city, &keys, now).await?;
    city_register.commit().await?;
    Ok(Summary {
        towns: city.towns.len(),
        enterprises: city.enterprises.len(),
        outlets: city.enterprises.iter().map(|e| e.permit.outlets.len()).sum(),
        devices: keys.devices,
        measurements,
        declarations,
        exceedances: 0,
        signs: 0,
        findings: 0,
        marks: 0,
        cases,
        tips: 0,
    })
}
