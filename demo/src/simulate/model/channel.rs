//! What a logger measures at an outlet, and around which values.

use domain::{
    measurement::Interval,
    outlet::{Discharge, OutletKind},
};

use super::{
    Plant,
    noise::{mix, seed_of, unit},
    script::Script,
};

/// How the values of a channel behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Wastewater in L/s or gas in m³/s.
    Flow,
    /// pH.
    Ph,
    /// Oxygen in flue gas, %.
    Oxygen,
    /// Furnace temperature, °C.
    Furnace,
    /// A concentration. A batch analyser shows one value for a whole hour.
    Concentration {
        /// Whether the analyser works in batches.
        batch: bool,
    },
}

/// One measured quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Code in HJ 212-2017.
    pub code: &'static str,
    /// How it behaves.
    pub kind: Kind,
    /// Digits after the point.
    pub digits: u32,
    /// Digits of the amount in kg (m³ for flow, g for trace metals).
    pub amount_digits: u32,
    /// Mean level, in the unit of the limit.
    pub base: f64,
    /// Where its chance comes from.
    pub seed: u64,
    /// What is peculiar about it.
    pub script: Script,
}

impl Channel {
    /// Whether HJ 212 counts its amount in g instead of kg: the trace metals.
    pub fn amount_in_grams(&self) -> bool {
        matches!(self.code, "w20111" | "w20115" | "w20117" | "w20119" | "w20120")
    }
}

/// An outlet with its limits as the model needs it.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// What the plant does.
    pub plant: Plant,
    /// Water or air.
    pub kind: OutletKind,
    /// Where it leads.
    pub discharge: Discharge,
    /// Codes and upper limits, in the order of the codes.
    pub limits: &'a [(String, f64)],
    /// Per cent of oxygen to which gas is converted; none where nothing burns.
    pub reference_oxygen: Option<f64>,
}

