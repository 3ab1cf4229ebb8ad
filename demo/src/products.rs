//! What enterprises make, and what a unit of it takes: planning values for invented data (dossier 4.2).

use domain::{
    enterprise::{Industry, ManagementClass},
    fixed::Micro,
};

use super::{random::Chance, stories::Story, trade::Trade};

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

/// A kind of product, with planning values for a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// Unit of output.
    pub unit: &'static str,
    /// The class of the trade that makes it.
    pub industry: Industry,
    /// Wastewater for a unit, m³.
    pub water: f64,
    /// Wastewater for a unit that the standard allows for, m³ (单位产品基准排水量); none where it has none.
    pub base: Option<f64>,
    /// Electricity for a unit, kWh.
    pub power: f64,
    /// What a unit sells for, yuan.
    pub price: f64,
}

const fn kind(
    name: &'static str,
    unit: &'static str,
    class: u16,
    (water, base): (f64, Option<f64>),
    power: f64,
    price: f64,
) -> Kind {
    Kind { name, unit, industry: Industry::class(class), water, base, power, price }
}

/// What the trades make. Base volumes: DB44/1597-2015 (250 L/m² where several layers are plated, 100 where one is), GB
/// 4287-2012 (140 m³/t woven cotton and chemical fibre, 85 knitted), GB 3544-2008 (20 t/t paper), GB 39731-2020 (0.78 m³/m²
/// of two layers, 0.39 for each further one, 0.22 of one); from memory, verify.
pub const fn kinds(trade: Trade) -> &'static [Kind] {
    match trade {
        Trade::Electroplating => {
            const {
                &[
                    kind("镀镍件", "m²", 3360, (0.21, Some(0.25)), 8.5, 62.0),
                    kind("镀铬件", "m²", 3360, (0.22, Some(0.25)), 9.5, 78.0),
                    kind("镀锌件", "m²", 3360, (0.08, Some(0.10)), 6.0, 41.0),
                ]
            }
        }
        Trade::Dyeing => {
            const {
                &[
                    kind("棉针织染整布", "t", 1762, (72.0, Some(85.0)), 1_250.0, 14_500.0),
                    kind("化纤染色布", "t", 1752, (92.0, Some(140.0)), 1_100.0, 12_800.0),
                    kind("印花布", "t", 1713, (118.0, Some(140.0)), 1_380.0, 17_200.0),
                ]
            }
        }
        Trade::Paper => {
            const {
                &[
                    kind("瓦楞原纸", "t", 2221, (9.0, Some(20.0)), 470.0, 3_150.0),
                    kind("箱板纸", "t", 2221, (8.2, Some(20.0)), 450.0, 3_480.0),
                ]
            }
        }
        Trade::CircuitBoards => {
            const {
                &[
                    kind("双面线路板", "m²", 3982, (0.55, Some(0.78)), 42.0, 480.0),
                    kind("多层线路板", "m²", 3982, (0.85, Some(1.56)), 66.0, 1_150.0),
                    kind("单面线路板", "m²", 3982, (0.16, Some(0.22)), 18.0, 190.0),
                ]
            }
        }
        Trade::Incineration => const { &[kind("焚烧处理生活垃圾", "t", 4417, (0.25, None), 72.0, 152.0)] },
        Trade::Food => {
            const {
                &[
                    kind("速冻食品", "t", 1432, (6.5, None), 310.0, 15_500.0),
                    kind("果蔬汁饮料", "t", 1523, (4.2, None), 130.0, 6_200.0),
                    kind("酱油", "t", 1462, (3.1, None), 95.0, 5_100.0),
                    kind("冷冻水产品", "t", 1361, (7.8, None), 260.0, 21_000.0),
                ]
            }
        }
        Trade::Plastics => {
            const {
                &[
                    kind("塑胶件", "t", 2929, (1.6, None), 1_150.0, 19_500.0),
                    kind("塑料包装盒", "t", 2926, (1.2, None), 900.0, 14_800.0),
                ]
            }
        }
        Trade::Municipal => const { &[kind("处理城镇污水", "m³", 4620, (1.0, None), 0.33, 1.35)] },
    }
}

/// What a plater plates; the name of a firm says nothing about it. Firms that nobody has looked at plate zinc.
pub const fn plated(class: ManagementClass, chromium: bool) -> usize {
    match (class, chromium) {
        (ManagementClass::Key, false) => 0,
        (ManagementClass::Key, true) => 1,
        _ => 2,
    }
}

/// Which boards somebody makes: who is registered only has no plating, and makes boards of one side.
pub const fn boards(class: ManagementClass, of_line: usize) -> usize {
    const SINGLE_SIDED: usize = 2;
    if matches!(class, ManagementClass::Registered) { SINGLE_SIDED } else { of_line }
}

/// The main product of an enterprise, its capacity fitting its water.
pub fn products(number: usize, kind: Kind, story: Option<Story>, daily_water: f64) -> Vec<Product> {
    let mut chance = Chance::of("products", number);
    let Kind { name, unit, water, power, price, .. } = kind;
    let water = if story == Some(Story::BaseVolume) { 165.0 } else { water * chance.between(0.9, 1.1) };
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
