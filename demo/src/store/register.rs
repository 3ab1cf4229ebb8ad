//! Towns, enterprises, permits, loggers: through the register, as anybody enters them.

use domain::{enterprise::ManagementClass, fixed::Micro, lang::Lang, source::Source, time::Day};
use services::{
    Result,
    register::{
        CapEntry, EnterpriseEntry, LimitEntry, LoggerEntry, OutletEntry, ProductEntry, Register, TownEntry,
        TreatmentEntry,
    },
};

use super::premises;
use crate::{
    city::{City, Enterprise, Town},
    classes::class_basis,
    declarations::TREATMENT,
    map,
    permits::Outlet,
};

/// The keys that the database gave.
#[derive(Debug, Default)]
pub struct Keys {
    /// By place in the city.
    pub enterprises: Vec<i64>,
    /// By place of the enterprise and of the outlet.
    pub outlets: Vec<Vec<i64>>,
    /// How many loggers there are.
    pub devices: usize,
}

/// Enters all of it and learns its keys.
pub async fn write(register: &Register<'_>, city: &City) -> Result<Keys> {
    register.towns(&each(&city.towns, town)).await?;
    register.enterprises(&renewed(city)).await?;
    let enterprises = register.enterprises(&each(&city.enterprises, |e| enterprise(city, e))).await?.ids;
    let mut ids = register.outlets(&each_outlet(city, |e, own| vec![outlet(e, own)])).await?.ids.into_iter();
    let outlets = each(&city.enterprises, |e| ids.by_ref().take(e.permit.outlets.len()).collect());
    register.limits(&each_outlet(city, limits)).await?;
    let devices = register.loggers(&each_outlet(city, |e, own| logger(e, own).into_iter().collect())).await?.new;
    register.products(&each(&city.enterprises, products).concat()).await?;
    register.caps(&each(&city.enterprises, caps).concat()).await?;
    register.treatments(&each(&city.enterprises, treatment)).await?;
    register.premises(&premises::premises(city)).await?;
    register.tenancies(&premises::tenancies(city)).await?;
    register.successions(&premises::successions(city)).await?;
    Ok(Keys { enterprises, outlets, devices })
}

fn each<T, U>(all: &[T], entry: impl FnMut(&T) -> U) -> Vec<U> {
    all.iter().map(entry).collect()
}

fn each_outlet<T>(city: &City, entries: impl Fn(&Enterprise, &Outlet) -> Vec<T>) -> Vec<T> {
    let all = city.enterprises.iter().flat_map(|e| e.permit.outlets.iter().map(move |outlet| (e, outlet)));
    all.flat_map(|(e, outlet)| entries(e, outlet)).collect()
}

/// Degrees as the store keeps them.
pub fn degrees(value: f64) -> Micro {
    #[expect(clippy::cast_possible_truncation, reason = "at most 180 million")]
    Micro((value * 1e6).round() as i64)
}

fn town(town: &Town) -> TownEntry {
    let (lng, lat) = map::centre(&town.outline);
    TownEntry {
        code: town.code.clone(),
        name: town.name.to_owned(),
        name_en: town.name_en.to_owned(),
        lat: degrees(lat),
        lng: degrees(lng),
        outline: map::text(&town.outline),
        closed_on: None,
    }
}

/// The demo city is public since before its oldest figure.
fn from_the_beginning() -> Option<Day> {
    chrono::NaiveDate::from_ymd_opt(2000, 1, 1).map(Day)
}

fn enterprise(city: &City, e: &Enterprise) -> EnterpriseEntry {
    EnterpriseEntry {
        credit_code: e.credit_code,
        name: e.name.chinese.clone(),
        name_en: e.name.english.clone(),
        town: city.towns[e.town].code.clone(),
        industry: e.industry,
        class: e.class,
        class_basis: class_basis(e.trade, e.class).to_owned(),
        permit_no: e.permit.number.clone(),
        permit_to: e.permit.to.map(Day),
        permit_issued_on: permit_from(e).and_then(|day| day.0.pred_opt().map(Day)),
        permit_from: permit_from(e),
        permit_duties: duties(e).to_owned(),
        address: e.address.clone(),
        lat: degrees(e.place.1),
        lng: degrees(e.place.0),
        public_from: from_the_beginning(),
        closed_on: None,
        since: permit_from(e).filter(|_| e.number.is_multiple_of(RENEWED)),
    }
}

/// Of how many enterprises one has a permit of before on record.
const RENEWED: usize = 12;