/// Pollutants for which analysers exist in the demo city, by trade. Others have limits and are sampled by hand.
fn analysed(site: &Site<'_>) -> &'static [&'static str] {
    match (site.kind, site.discharge, site.plant) {
        (OutletKind::Air, _, Plant::Incineration) => &["a21002", "a21005", "a21024", "a21026", "a34013"],
        (OutletKind::Air, ..) => &["a21002", "a21026", "a34013"],
        (_, Discharge::Workshop, _) => &["w20116", "w20117", "w20121"],
        (.., Plant::Plating | Plant::Electronics) => &["w01018", "w20122", "w21003"],
        (.., Plant::Municipal) => &["w01018", "w21001", "w21003", "w21011"],
        (.., Plant::Dyeing) => &["w01018", "w21001", "w21003"],
        _ => &["w01018", "w21003"],
    }
}

impl Channel {
    /// Whether data of an interval tell of it: those of five minutes (2111) are about furnaces only.
    pub fn is_sent_by(&self, interval: Interval) -> bool {
        interval != Interval::FiveMinutes || self.kind == Kind::Furnace
    }
}

/// The channels of a logger: flow first, then (for gas) oxygen, then the rest in the order of their codes.
pub fn channels(site: &Site<'_>, seed: u64, script: impl Fn(&str) -> Script) -> Vec<Channel> {
    let make = |code, kind, digits, base| {
        let script = script(code);
        let base = if let Script::Level(level) = script { level } else { base };
        let amount_digits = amount_digits(code);
        Channel { code, kind, digits, amount_digits, base, seed: mix(seed ^ seed_of(code)), script }
    };
    let mut all = vec![match site.kind {
        OutletKind::Water => make("w00000", Kind::Flow, 2, nominal_flow(site, seed)),
        OutletKind::Air => make("a00000", Kind::Flow, 2, nominal_flow(site, seed)),
    }];
    match site.kind {
        OutletKind::Water => all.push(make("w01001", Kind::Ph, 2, 7.1 + 0.6 * unit(seed, 1))),
        OutletKind::Air => {
            if let Some(reference) = site.reference_oxygen {
                all.push(make("a19001", Kind::Oxygen, 1, oxygen(reference, unit(seed, 1))));
            }
            if site.plant == Plant::Incineration {
                all.push(make("a01901", Kind::Furnace, 0, 905.0));
            }
        }
    }
    for &code in analysed(site) {
        let Some((_, limit)) = site.limits.iter().find(|(limited, _)| limited == code) else { continue };
        let base = limit * (0.32 + 0.30 * unit(mix(seed ^ seed_of(code)), 2));
        all.push(make(code, Kind::Concentration { batch: is_batch(code) }, digits(code), base));
    }
    all
}

/// Mean oxygen in the gas, per cent: burners of gas and oil run with little excess air, grates with much.
fn oxygen(reference: f64, chance: f64) -> f64 {
    if reference < 6.0 { 3.7 + 0.6 * chance } else { 7.0 + 1.5 * chance }
}

/// Mean flow, in L/s of water or m³/s of gas.
pub fn nominal_flow(site: &Site<'_>, seed: u64) -> f64 {
    let (least, most) = match (site.kind, site.discharge, site.plant) {
        (OutletKind::Air, _, Plant::Incineration) => (30.0, 60.0),
        (OutletKind::Air, ..) => (4.0, 12.0),
        (_, Discharge::Workshop, _) => (0.4, 1.2),
        (.., Plant::Plating) => (1.6, 4.5),
        (.., Plant::Electronics) => (4.0, 14.0),
        (.., Plant::Dyeing) => (12.0, 38.0),
        (.., Plant::Paper) => (14.0, 55.0),
        (.., Plant::Ordinary) => (0.8, 5.0),
        (.., Plant::Incineration) => (1.0, 2.5),
        (.., Plant::Municipal) => (230.0, 900.0),
    };
    least + (most - least) * unit(seed, 0)
}

/// Water analysers that digest a sample show one value until the next sample.
fn is_batch(code: &str) -> bool {
    matches!(code, "w01018" | "w21001" | "w21003" | "w21011")
}

fn digits(code: &str) -> u32 {
    match code {
        "w01018" => 1,
        "w20116" | "w20121" | "w20122" | "w21011" => 3,
        "w20117" => 4,
        _ => 2,
    }
}

fn amount_digits(code: &str) -> u32 {
    match code {
        "w00000" | "a00000" => 2,
        "w20117" => 3,
        _ if code.starts_with("w20") => 6,
        "w21003" | "w21011" | "w21001" => 4,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workshop_is_watched_for_its_class_one_metals_only() {
        let limits = [("w01018".to_owned(), 80.0), ("w20121".to_owned(), 0.5)];
        let site = Site {
            plant: Plant::Plating,
            kind: OutletKind::Water,
            discharge: Discharge::Workshop,
            limits: &limits,
            reference_oxygen: None,
        };
        let codes: Vec<_> = channels(&site, 1, |_| Script::Ordinary).iter().map(|c| c.code).collect();
        assert_eq!(codes, ["w00000", "w01001", "w20121"]);
    }

    #[test]
    fn every_code_is_in_the_protocols_table() {
        use Plant::{Dyeing, Electronics, Incineration, Municipal, Ordinary, Paper, Plating};
        for plant in [Plating, Dyeing, Paper, Electronics, Incineration, Municipal, Ordinary] {
            for kind in OutletKind::ALL {
                for discharge in Discharge::ALL {
                    let site = Site { plant, kind: *kind, discharge: *discharge, limits: &[], reference_oxygen: None };
                    for code in analysed(&site) {
                        assert_eq!(hj212::pollutant::find(code).map(|known| known.code), Some(*code));
                    }
                }
            }
        }
    }

    #[test]
    fn a_gas_boiler_has_little_oxygen_and_a_cold_stack_none_to_measure() {
        let limits = [("a21002".to_owned(), 150.0)];
        let site = |reference_oxygen| Site {
            plant: Plant::Paper,
            kind: OutletKind::Air,
            discharge: Discharge::Direct,
            limits: &limits,
            reference_oxygen,
        };
        let oxygen = |reference, seed| {
            let all = channels(&site(reference), seed, |_| Script::Ordinary);
            all.into_iter().find(|channel| channel.code == "a19001").map(|channel| channel.base)
        };
        for seed in 0..50 {
            assert!(oxygen(Some(3.5), seed).is_some_and(|mean| (3.5..=4.5).contains(&mean)));
            assert!(oxygen(Some(9.0), seed).is_some_and(|mean| (7.0..=8.5).contains(&mean)));
            assert_eq!(oxygen(None, seed), None);
        }
    }
}
