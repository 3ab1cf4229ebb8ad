//! The demo city 示范市: invented, deterministic, and full enough to try everything.
//!
//! The generator is pure: [`city`] makes the register, [`cases`], `history`, `declarations` and the rest make rows for it, all
//! from fixed seeds. `store` writes them. History comes from the model that the simulator plays
//! ([`crate::simulate::model`]), so live values continue it.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod accounts;
pub mod cases;
mod cast;
pub mod city;
mod classes;
mod deck;
mod declarations;
mod exceedances;
mod findings;
mod history;
mod loggers;
mod map;
mod marks;
mod names;
mod office;
mod outlets;
mod own_means;
pub mod permits;
mod plan;
mod products;
mod random;
mod signs;
pub mod simulate;
mod slips;
mod store;
pub mod stories;
mod tips;
mod towns;
mod trade;
mod utilities;

use chrono::NaiveDate;
use domain::map::System;
use entities::enterprise;
use sea_orm::EntityTrait;

pub use accounts::{LOGINS, Login, PASSWORD, SECOND_FACTOR};
pub use cast::story_of;

use services::{
    Ctx, Error, Result,
    map::{MapFile, import},
    register::By,
};

/// The most enterprises for which there are names.
pub const MOST_ENTERPRISES: usize = 450;

/// What the demo city shall be like.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The day on which it stands. History ends at the present moment, or with this day where it is past.
    pub today: NaiveDate,
    /// How many enterprises; those with a story come first.
    pub enterprises: usize,
}

impl Options {
    /// The usual city of 200 enterprises.
    pub const fn on(today: NaiveDate) -> Self {
        Self { today, enterprises: 200 }
    }
}

/// What was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Towns.
    pub towns: usize,
    /// Enterprises.
    pub enterprises: usize,
    /// Outlets, monitored or not.
    pub outlets: usize,
    /// Data loggers.
    pub devices: usize,
    /// Measured values.
    pub measurements: usize,
    /// Declarations, in any state.
    pub declarations: usize,
    /// Events of exceedance in the history.
    pub exceedances: usize,
    /// Signs in the data of the history.
    pub signs: usize,
    /// Findings of the cross-check about the newest of them.
    pub findings: usize,
    /// Marks on the data of outlets.
    pub marks: usize,
    /// Penalty cases.
    pub cases: usize,
    /// Tip-offs; none where the context has no keys for them.
    pub tips: usize,
}

/// Whether the database has no enterprises yet.
pub async fn is_empty(ctx: &Ctx) -> Result<bool> {
    Ok(enterprise::Entity::find().one(ctx.store.read()).await?.is_none())
}

/// Fills an empty database with the demo city, in one transaction; the cross-check of its newest declarations and its
/// tip-offs follow, each in those of its use cases.
/// The same options at the same moment give the same database, but for what is
/// encrypted, receipt codes and the salt of the passwords. Fails with
/// [`Error::Conflict`] where there are enterprises already.
pub async fn fill(ctx: &Ctx, options: &Options) -> Result<Summary> {
    if options.enterprises == 0 || options.enterprises > MOST_ENTERPRISES {
        return Err(Error::invalid("enterprises", format!("the demo city has 1 to {MOST_ENTERPRISES}")));
    }
    let city = city::build(options.today, options.enterprises)?;
    let mut summary = store::write(ctx, &city).await?;
    draw(ctx, &city).await?;
    own_means::due(ctx).await?;
    summary.findings = findings::make(ctx, &city).await?;
    summary.marks = marks::play(ctx, &city).await?;
    // After the marks: what they cover is no event.
    summary.exceedances = exceedances::make(ctx, &city).await?;
    summary.signs = signs::make(ctx, &city).await?;
    Ok(Summary { tips: tips::play(ctx, &city).await?, ..summary })
}

/// Imports the city's map, as anybody imports one.
async fn draw(ctx: &Ctx, city: &city::City) -> Result<()> {
    let towns: Vec<_> = city.towns.iter().map(|town| (&*town.code, town.name, &*town.outline)).collect();
    let file = MapFile { name: "map.geojson".to_owned(), content: Some(map::file(&towns).into_bytes()) };
    let report = import(ctx, By::CommandLine, file, System::Wgs84, true).await?;
    if report.is_clean() { Ok(()) } else { Err(Error::invalid("map", format!("{:?}", report.slips))) }
}
