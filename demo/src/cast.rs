//! The enterprises with a part in a story: written by hand, always the first of the city.

use domain::{credit_code::CreditCode, enterprise::ManagementClass, outlet::Discharge};

use super::{stories::Story, trade::Trade};
use services::{Error, Result};

/// An enterprise with a part.
pub struct Role {
    /// Its place among the towns.
    pub town: usize,
    /// 字号.
    pub brand: &'static str,
    /// Which of its trade's lines.
    pub line: usize,
    /// Its trade.
    pub trade: Trade,
    /// How its permit manages it.
    pub class: ManagementClass,
    /// Where its total outlet leads.
    pub discharge: Discharge,
    /// Its part.
    pub story: Option<Story>,
}

const fn role(
    town: usize,
    brand: &'static str,
    line: usize,
    trade: Trade,
    class: ManagementClass,
    discharge: Discharge,
    story: Option<Story>,
) -> Role {
    Role { town, brand, line, trade, class, discharge, story }
}

use Discharge::{Dedicated, Direct, Sewer};
use ManagementClass::{Key, Simplified, Undetermined};
use Trade::{CircuitBoards, Dyeing, Electroplating, Food, Incineration, Municipal, Paper};

/// All parts. The first enterprise is that of the demo logins.
pub const CAST: [Role; 20] = [
    role(6, "永昼", 0, Electroplating, Key, Direct, Some(Story::NickelCreep)),
    role(7, "新皎", 0, Dyeing, Key, Direct, Some(Story::NightDyer)),
    role(8, "曜能", 0, Incineration, Key, Sewer, Some(Story::ColdFurnace)),
    role(9, "恒苇", 1, Paper, Key, Direct, Some(Story::NightTreatment)),
    role(10, "精曜", 1, Electroplating, Key, Direct, Some(Story::ChromiumUnit)),
    role(11, "满仓", 0, Food, Simplified, Sewer, None),
    role(13, "锦铎", 2, Electroplating, Key, Direct, Some(Story::BisulphiteShort)),
    role(14, "拓弦", 3, Electroplating, Key, Direct, Some(Story::SludgeShort)),
    role(20, "沐霖", 1, Dyeing, Key, Sewer, Some(Story::WrongLimitSet)),
    role(16, "皓川", 2, Dyeing, Key, Direct, Some(Story::BaseVolume)),
    role(24, "翊桐", 0, Paper, Key, Direct, Some(Story::BoilerStart)),
    role(5, "启朔", 0, CircuitBoards, Key, Direct, Some(Story::FlatLine)),
    role(4, "昱珩", 1, CircuitBoards, Key, Sewer, Some(Story::StoppedWithPower)),
    role(18, "朗屿", 2, CircuitBoards, Key, Sewer, Some(Story::CarbonShort)),
    role(28, "骏笙", 2, Electroplating, Undetermined, Sewer, Some(Story::Unregistered)),
    role(12, "禾泽", 1, Food, Simplified, Sewer, Some(Story::HonestFirm)),
    role(0, "泓衡", 0, Municipal, Key, Direct, Some(Story::LostAcknowledgement)),
    role(30, "晟庭", 0, Electroplating, Key, Direct, Some(Story::LawChange)),
    role(17, "岚溯", 3, Dyeing, Key, Dedicated, Some(Story::FailingInstrument)),
    role(26, "望峤", 2, Paper, Key, Direct, Some(Story::SilentLogger)),
];

/// The credit code of the n-th enterprise: the city's 914419…, an invented number, the right check character.
pub fn credit_code(n: usize) -> Result<CreditCode> {
    let number = 5_000_000 + n * 7_919;
    CreditCode::complete(&format!("91441900MA{number:07}")).map_err(|error| Error::invalid("credit code", error))
}

/// The story of an enterprise, if it has one.
pub fn story_of(enterprise: &CreditCode) -> Option<Story> {
    let is_it = |n: &usize| credit_code(*n).is_ok_and(|code| code == *enterprise);
    CAST.get((0..CAST.len()).find(is_it)?)?.story
}

/// Whether the cast uses a 字号.
pub fn uses(brand: &str) -> bool {
    CAST.iter().any(|role| role.brand == brand)
}
