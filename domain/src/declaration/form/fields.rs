//! The table of the fields.

use rust_decimal::{Decimal, dec};

use super::{
    section::Section,
    spec::{Holds, Measure, Needed, Role, Spec, Unit},
    value::{Slot, Unreadable, Value},
};
use crate::{declaration::content::Content, lang::Lang, message::Text};

/// Makes an enumeration of the table's rows, so that code can name a field and a match on fields must be complete.
macro_rules! table {
    ($($(#[$doc:meta])* $field:ident = $spec:expr;)+) => {
        /// A field of the form, in its order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $field),+ }

        impl Field {
            /// Every field, in the order of the form.
            pub const ALL: &[Self] = &[$(Self::$field),+];

            /// What the table says of it.
            pub const fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$field => { static SPEC: Spec = $spec; &SPEC })+
                }
            }
        }
    };
}

/// Where a field stands, as Rust and JSON call it: `at!(emissions[].mean)`.
macro_rules! at {
    ($list:ident[].$key:ident) => {
        At {
            parent: stringify!($list),
            key: stringify!($key),
            in_rows: true,
            get: |content, row| content.$list.get(row).map(|row| Value::from(&row.$key)),
            slot: |content, row| content.$list.get_mut(row).map(|row| Slot::from(&mut row.$key)),
        }
    };
    ($parent:ident.$key:ident) => {
        At {
            parent: stringify!($parent),
            key: stringify!($key),
            in_rows: false,
            get: |content, _| Some(Value::from(&content.$parent.$key)),
            slot: |content, _| Some(Slot::from(&mut content.$parent.$key)),
        }
    };
    ($key:ident) => {
        At {
            parent: "",
            key: stringify!($key),
            in_rows: false,
            get: |content, _| Some(Value::from(&content.$key)),
            slot: |content, _| Some(Slot::from(&mut content.$key)),
        }
    };
}

#[rustfmt::skip]
table! {
    /// The name of a product as in the permit.
    ProductName = words(Section::Products, at!(products[].name), "名称", "Name", NAME).names_its_row();
    /// The unit of the permit: `t`, `m²`, `万件`.
    ProductUnit = words(Section::Products, at!(products[].unit), "单位", "Unit", NAME).is_its_rows_unit();
    /// The output.
    ProductQuantity = figure(Section::Products, at!(products[].quantity), "产量", "Output", OUTPUT);
    /// Water from the waterworks.
    MunicipalWater = figure(Section::Water, at!(water.municipal_m3), "自来水取水量", "Municipal water", CUBIC_METRES);
    /// Water from wells, rivers and others.
    OtherWater = figure(Section::Water, at!(water.other_m3), "其他水源取水量", "Water from other sources", CUBIC_METRES);
    /// Water used again inside.
    ReusedWater = figure(Section::Water, at!(water.reused_m3), "回用水量", "Reused water", CUBIC_METRES);
    /// Wastewater discharged.
    DischargedWater = figure(Section::Water, at!(water.discharged_m3), "废水排放量", "Wastewater", CUBIC_METRES);
    /// Electricity from the grid.
    Electricity = figure(Section::Energy, at!(electricity_kwh), "用电量", "Electricity", KILOWATT_HOURS);
    /// Natural gas burnt.
    NaturalGas = figure(Section::Energy, at!(fuel.natural_gas_m3), "天然气用量", "Natural gas", CUBIC_METRES).optional().later();
    /// Coal burnt.
    Coal = figure(Section::Energy, at!(fuel.coal_t), "煤炭用量", "Coal", TONNES).optional().later();
    /// The name or number of a treatment facility in the permit.
    FacilityName = words(Section::Facilities, at!(facilities[].name), "名称", "Name", NAME).names_its_row();
    /// Hours that a facility ran.
    RunHours = figure(Section::Facilities, at!(facilities[].run_hours), "运行时间", "Hours run", HOURS).not_compared();
    /// Electricity of a facility.
    FacilityElectricity =
        figure(Section::Facilities, at!(facilities[].electricity_kwh), "用电量", "Electricity", KILOWATT_HOURS).optional();
    /// Chemicals that a facility used.
    Chemicals = figure(Section::Facilities, at!(facilities[].chemicals_kg), "药剂用量", "Chemicals", KILOGRAMS).optional();
    /// Sludge or spent material of a facility.
    Sludge = figure(Section::Facilities, at!(facilities[].sludge_t), "污泥产生量", "Sludge", TONNES).optional();
    /// The outlet of an emission.
    Outlet = code(Section::Emissions, at!(emissions[].outlet), "排放口", "Outlet", Holds::Outlet).names_its_row();
    /// The pollutant of an emission.
    Pollutant = code(Section::Emissions, at!(emissions[].pollutant), "污染物", "Pollutant", Holds::Pollutant).names_its_row();
    /// How the amount was worked out.
    Method = code(Section::Emissions, at!(emissions[].method), "核算方法", "Method", Holds::Method);
    /// Mean concentration as limits are compared with it.
    Mean = figure(Section::Emissions, at!(emissions[].mean), "平均浓度", "Mean concentration", CONCENTRATION).where_measured();
    /// The amount discharged.
    Amount = figure(Section::Emissions, at!(emissions[].amount_kg), "排放量", "Amount", KILOGRAMS);
    /// What the enterprise wishes to say besides.
    Remarks = words(Section::Remarks, at!(remarks), "其他说明", "Other remarks", 2_000).optional();
}

