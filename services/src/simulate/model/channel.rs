//! What a logger measures at an outlet, and around which values.

use domain::{
    enterprise::Industry,
    outlet::{Discharge, OutletKind},
};

use super::{
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
    /// The trade.
    pub industry: Industry,
    /// Water or air.
    pub kind: OutletKind,
    /// Where it leads.
    pub discharge: Discharge,
    /// Codes and upper limits, in the order of the codes.
    pub limits: &'a [(String, f64)],
}

/// Pollutants for which analysers exist in the demo city, by trade. Others have limits and are sampled by hand.
fn analysed(site: &Site<'_>) -> &'static [&'static str] {
    match (site.kind, site.discharge, site.industry) {
        (OutletKind::Air, _, Industry::Incineration) => &["a21002", "a21005", "a21024", "a21026", "a34013"],
        (OutletKind::Air, ..) => &["a21002", "a21026", "a34013"],
        (_, Discharge::Workshop, _) => &["w20116", "w20117", "w20121"],
        (.., Industry::Electroplating | Industry::CircuitBoards) => &["w01018", "w20122", "w21003"],
        (.., Industry::Municipal) => &["w01018", "w21001", "w21003", "w21011"],
        (.., Industry::Dyeing) => &["w01018", "w21001", "w21003"],
        _ => &["w01018", "w21003"],
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
            all.push(make("a19001", Kind::Oxygen, 1, 7.0 + 1.5 * unit(seed, 1)));
            if site.industry == Industry::Incineration {
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

/// Mean flow, in L/s of water or m³/s of gas.
pub fn nominal_flow(site: &Site<'_>, seed: u64) -> f64 {
    let (least, most) = match (site.kind, site.discharge, site.industry) {
        (OutletKind::Air, _, Industry::Incineration) => (30.0, 60.0),
        (OutletKind::Air, ..) => (4.0, 12.0),
        (_, Discharge::Workshop, _) => (0.4, 1.2),
        (.., Industry::Electroplating) => (1.6, 4.5),
        (.., Industry::CircuitBoards) => (4.0, 14.0),
        (.., Industry::Dyeing) => (12.0, 38.0),
        (.., Industry::Paper) => (14.0, 55.0),
        (.., Industry::Food) => (0.8, 5.0),
        (.., Industry::Incineration) => (1.0, 2.5),
        (.., Industry::Municipal) => (230.0, 900.0),
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
            industry: Industry::Electroplating,
            kind: OutletKind::Water,
            discharge: Discharge::Workshop,
            limits: &limits,
        };
        let codes: Vec<_> = channels(&site, 1, |_| Script::Ordinary).iter().map(|c| c.code).collect();
        assert_eq!(codes, ["w00000", "w01001", "w20121"]);
    }

    #[test]
    fn every_code_is_in_the_protocols_table() {
        for industry in Industry::ALL {
            for kind in OutletKind::ALL {
                for discharge in Discharge::ALL {
                    let site = Site { industry: *industry, kind: *kind, discharge: *discharge, limits: &[] };
                    for code in analysed(&site) {
                        assert_eq!(hj212::pollutant::find(code).map(|known| known.code), Some(*code));
                    }
                }
            }
        }
    }
}
