//! The register of the demo city: towns and enterprises, before they have keys.

use chrono::NaiveDate;
use domain::{
    credit_code::CreditCode,
    enterprise::{Colour, Industry, ManagementClass},
    outlet::Discharge,
};

use super::{
    cast::{self, CAST},
    deck, map,
    names::{self, Name},
    permits::{self, Permit},
    random::Chance,
    standards::Standards,
    stories::Story,
    towns::{self, TOWNS},
};
use crate::Result;

/// The city's register.
#[derive(Clone, Debug)]
pub struct City {
    /// The day on which it stands.
    pub today: NaiveDate,
    /// Its towns, in the order of their division codes.
    pub towns: Vec<Town>,
    /// Its enterprises; those with a story first.
    pub enterprises: Vec<Enterprise>,
}

/// A town.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// Division code.
    pub code: String,
    /// Chinese name.
    pub name: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// Outline, longitude and latitude.
    pub outline: Vec<map::Point>,
}

/// An enterprise.
#[derive(Clone, Debug)]
pub struct Enterprise {
    /// Its place in the city, from 0.
    pub number: usize,
    /// Credit code.
    pub credit_code: CreditCode,
    /// Names.
    pub name: Name,
    /// Its place among the towns.
    pub town: usize,
    /// Its trade.
    pub industry: Industry,
    /// How its permit manages it.
    pub class: ManagementClass,
    /// Supervision colour.
    pub colour: Option<Colour>,
    /// Address in words.
    pub address: String,
    /// Where it is.
    pub place: map::Point,
    /// Its part in a story.
    pub story: Option<Story>,
    /// Permit, outlets, limits, products.
    pub permit: Permit,
}

/// Builds the register of `count` enterprises as of `today`.
pub fn build(today: NaiveDate, count: usize) -> Result<City> {
    let outlines = map::outlines(TOWNS.len());
    let towns = TOWNS.iter().zip(outlines).enumerate();
    let towns: Vec<_> = towns
        .map(|(n, (town, outline))| Town {
            code: towns::division_code(n),
            name: town.name,
            name_en: town.english,
            outline,
        })
        .collect();
    let standards = Standards::load()?;
    let brands: Vec<_> = (0..names::BRANDS).map(names::brand).filter(|brand| !cast::uses(brand)).collect();
    let enterprises = (0..count)
        .map(|number| {
            let sketch = CAST.get(number).map_or_else(|| dealt(number, &brands), Sketch::of);
            enterprise(today, number, &sketch, &towns, &standards)
        })
        .collect::<Result<_>>()?;
    Ok(City { today, towns, enterprises })
}

/// What is decided about an enterprise before its permit.
struct Sketch {
    town: usize,
    brand: String,
    trade: names::Trade,
    industry: Industry,
    class: ManagementClass,
    discharge: Discharge,
    story: Option<Story>,
}

impl Sketch {
    fn of(role: &cast::Role) -> Self {
        Self {
            town: role.town,
            brand: role.brand.to_owned(),
            trade: names::trades(role.industry)[role.trade],
            industry: role.industry,
            class: role.class,
            discharge: role.discharge,
            story: role.story,
        }
    }
}

/// An enterprise without a story.
fn dealt(number: usize, brands: &[String]) -> Sketch {
    let mut chance = Chance::of("enterprise", number);
    let (industry, class, discharge) = deck::card(number - CAST.len());
    Sketch {
        town: chance.below(TOWNS.len()),
        brand: brands[number % brands.len()].clone(),
        trade: *chance.pick(names::trades(industry)),
        industry,
        class,
        discharge,
        story: None,
    }
}

