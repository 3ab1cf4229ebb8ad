//! The register of planted stories: what is peculiar about which enterprise, so that pages have something true to
//! show and the cross-check something to find. Numbers are those of the dossier's section 11.
//!
//! Archetype 11 (scattered wastewater) needs tables that do not exist yet and is not planted.

use chrono::{Days, NaiveDate};

/// A story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Story {
    /// Live: total nickel of the workshop outlet creeps above 0.5 mg/L by day (about 0.63 from 06:00 to 23:00) since
    /// a new analyser stands there. Daily means are above the limit too; nobody has looked yet. The logger started three times
    /// on each of some days of this week.
    NickelCreep,
    /// Live: a dyer discharges at night. COD around 91 mg/L (limit 80) from 22:00 to 07:00, far below by day, so that
    /// the daily mean stays within.
    NightDyer,
    /// Archetype 7: an incinerator whose furnace falls below 850 °C six times a day; its nitrogen oxides is around 262 mg/m³ at
    /// 05:00 to 08:00 beside a daily limit of 250, the daily mean staying within.
    ColdFurnace,
    /// Archetype 6: a paper mill switches its treatment off from 23:00 to 05:00; the declared electricity of the
    /// treatment is half of what its water needs.
    NightTreatment,
    /// Archetype 1: a plater's logger sends hexavalent chromium in mg/L where the code table says µg/L, and is registered so. A
    /// reader that ignores the registration sees a thousandth of the value.
    ChromiumUnit,
    /// Archetype 2: a plater that bought 1.5 kg of sodium bisulphite for each kg of hexavalent chromium: chemistry needs 3.0.
    BisulphiteShort,
    /// Archetype 3: a plater whose sludge is 40 % of what its removed metal must give.
    SludgeShort,
    /// Archetype 4: a dyer on a municipal pipe whose permit carried the indirect limit (COD 200) until 2026-06-30 and
    /// carries the right one (80) since: found when the
    /// bureau went through the quality of its permits.
    WrongLimitSet,
    /// Archetype 5: a dyer with 165 m³ of wastewater a tonne (base 140) and COD of 75 mg/L: 88.4 mg/L at base volume,
    /// above 80, though every measured value is below.
    BaseVolume,
    /// Archetype 8: a gas boiler (limit 150) with nitrogen oxides of 220 mg/m³ in cold starts of three hours (exempt)
    /// and of five (not).
    BoilerStart,
    /// Archetype 9: COD at 41.2 ± 0.1 mg/L for nine days and on, while pH and flow move.
    FlatLine,
    /// Archetype 10: declares that production stopped in the second month of the last quarter; the grid meter shows
    /// 60 % of the usual power. Two days ago it marked a night as not in operation, and its wastewater flowed as ever.
    StoppedWithPower,
    /// Archetype 12: replaced 1 t of activated carbon and claims 5 t of solvent removed.
    CarbonShort,
    /// Archetype 13: a plating workshop in a sub-let building: no permit, no registration, electricity by night.
    Unregistered,
    /// Archetype 14: an honest firm whose water bill comes ten days late and whose meter was swapped. Must stay green.
    HonestFirm,
    /// Archetype 15: the logger loses acknowledgements and sends hours twice. No amount may count double.
    LostAcknowledgement,
    /// Archetype 16: an act of 2026-08-10 decided in September: which law applies?
    LawChange,
    /// Live: an ammonia analyser with a fault (flag `D`) in two hours of three.
    FailingInstrument,
    /// Live: a logger that fell silent seven hours before the demo city was made; it stays connected.
    SilentLogger,
}

impl Story {
    /// Whether its enterprise marks its data.
    pub const fn is_marked(self) -> bool {
        matches!(self, Self::BoilerStart | Self::ColdFurnace | Self::FailingInstrument | Self::StoppedWithPower)
    }

    /// How many days before `today` it begins, where it has a beginning.
    pub const fn days_ago(self) -> Option<u64> {
        match self {
            Self::NickelCreep => Some(12),
            Self::FlatLine => Some(9),
            Self::FailingInstrument => Some(3),
            Self::BoilerStart => Some(30),
            _ => None,
        }
    }

    /// The day on which it begins, where it has one.
    pub fn since(self, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_days(Days::new(self.days_ago()?))
    }
}
