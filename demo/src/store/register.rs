//! Towns, enterprises, permits, loggers.

use std::collections::HashMap;

use domain::{
    credit_code::CreditCode,
    fixed::Micro,
    outlet::OutletCode,
    time::{DAY, Day, Stamp},
};
use entities::{device, discharge_limit, enterprise, load_cap, outlet, product, town};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use super::insert::insert;
use crate::{
    city::{City, Enterprise, Town},
    map,
    permits::Outlet,
};
use services::{Error, Result};

/// The keys that the database gave.
#[derive(Debug, Default)]
pub struct Keys {
    /// By place in the city.
    pub towns: Vec<i64>,
    /// By place in the city.
    pub enterprises: Vec<i64>,
    /// By place of the enterprise and of the outlet.
    pub outlets: Vec<Vec<i64>>,
    /// How many loggers there are.
    pub devices: usize,
}

/// Writes the register and learns its keys.
pub async fn write(db: &impl ConnectionTrait, city: &City, now: Stamp) -> Result<Keys> {
    insert(db, city.towns.iter().map(town_row).collect()).await?;
    let towns = town_keys(db, city).await?;
    let rows = city.enterprises.iter().map(|e| enterprise_row(e, towns[e.town], now)).collect();
    insert(db, rows).await?;
    let enterprises = enterprise_keys(db, city).await?;
    insert(db, each_outlet(city, |n, outlet| outlet_row(enterprises[n], outlet))).await?;
    let outlets = outlet_keys(db, city, &enterprises).await?;
    let keyed = || city.enterprises.iter().flat_map(|e| e.permit.outlets.iter().zip(&outlets[e.number]));
    insert(db, keyed().flat_map(|(outlet, id)| limit_rows(*id, outlet)).collect()).await?;
    let devices: Vec<_> = keyed().filter_map(|(outlet, id)| device_row(*id, outlet)).collect();
    let count = devices.len();
    insert(db, devices).await?;
    let each = || city.enterprises.iter().zip(&enterprises);
    insert(db, each().flat_map(|(e, id)| product_rows(*id, e)).collect()).await?;
    insert(db, each().flat_map(|(e, id)| cap_rows(*id, e)).collect()).await?;
    Ok(Keys { towns, enterprises, outlets, devices: count })
}

fn each_outlet<T>(city: &City, row: impl Fn(usize, &Outlet) -> T) -> Vec<T> {
    let all = city.enterprises.iter().flat_map(|e| e.permit.outlets.iter().map(move |outlet| (e.number, outlet)));
    all.map(|(number, outlet)| row(number, outlet)).collect()
}

fn lost() -> Error {
    Error::Conflict("a row of the demo city was not found again after it was written".to_owned())
}

async fn town_keys(db: &impl ConnectionTrait, city: &City) -> Result<Vec<i64>> {
    let ids: HashMap<String, i64> = town::Entity::find().all(db).await?.into_iter().map(|t| (t.code, t.id)).collect();
    city.towns.iter().map(|town| ids.get(&town.code).copied().ok_or_else(lost)).collect()
}

async fn enterprise_keys(db: &impl ConnectionTrait, city: &City) -> Result<Vec<i64>> {
    let rows = enterprise::Entity::find().all(db).await?;
    let ids: HashMap<CreditCode, i64> = rows.into_iter().map(|e| (e.credit_code, e.id)).collect();
    city.enterprises.iter().map(|e| ids.get(&e.credit_code).copied().ok_or_else(lost)).collect()
}

async fn outlet_keys(db: &impl ConnectionTrait, city: &City, enterprises: &[i64]) -> Result<Vec<Vec<i64>>> {
    let rows = outlet::Entity::find().all(db).await?;
    let ids: HashMap<(i64, OutletCode), i64> = rows.into_iter().map(|o| ((o.enterprise_id, o.code), o.id)).collect();
    let of = |e: &Enterprise| {
        let keys = e.permit.outlets.iter().map(|o| ids.get(&(enterprises[e.number], o.code)).copied());
        keys.map(|key| key.ok_or_else(lost)).collect::<Result<Vec<i64>>>()
    };
    city.enterprises.iter().map(of).collect()
}