fn enterprise(
    today: NaiveDate,
    number: usize,
    sketch: &Sketch,
    towns: &[Town],
    standards: &Standards,
) -> Result<Enterprise> {
    let mut chance = Chance::of("place", number);
    let credit_code = cast::credit_code(number)?;
    let outline = &towns[sketch.town].outline;
    let place = map::inside(outline, chance.below(outline.len()), chance.unit());
    let plan = permits::Plan {
        today,
        number,
        credit_code,
        town: TOWNS[sketch.town].short,
        industry: sketch.industry,
        class: sketch.class,
        discharge: sketch.discharge,
        story: sketch.story,
    };
    Ok(Enterprise {
        number,
        credit_code,
        name: names::name(TOWNS[sketch.town].short, &sketch.brand, sketch.trade),
        town: sketch.town,
        industry: sketch.industry,
        class: sketch.class,
        colour: colour(sketch, &mut chance),
        address: address(TOWNS[sketch.town].name, &mut chance),
        place,
        story: sketch.story,
        permit: permits::permit(&plan, standards)?,
    })
}

/// Invented streets.
const STREETS: [&str; 6] = ["工业一路", "科创路", "滨河路", "环保大道", "兴业街", "创业二路"];

fn address(town: &str, chance: &mut Chance) -> String {
    format!("示范市{town}{}{}号", chance.pick(&STREETS), 1 + chance.below(280))
}

/// Most are green; registration-only enterprises have no colour.
fn colour(sketch: &Sketch, chance: &mut Chance) -> Option<Colour> {
    if sketch.class == ManagementClass::Registered {
        return None;
    }
    Some(match sketch.story {
        Some(Story::NightTreatment | Story::SludgeShort | Story::StoppedWithPower) => Colour::Red,
        Some(Story::NickelCreep | Story::NightDyer | Story::ColdFurnace | Story::FlatLine | Story::LawChange) => {
            Colour::Yellow
        }
        None if chance.below(100) < 4 => Colour::Red,
        None if chance.below(100) < 14 => Colour::Yellow,
        _ => Colour::Green,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn city(count: usize) -> City {
        build("2026-11-22".parse().unwrap(), count).unwrap()
    }

    #[test]
    fn names_and_codes_occur_once() {
        let city = city(200);
        let names: HashSet<_> = city.enterprises.iter().map(|e| &e.name.chinese).collect();
        let english: HashSet<_> = city.enterprises.iter().map(|e| &e.name.english).collect();
        let codes: HashSet<_> = city.enterprises.iter().map(|e| e.credit_code.as_str()).collect();
        assert_eq!((names.len(), english.len(), codes.len()), (200, 200, 200));
        assert!(codes.iter().all(|code| code.starts_with("914419")));
        assert_eq!(city.enterprises[0].name.chinese, "澄溪永昼电镀厂");
        assert_eq!(city.enterprises[0].name.english, "Chengxi Yongzhou Electroplating Works");
        assert_eq!(city.towns.len(), 34);
    }

    #[test]
    fn a_smaller_city_is_the_beginning_of_a_larger_one() {
        let (small, large) = (city(30), city(200));
        for (a, b) in small.enterprises.iter().zip(&large.enterprises) {
            assert_eq!(format!("{a:?}"), format!("{b:?}"));
        }
    }

    #[test]
    fn the_shares_are_those_of_such_a_city() {
        let city = city(200);
        let key = city.enterprises.iter().filter(|e| e.class == ManagementClass::Key).count();
        let loggers: Vec<_> =
            city.enterprises.iter().flat_map(|e| &e.permit.outlets).filter_map(|o| o.logger.as_ref()).collect();
        let points: usize = loggers.iter().map(|logger| logger.model.channels.len()).sum();
        assert!((70..=100).contains(&key), "{key} key enterprises");
        assert!((100..=150).contains(&loggers.len()), "{} loggers", loggers.len());
        assert!((430..=640).contains(&points), "{points} points");
    }

    #[test]
    fn every_name_is_findable_by_its_initials() {
        for enterprise in city(200).enterprises {
            let initials = enterprise.name.pinyin.split(' ').nth(1).unwrap();
            assert_eq!(
                initials.chars().count(),
                enterprise.name.chinese.chars().count(),
                "{}",
                enterprise.name.chinese
            );
        }
    }
}
