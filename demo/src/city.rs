//! The register of the demo city: towns and enterprises, before they have keys.

use chrono::NaiveDate;
use domain::{
    credit_code::CreditCode,
    enterprise::{Industry, ManagementClass},
    outlet::Discharge,
};

use super::{
    cast::{self, CAST},
    deck, map,
    names::{self, Name},
    outlets::plates_chromium,
    permits::{self, Permit},
    plan::Plan,
    products::{self, kinds},
    random::Chance,
    stories::Story,
    towns::{self, TOWNS},
    trade::Trade,
};
use services::{
    Result,
    law::{self, Standards},
};

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
    pub trade: Trade,
    /// Its trade by the standard: the class of what it makes.
    pub industry: Industry,
    /// How its permit manages it.
    pub class: ManagementClass,
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
    let standards = law::limits();
    let brands: Vec<_> = (0..names::BRANDS).map(names::brand).filter(|brand| !cast::uses(brand)).collect();
    let enterprises = (0..count)
        .map(|number| {
            let sketch = CAST.get(number).map_or_else(|| dealt(number, &brands), Sketch::of);
            enterprise(today, number, &sketch, &towns, standards)
        })
        .collect::<Result<_>>()?;
    Ok(City { today, towns, enterprises })
}

/// What is decided about an enterprise before its permit.
struct Sketch {
    town: usize,
    brand: String,
    line: names::Line,
    trade: Trade,
    class: ManagementClass,
    discharge: Discharge,
    story: Option<Story>,
}

impl Sketch {
    fn of(role: &cast::Role) -> Self {
        Self {
            town: role.town,
            brand: role.brand.to_owned(),
            line: names::lines(role.trade)[role.line],
            trade: role.trade,
            class: role.class,
            discharge: role.discharge,
            story: role.story,
        }
    }
}

/// An enterprise without a story.
fn dealt(number: usize, brands: &[String]) -> Sketch {
    let mut chance = Chance::of("enterprise", number);
    let (trade, class, discharge) = deck::card(number - CAST.len());
    Sketch {
        town: chance.below(TOWNS.len()),
        brand: brands[number % brands.len()].clone(),
        line: *chance.pick(names::lines(trade)),
        trade,
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
    let product = match sketch.trade {
        Trade::Electroplating => products::plated(sketch.class, plates_chromium(number, sketch.story)),
        Trade::CircuitBoards => products::boards(sketch.class, sketch.line.product),
        _ => sketch.line.product,
    };
    let product = kinds(sketch.trade)[product];
    let plan = Plan {
        today,
        number,
        credit_code,
        town: TOWNS[sketch.town].short,
        trade: sketch.trade,
        product,
        class: sketch.class,
        discharge: sketch.discharge,
        story: sketch.story,
    };
    Ok(Enterprise {
        number,
        credit_code,
        name: names::name(TOWNS[sketch.town].short, &sketch.brand, sketch.line),
        town: sketch.town,
        trade: sketch.trade,
        industry: product.industry,
        class: sketch.class,
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::limit::Averaging;

    use services::register::pinyin;

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
            let pinyin = pinyin(&enterprise.name.chinese);
            let initials = pinyin.split(' ').nth(1).unwrap();
            assert_eq!(
                initials.chars().count(),
                enterprise.name.chinese.chars().count(),
                "{}",
                enterprise.name.chinese
            );
        }
    }

    #[test]
    fn only_the_story_uses_more_water_than_its_standard_allows_for() {
        for enterprise in city(200).enterprises {
            let product = &enterprise.permit.products[0];
            let kind = kinds(enterprise.trade).iter().find(|kind| kind.name == product.name).unwrap();
            let over = kind.base.is_some_and(|base| product.water > base);
            assert_eq!(over, enterprise.story == Some(Story::BaseVolume), "{} {product:?}", enterprise.name.chinese);
        }
    }

    /// About 5,000 m³ of dry gas come from a tonne of household waste.
    #[test]
    fn what_an_incinerator_burns_fits_its_gas() {
        let all = city(200);
        let burners: Vec<_> = all.enterprises.iter().filter(|e| e.trade == Trade::Incineration).collect();
        assert!(burners.len() >= 3);
        for enterprise in burners {
            let stacks = enterprise.permit.outlets.iter().filter_map(|outlet| outlet.logger.as_ref());
            let gas: f64 = stacks.map(|logger| logger.model.channels[0].base * 86_400.0 * 365.0).sum();
            let capacity: f64 = enterprise.permit.products[0].capacity.to_string().parse().unwrap();
            let each = gas / capacity;
            assert!((3_300.0..=5_600.0).contains(&each), "{}: {each} m³/t", enterprise.name.chinese);
            assert!((150_000.0..=1_000_000.0).contains(&capacity), "{capacity} t");
        }
    }

    #[test]
    fn a_registration_is_no_permit() {
        for enterprise in city(200).enterprises {
            let permit = &enterprise.permit;
            let ending = permit.number.as_deref().map(|number| &number[18..]);
            let want = match enterprise.class {
                ManagementClass::Key | ManagementClass::Simplified => (Some("001P"), true),
                ManagementClass::Registered => (Some("001X"), false),
                ManagementClass::Undetermined => (None, false),
            };
            assert_eq!((ending, permit.to.is_some()), want, "{}", enterprise.name.chinese);
        }
    }

    /// The catalogue has boards of several layers under simplified management because they are plated, and the others not.
    #[test]
    fn a_maker_of_boards_has_the_class_of_the_catalogue() {
        let mut seen = std::collections::BTreeSet::new();
        for enterprise in city(200).enterprises.iter().filter(|e| e.trade == Trade::CircuitBoards) {
            let basis = crate::classes::class_basis(enterprise.trade, enterprise.class);
            let is_plated = enterprise.permit.products[0].name != "单面线路板";
            let want = match enterprise.class {
                ManagementClass::Key => "重点排污单位名录",
                ManagementClass::Simplified if is_plated => "有电镀工序",
                ManagementClass::Registered if !is_plated => "无电镀等表面处理工序",
                class => panic!("{class} does not go with {:?}", enterprise.permit.products),
            };
            assert!(basis.contains(want), "{} {basis}", enterprise.name.chinese);
            seen.insert(enterprise.class);
        }
        assert_eq!(seen.len(), 3);
    }

    #[test]
    fn goods_of_resins_are_under_their_own_standard() {
        let all = city(200);
        let outlets = all.enterprises.iter().filter(|e| e.trade == Trade::Plastics).flat_map(|e| &e.permit.outlets);
        let mut cod = 0;
        for limit in outlets.flat_map(|outlet| &outlet.limits).filter(|limit| limit.pollutant == "w01018") {
            assert!(limit.basis.starts_with("GB 31572-2015") && limit.high.unwrap().to_string() == "60", "{limit:?}");
            cod += 1;
        }
        assert!(cod > 5, "{cod}");
    }

    /// Both means of one pollutant stand in an incinerator's permit.
    #[test]
    fn an_incinerators_permit_states_hours_and_days() {
        let city = city(3);
        let stack = &city.enterprises[2].permit.outlets[1];
        let of = |averaging| {
            let own = stack.limits.iter().filter(|l| l.pollutant == "a21002" && l.averaging == averaging);
            own.map(|limit| limit.high.unwrap().to_string()).collect::<Vec<_>>()
        };
        assert_eq!((of(Averaging::Day), of(Averaging::Hour)), (vec!["250".to_owned()], vec!["300".to_owned()]));
    }
}
