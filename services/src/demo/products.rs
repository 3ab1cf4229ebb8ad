//! What enterprises make, and what a unit of it takes: planning values for invented data (dossier 4.2).

use domain::{
    enterprise::{Industry, ManagementClass},
    fixed::Micro,
};

use super::{outlets::plates_chromium, permits::Plan, random::Chance, stories::Story};

/// A product of a permit.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// Its name.
    pub name: &'static str,
    /// Unit of output.
    pub unit: &'static str,
    /// Permitted output a year.
    pub capacity: Micro,
    /// Wastewater for a unit, m³.
    pub water: f64,
    /// Electricity for a unit, kWh.
    pub power: f64,
    /// What a unit sells for, yuan.
    pub price: f64,
}

/// Name, unit, wastewater m³, electricity kWh and yuan for a unit.
type Kind = (&'static str, &'static str, f64, f64, f64);

const fn kinds(industry: Industry) -> &'static [Kind] {
    match industry {
        Industry::Electroplating => {
            &[("镀镍件", "m²", 0.26, 8.5, 62.0), ("镀铬件", "m²", 0.30, 9.5, 78.0), ("镀锌件", "m²", 0.22, 6.0, 41.0)]
        }
        Industry::Dyeing => &[
            ("棉针织染整布", "t", 104.0, 1_250.0, 14_500.0),
            ("化纤染色布", "t", 92.0, 1_100.0, 12_800.0),
            ("印花布", "t", 118.0, 1_380.0, 17_200.0),
        ],
        Industry::Paper => &[("瓦楞原纸", "t", 9.0, 470.0, 3_150.0), ("箱板纸", "t", 8.2, 450.0, 3_480.0)],
        Industry::CircuitBoards => {
            &[("双面线路板", "m²", 0.55, 42.0, 480.0), ("多层线路板", "m²", 0.85, 66.0, 1_150.0)]
        }
        Industry::Incineration => &[("焚烧处理生活垃圾", "t", 0.25, 72.0, 152.0)],
        Industry::Food => &[
            ("果蔬汁饮料", "t", 4.2, 130.0, 6_200.0),
            ("速冻食品", "t", 6.5, 310.0, 15_500.0),
            ("酱油", "t", 3.1, 95.0, 5_100.0),
        ],
        Industry::Municipal => &[("处理城镇污水", "m³", 1.0, 0.33, 1.35)],
    }
}

/// The main product of an enterprise, its capacity fitting its water.
pub fn products(plan: &Plan, daily_water: f64) -> Vec<Product> {
    let mut chance = Chance::of("products", plan.number);
    let kinds = kinds(plan.industry);
    let (name, unit, water, power, price) = match (plan.industry, plan.class) {
        (Industry::Electroplating, ManagementClass::Registered) => kinds[2],
        (Industry::Electroplating, _) => kinds[usize::from(plates_chromium(plan))],
        _ => *chance.pick(kinds),
    };
    let water = if plan.story == Some(Story::BaseVolume) { 165.0 } else { water * chance.between(0.9, 1.1) };
    let power = power * chance.between(0.92, 1.08);
    let capacity = round_up(daily_water * 365.0 / water * chance.between(1.12, 1.3));
    vec![Product { name, unit, capacity, water, power, price }]
}

/// Two digits, upwards: as permits state amounts.
pub fn round_up(value: f64) -> Micro {
    let mut step = 1.0;
    while value / step > 100.0 {
        step *= 10.0;
    }
    #[expect(clippy::cast_possible_truncation, reason = "a yearly amount in millionths")]
    let micro = ((value / step).ceil() * step * 1e6) as i64;
    Micro(micro)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_stated_with_two_digits() {
        assert_eq!(round_up(1_234.5), Micro(1_300_000_000));
        assert_eq!(round_up(7.2), Micro(8_000_000));
    }
}