/// Characters of a name, and of a unit.
const NAME: usize = 60;

// Magnitudes: the largest plants of the province are a tenth of these (a proposal).
const OUTPUT: Measure = Measure { unit: Unit::OfRow, most: Some(dec!(10_000_000_000)) };
const CONCENTRATION: Measure = Measure { unit: Unit::OfLimit, most: Some(dec!(100_000)) };
const CUBIC_METRES: Measure = measure("立方米", "m³", Some(dec!(200_000_000)));
const KILOWATT_HOURS: Measure = measure("千瓦时", "kWh", Some(dec!(5_000_000_000)));
const KILOGRAMS: Measure = measure("千克", "kg", Some(dec!(50_000_000)));
const TONNES: Measure = measure("吨", "t", Some(dec!(5_000_000)));
/// No facility runs longer than the quarter is: that is a rule of its own (D10).
const HOURS: Measure = measure("小时", "h", None);

const fn measure(zh: &'static str, en: &'static str, most: Option<Decimal>) -> Measure {
    Measure { unit: Unit::Fixed(Text::new(zh, en)), most }
}

/// Where a field stands, and both ways to it.
#[derive(Clone, Copy)]
struct At {
    parent: &'static str,
    key: &'static str,
    in_rows: bool,
    get: fn(&Content, usize) -> Option<Value<'_>>,
    slot: fn(&mut Content, usize) -> Option<Slot<'_>>,
}

/// A figure that must be stated.
const fn figure(section: Section, at: At, zh: &'static str, en: &'static str, measure: Measure) -> Spec {
    Spec { compared: true, ..code(section, at, zh, en, Holds::Figure(measure)) }
}

/// A text that must be stated.
const fn words(section: Section, at: At, zh: &'static str, en: &'static str, most: usize) -> Spec {
    code(section, at, zh, en, Holds::Words(most))
}

const fn code(section: Section, at: At, zh: &'static str, en: &'static str, holds: Holds) -> Spec {
    let At { parent, key, in_rows, get, slot } = at;
    let (name, role, needed) = (Text::new(zh, en), Role::States, Needed::Always);
    let (compared, written_when_empty) = (false, true);
    Spec { section, parent, key, in_rows, name, holds, role, needed, compared, written_when_empty, get, slot }
}

impl Field {
    /// What was taken in from outside (取水量): no more can leave. What is used again inside came in before.
    pub const FRESH_WATER: [Self; 2] = [Self::MunicipalWater, Self::OtherWater];
    /// What all water that was used adds up from (总用水量; GB/T 18820 and GB/T 12452, from memory, verify).
    pub const WATER_USE: [Self; 3] = [Self::MunicipalWater, Self::OtherWater, Self::ReusedWater];

    /// The page of the editor.
    pub const fn section(self) -> Section {
        self.spec().section
    }

    /// What people call it; in English with a capital.
    pub const fn name(self, lang: Lang) -> &'static str {
        self.spec().name.pick(lang)
    }

    /// Whether it holds a figure.
    pub const fn is_figure(self) -> bool {
        matches!(self.spec().holds, Holds::Figure(_))
    }

    /// Whether it is chosen from a list, and so never empty.
    pub const fn is_chosen(self) -> bool {
        matches!(self.spec().holds, Holds::Outlet | Holds::Method)
    }

    /// The unit of its figure where it is always the same; else empty.
    pub const fn fixed_unit(self, lang: Lang) -> &'static str {
        match self.spec().holds {
            Holds::Figure(Measure { unit: Unit::Fixed(unit), .. }) => unit.pick(lang),
            _ => "",
        }
    }

    /// Whether its figure counts in a unit that the enterprise has written.
    pub const fn unit_is_own_word(self) -> bool {
        matches!(self.spec().holds, Holds::Figure(Measure { unit: Unit::OfRow, .. }))
    }

    /// What stands in it; none where a declaration has no such row.
    pub fn get(self, content: &Content, row: usize) -> Option<Value<'_>> {
        (self.spec().get)(content, row)
    }

    /// The figure in it; none where there is none.
    pub fn figure(self, content: &Content, row: usize) -> Option<Decimal> {
        match self.get(content, row)? {
            Value::Figure(value) => value,
            Value::Words(_) | Value::Outlet(_) | Value::Method(_) => None,
        }
    }

    /// The place to write to; none where a declaration has no such row.
    pub fn slot(self, content: &mut Content, row: usize) -> Option<Slot<'_>> {
        (self.spec().slot)(content, row)
    }

    /// Puts what was typed into it; into no row that there is not.
    ///
    /// # Errors
    /// See [`Slot::write`].
    pub fn write(self, content: &mut Content, row: usize, typed: &str) -> Result<(), Unreadable> {
        self.slot(content, row).map_or(Ok(()), |slot| slot.write(typed))
    }

    /// Whether it must be stated in a row.
    pub fn is_needed(self, content: &Content, row: usize) -> bool {
        match self.spec().needed {
            Needed::Always => true,
            Needed::WhereMeasured => content.emissions.get(row).is_some_and(|row| row.method.is_measured()),
            Needed::Never => false,
        }
    }
}