/// Degrees as the store keeps them.
pub fn degrees(value: f64) -> Micro {
    #[expect(clippy::cast_possible_truncation, reason = "at most 180 million")]
    Micro((value * 1e6).round() as i64)
}

fn town_row(town: &Town) -> town::ActiveModel {
    let (lng, lat) = map::centre(&town.outline);
    town::ActiveModel {
        code: Set(town.code.clone()),
        name: Set(town.name.to_owned()),
        name_en: Set(town.name_en.to_owned()),
        lat: Set(degrees(lat)),
        lng: Set(degrees(lng)),
        outline: Set(map::text(&town.outline)),
        ..Default::default()
    }
}

fn enterprise_row(e: &Enterprise, town_id: i64, now: Stamp) -> enterprise::ActiveModel {
    enterprise::ActiveModel {
        credit_code: Set(e.credit_code),
        name: Set(e.name.chinese.clone()),
        name_en: Set(e.name.english.clone()),
        pinyin: Set(e.name.pinyin.clone()),
        town_id: Set(town_id),
        industry: Set(e.industry),
        class: Set(e.class),
        permit_no: Set(e.permit.number.clone()),
        permit_to: Set(e.permit.to.map(Day)),
        address: Set(e.address.clone()),
        lat: Set(degrees(e.place.1)),
        lng: Set(degrees(e.place.0)),
        created_at: Set(now.floor(DAY)),
        ..Default::default()
    }
}

fn outlet_row(enterprise_id: i64, outlet: &Outlet) -> outlet::ActiveModel {
    outlet::ActiveModel {
        enterprise_id: Set(enterprise_id),
        code: Set(outlet.code),
        name: Set(outlet.name.to_owned()),
        name_en: Set(outlet.name_en.to_owned()),
        discharge: Set(outlet.discharge),
        receiving: Set(outlet.receiving.clone()),
        ..Default::default()
    }
}

fn limit_rows(outlet_id: i64, outlet: &Outlet) -> Vec<discharge_limit::ActiveModel> {
    let rows = outlet.limits.iter().map(|limit| discharge_limit::ActiveModel {
        outlet_id: Set(outlet_id),
        pollutant: Set(limit.pollutant.clone()),
        low: Set(limit.low),
        high: Set(limit.high),
        unit: Set(limit.unit.clone()),
        averaging: Set(limit.averaging),
        reference_oxygen: Set(limit.reference_oxygen),
        basis: Set(limit.basis.clone()),
        source: Set(limit.source.clone()),
        valid_from: Set(Day(limit.from)),
        valid_to: Set(limit.to.map(Day)),
        ..Default::default()
    });
    rows.collect()
}

fn device_row(outlet_id: i64, outlet: &Outlet) -> Option<device::ActiveModel> {
    let logger = outlet.logger.as_ref()?;
    Some(device::ActiveModel {
        outlet_id: Set(outlet_id),
        mn: Set(logger.mn.clone()),
        password: Set(logger.password.clone()),
        edition: Set(logger.edition),
        realtime_seconds: Set(logger.realtime_seconds),
        tolerated: Set(logger.tolerated.to_owned()),
        units: Set(logger.units.to_owned()),
        disabled: Set(false),
        installed_on: Set(Day(logger.installed_on)),
        ..Default::default()
    })
}

fn product_rows(enterprise_id: i64, e: &Enterprise) -> Vec<product::ActiveModel> {
    let rows = e.permit.products.iter().map(|product| product::ActiveModel {
        enterprise_id: Set(enterprise_id),
        name: Set(product.name.to_owned()),
        unit: Set(product.unit.to_owned()),
        capacity: Set(product.capacity),
        ..Default::default()
    });
    rows.collect()
}

fn cap_rows(enterprise_id: i64, e: &Enterprise) -> Vec<load_cap::ActiveModel> {
    let rows = e.permit.caps.iter().map(|(pollutant, kg_per_year)| load_cap::ActiveModel {
        enterprise_id: Set(enterprise_id),
        pollutant: Set(pollutant.clone()),
        kg_per_year: Set(*kg_per_year),
        ..Default::default()
    });
    rows.collect()
}