/// Enterprises as they stood under the permit of before, which had run for five years too.
fn renewed(city: &City) -> Vec<EnterpriseEntry> {
    let five_years = chrono::Months::new(60);
    let before = |day: Day| day.0.checked_sub_months(five_years).map(Day);
    let of_before = |e: &Enterprise| {
        let from = permit_from(e).filter(|_| e.number.is_multiple_of(RENEWED))?;
        Some(EnterpriseEntry {
            permit_to: from.0.pred_opt().map(Day),
            permit_from: before(from),
            permit_issued_on: before(from),
            since: None,
            ..enterprise(city, e)
        })
    };
    city.enterprises.iter().filter_map(of_before).collect()
}

/// The permits of the demo city run for five years.
fn permit_from(e: &Enterprise) -> Option<Day> {
    let last = e.permit.to.filter(|_| e.class.has_permit())?;
    last.succ_opt()?.checked_sub_months(chrono::Months::new(60)).map(Day)
}

/// What a permit asks for, by its class.
const fn duties(e: &Enterprise) -> &'static str {
    match e.class {
        ManagementClass::Key => {
            "自行监测：主要排放口自动监测，其他每季度一次；台账：保存不少于五年；执行报告：年报、季报"
        }
        ManagementClass::Simplified => "自行监测：每半年一次；台账：保存不少于五年；执行报告：年报",
        _ => "",
    }
}

fn outlet(e: &Enterprise, outlet: &Outlet) -> OutletEntry {
    OutletEntry {
        enterprise: e.credit_code,
        code: outlet.code,
        name: outlet.name.to_owned(),
        name_en: outlet.name_en.to_owned(),
        discharge: outlet.discharge,
        receiving: outlet.receiving.clone(),
        closed_on: None,
    }
}

fn limits(e: &Enterprise, outlet: &Outlet) -> Vec<LimitEntry> {
    each(&outlet.limits, |limit| LimitEntry {
        enterprise: e.credit_code,
        outlet: outlet.code,
        pollutant: limit.pollutant.clone(),
        low: limit.low,
        high: limit.high,
        unit: limit.unit.clone(),
        averaging: limit.averaging,
        reference_oxygen: limit.reference_oxygen,
        basis: limit.basis.clone(),
        // A register is kept in Chinese, its marks too.
        source: Source::read(&limit.source).said(Lang::Zh),
        valid_from: Day(limit.from),
        valid_to: limit.to.map(Day),
    })
}

fn logger(e: &Enterprise, outlet: &Outlet) -> Option<LoggerEntry> {
    let logger = outlet.logger.as_ref()?;
    Some(LoggerEntry {
        enterprise: e.credit_code,
        outlet: outlet.code,
        mn: logger.mn.clone(),
        password: logger.password.clone(),
        edition: logger.edition,
        realtime_seconds: logger.realtime_seconds,
        tolerated: logger.tolerated.to_owned(),
        units: logger.units.to_owned(),
        installed_on: Day(logger.installed_on),
        public_from: from_the_beginning(),
        closed_on: None,
    })
}

fn products(e: &Enterprise) -> Vec<ProductEntry> {
    each(&e.permit.products, |product| ProductEntry {
        enterprise: e.credit_code,
        name: product.name.to_owned(),
        unit: product.unit.to_owned(),
        capacity: product.capacity,
        closed_on: None,
        since: None,
    })
}

fn treatment(e: &Enterprise) -> TreatmentEntry {
    TreatmentEntry {
        enterprise: e.credit_code,
        code: "TW001".to_owned(),
        name: TREATMENT.to_owned(),
        process: String::new(),
        capacity: None,
        unit: String::new(),
        closed_on: None,
        since: None,
    }
}

/// Some permits said more for the years before.
fn caps(e: &Enterprise) -> Vec<CapEntry> {
    let cap = |(pollutant, kg_per_year): &(String, Micro)| CapEntry {
        enterprise: e.credit_code,
        pollutant: pollutant.clone(),
        kg_per_year: *kg_per_year,
        from_year: None,
        to_year: None,
        since: None,
    };
    let of_2024 = |cap: &CapEntry| CapEntry {
        kg_per_year: Micro(cap.kg_per_year.0 / 10 * 12),
        from_year: Some(2024),
        to_year: Some(2024),
        ..cap.clone()
    };
    let all = each(&e.permit.caps, cap);
    let before = if e.number.is_multiple_of(RENEWED) { each(&all, of_2024) } else { Vec::new() };
    all.into_iter().chain(before).collect()
}
