//! Industrial parks and leased buildings of the demo city, who is in them, and an enterprise that was divided. Landlords are
//! as invented as everybody here.

use domain::{premises::PremisesKind, succession::SuccessionKind, time::Day};
use services::register::{PremisesEntry, SuccessionEntry, TenancyEntry};

use crate::city::{City, Enterprise};

/// How many towns have a park, and how many of its enterprises are in it.
const PARKS: usize = 4;
const TENANTS: usize = 4;

fn day(year: i32, month: u32, day: u32) -> Day {
    Day(chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default())
}

/// The enterprises of a town's park: its first ones.
fn tenants(city: &City, town: usize) -> impl Iterator<Item = &Enterprise> {
    city.enterprises.iter().filter(move |e| e.town == town).take(TENANTS)
}

/// The number of a town's park.
fn code(town: usize) -> String {
    format!("CF{:03}", town + 1)
}

/// A park in each of the first towns; every other one is a building that a person lets.
pub fn premises(city: &City) -> Vec<PremisesEntry> {
    let one = |(at, town): (usize, &crate::city::Town)| {
        let is_park = at.is_multiple_of(2);
        let (kind, name, owner) = if is_park {
            (PremisesKind::Park, format!("{}工业园", town.name), format!("{}工业园管理有限公司", town.name))
        } else {
            (PremisesKind::Leased, format!("{}出租厂房", town.name), "房东甲".to_owned())
        };
        PremisesEntry {
            code: code(at),
            name,
            kind,
            town: town.code.clone(),
            address: format!("示范市{}工业一路1号", town.name),
            owner,
            owner_code: None,
            closed_on: None,
        }
    };
    city.towns.iter().take(PARKS).enumerate().map(one).collect()
}

/// Who is in them; the first of each has been there longest.
pub fn tenancies(city: &City) -> Vec<TenancyEntry> {
    let of_park = |town: usize| {
        (2021..).zip(tenants(city, town)).map(move |(year, e)| TenancyEntry {
            enterprise: e.credit_code,
            premises: code(town),
            valid_from: day(year, 3, 1),
            valid_to: None,
        })
    };
    (0..PARKS.min(city.towns.len())).flat_map(of_park).collect()
}

/// The second enterprise of the first park was split off the first.
pub fn successions(city: &City) -> Vec<SuccessionEntry> {
    let mut of_first = tenants(city, 0);
    let both = of_first.next().zip(of_first.next());
    let split = |(old, new): (&Enterprise, &Enterprise)| SuccessionEntry {
        enterprise: old.credit_code,
        successor: new.credit_code,
        kind: SuccessionKind::Split,
        day: day(2025, 6, 30),
        ground: "分立登记（示例）".to_owned(),
    };
    both.map(split).into_iter().collect()
}
