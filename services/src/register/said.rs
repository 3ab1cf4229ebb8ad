//! What a row of the register says in the columns of its table: the way back from an entry, for pages that show and change
//! rows one by one.

use std::collections::{BTreeMap, HashMap};

use domain::{
    credit_code::CreditCode,
    outlet::OutletCode,
    sheet::{Kind, columns},
    utility::Feed,
};
use entities::{
    device, discharge_limit, enterprise, load_cap, meter_share, outlet, person, premises, product, succession, tenancy,
    town, treatment, utility_reading,
};
use rust_decimal::Decimal;

use super::{
    BillEntry, CapEntry, EnterpriseEntry, LimitEntry, LoggerEntry, MeterEntry, OutletEntry, PersonEntry, PremisesEntry,
    ProductEntry, SuccessionEntry, TenancyEntry, TownEntry, TreatmentEntry,
    entry::Entry,
    import::entries::{CLASSES, DISCHARGES, DUTIES, EDITIONS, FEEDS, FromRow, MEANS, PREMISES_KINDS, SUCCESSION_KINDS},
};

/// What is shown of a secret.
const HIDDEN: &str = "••••••";

/// What people know the things by that a row belongs to.
#[derive(Debug, Default)]
pub(super) struct Belongs {
    /// Division codes of towns by their keys.
    pub towns: HashMap<i64, String>,
    /// Credit codes of enterprises by their keys.
    pub enterprises: HashMap<i64, CreditCode>,
    /// Outlets by their keys: whose, and their codes.
    pub outlets: HashMap<i64, (i64, OutletCode)>,
    /// Numbers of premises by their keys.
    pub premises: HashMap<i64, String>,
}

impl Belongs {
    fn enterprise(&self, id: i64) -> String {
        self.enterprises.get(&id).map(ToString::to_string).unwrap_or_default()
    }

    pub(super) fn outlet(&self, id: i64) -> [String; 2] {
        self.outlets.get(&id).map_or_else(Default::default, |(owner, code)| [self.enterprise(*owner), code.to_string()])
    }
}

/// A row that stands in a table.
pub(super) trait Tabular: Entry + FromRow {
    /// Which table.
    const KIND: Kind;

    /// Puts a password that stands into the place of what stands for it. Nothing stands for nothing: a form that was sent again
    /// without its password must not pass for one that leaves it as it is.
    fn keep_password(_row: &Self::Row, _said: &mut BTreeMap<&str, String>) {}

    /// What it says in a column; empty where it says nothing.
    fn said(row: &Self::Row, names: &Belongs, field: &str) -> String;

    /// What it says in all columns, in their order.
    fn all_said(row: &Self::Row, names: &Belongs) -> Vec<String> {
        columns(Self::KIND).iter().map(|column| Self::said(row, names, column.field)).collect()
    }
}

/// Calls what is the same for all kinds with the entry of one.
macro_rules! of_kind {
    ($kind:expr, $call:ident($($given:expr),+)) => {
        match $kind {
            Kind::Towns => $call::<$crate::register::TownEntry>($($given),+).await,
            Kind::Enterprises => $call::<$crate::register::EnterpriseEntry>($($given),+).await,
            Kind::Products => $call::<$crate::register::ProductEntry>($($given),+).await,
            Kind::Caps => $call::<$crate::register::CapEntry>($($given),+).await,
            Kind::Treatments => $call::<$crate::register::TreatmentEntry>($($given),+).await,
            Kind::Persons => $call::<$crate::register::PersonEntry>($($given),+).await,
            Kind::Outlets => $call::<$crate::register::OutletEntry>($($given),+).await,
            Kind::Limits => $call::<$crate::register::LimitEntry>($($given),+).await,
            Kind::Loggers => $call::<$crate::register::LoggerEntry>($($given),+).await,
            Kind::Bills => $call::<$crate::register::BillEntry>($($given),+).await,
            Kind::Meters => $call::<$crate::register::MeterEntry>($($given),+).await,
            Kind::Premises => $call::<$crate::register::PremisesEntry>($($given),+).await,
            Kind::Tenancies => $call::<$crate::register::TenancyEntry>($($given),+).await,
            Kind::Successions => $call::<$crate::register::SuccessionEntry>($($given),+).await,
            // What others deliver has no rows of the register.
            Kind::Power
            | Kind::Water
            | Kind::Market
            | Kind::Weather
            | Kind::Holidays
            | Kind::Tax
            | Kind::Manifests
            | Kind::Lab => Err($crate::Error::NotFound),
        }
    };
}
pub(super) use of_kind;

fn decimal(value: impl Into<Decimal>) -> String {
    value.into().normalize().to_string()
}

fn maybe(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The word by which a table says a choice: the first that is read as it.
pub(super) fn word<T: Copy + PartialEq>(choices: &[(T, &[&'static str])], chosen: T) -> String {
    let found = choices.iter().find(|(one, _)| *one == chosen).and_then(|(_, words)| words.first());
    found.copied().unwrap_or_default().to_owned()
}

impl Tabular for TownEntry {
    const KIND: Kind = Kind::Towns;

    fn said(row: &town::Model, _names: &Belongs, field: &str) -> String {
        match field {
            "code" => row.code.clone(),
            "name" => row.name.clone(),
            "name_en" => row.name_en.clone(),
            "lat" => decimal(row.lat),
            "lng" => decimal(row.lng),
            "outline" => row.outline.clone(),
            "closed_on" => maybe(row.closed_on),
            _ => String::new(),
        }
    }
}

impl Tabular for EnterpriseEntry {
    const KIND: Kind = Kind::Enterprises;

    fn said(row: &enterprise::Model, names: &Belongs, field: &str) -> String {
        match field {
            "credit_code" => row.credit_code.to_string(),
            "name" => row.name.clone(),
            "name_en" => row.name_en.clone(),
            "town" => names.towns.get(&row.town_id).cloned().unwrap_or_default(),
            "industry" => row.industry.to_string(),
            "class" => word(&CLASSES, row.class),
            "class_basis" => row.class_basis.clone(),
            "permit_no" => maybe(row.permit_no.as_ref()),
            "permit_to" => maybe(row.permit_to),
            "permit_issued_on" => maybe(row.permit_issued_on),
            "permit_from" => maybe(row.permit_from),
            "permit_duties" => row.permit_duties.clone(),
            "address" => row.address.clone(),
            "lat" => decimal(row.lat),
            "lng" => decimal(row.lng),
            "public_from" => maybe(row.public_from),
            "closed_on" => maybe(row.closed_on),
            _ => String::new(),
        }
    }
}

impl Tabular for ProductEntry {
    const KIND: Kind = Kind::Products;

    fn said(row: &product::Model, names: &Belongs, field: &str) -> String {
        match field {
            "enterprise" => names.enterprise(row.enterprise_id),
            "name" => row.name.clone(),
            "unit" => row.unit.clone(),
            "capacity" => decimal(row.capacity),
            "closed_on" => maybe(row.closed_on),
            _ => String::new(),
        }
    }
}

impl Tabular for TreatmentEntry {
    const KIND: Kind = Kind::Treatments;

    fn said(row: &treatment::Model, names: &Belongs, field: &str) -> String {
        match field {
            "enterprise" => names.enterprise(row.enterprise_id),
            "code" => row.code.clone(),
            "name" => row.name.clone(),
            "process" => row.process.clone(),
            "capacity" => row.capacity.map(decimal).unwrap_or_default(),
            "unit" => row.unit.clone(),
            "closed_on" => maybe(row.closed_on),
            _ => String::new(),
        }
    }
}

impl Tabular for PersonEntry {
    const KIND: Kind = Kind::Persons;

    fn said(row: &person::Model, names: &Belongs, field: &str) -> String {
        match field {
            "enterprise" => names.enterprise(row.enterprise_id),
            "duty" => word(&DUTIES, row.duty),
            "name" => row.name.clone(),
            "phone" => row.phone.clone(),
            "valid_from" => row.valid_from.to_string(),
            "valid_to" => maybe(row.valid_to),
            _ => String::new(),
        }
    }
}

impl Tabular for CapEntry {
    const KIND: Kind = Kind::Caps;

    fn said(row: &load_cap::Model, names: &Belongs, field: &str) -> String {
        match field {
            "enterprise" => names.enterprise(row.enterprise_id),
            "pollutant" => row.pollutant.clone(),
            "kg_per_year" => decimal(row.kg_per_year),
            "unit" => "kg".to_owned(),
            "from_year" => maybe((row.from_year > 0).then_some(row.from_year)),
            "to_year" => maybe(row.to_year),
            _ => String::new(),
        }
    }
}

impl Tabular for OutletEntry {
    const KIND: Kind = Kind::Outlets;

    fn said(row: &outlet::Model, names: &Belongs, field: &str) -> String {
        match field {
            "enterprise" => names.enterprise(row.enterprise_id),
            "code" => row.code.to_string(),
            "name" => row.name.clone(),
            "name_en" => row.name_en.clone(),
            "discharge" => word(&DISCHARGES, row.discharge),
            "receiving" => row.receiving.clone(),
            "closed_on" => maybe(row.closed_on),
            _ => String::new(),
        }
    }
}

impl Tabular for LimitEntry {
    const KIND: Kind = Kind::Limits;

    fn said(row: &discharge_limit::Model, names: &Belongs, field: &str) -> String {
        let [enterprise, outlet] = names.outlet(row.outlet_id);
        match field {
            "enterprise" => enterprise,
            "outlet" => outlet,
            "pollutant" => row.pollutant.clone(),
            "low" => maybe(row.low.map(decimal)),
            "high" => maybe(row.high.map(decimal)),
            "unit" => row.unit.clone(),
            "averaging" => word(&MEANS, row.averaging),
            "reference_oxygen" => maybe(row.reference_oxygen.map(decimal)),
            "basis" => row.basis.clone(),
            "source" => row.source.clone(),
            "valid_from" => row.valid_from.to_string(),
            "valid_to" => maybe(row.valid_to),
            _ => String::new(),
        }
    }
}

impl Tabular for LoggerEntry {
    const KIND: Kind = Kind::Loggers;

    fn keep_password(row: &device::Model, said: &mut BTreeMap<&str, String>) {
        if said.get("password").is_some_and(|typed| typed == HIDDEN) {
            said.insert("password", row.password.clone());
        }
    }

    fn said(row: &device::Model, names: &Belongs, field: &str) -> String {
        let [enterprise, outlet] = names.outlet(row.outlet_id);
        match field {
            "enterprise" => enterprise,
            "outlet" => outlet,
            "mn" => row.mn.clone(),
            // Looking at it has a page of its own, which asks why.
            "password" => HIDDEN.to_owned(),
            "edition" => word(&EDITIONS, row.edition),
            "realtime_seconds" => row.realtime_seconds.to_string(),
            "tolerated" => row.tolerated.clone(),
            "units" => row.units.clone(),
            "installed_on" => row.installed_on.to_string(),
            "public_from" => maybe(row.public_from),
            "closed_on" => maybe(row.closed_on),
            _ => String::new(),
        }
    }
}

impl Tabular for BillEntry {
    const KIND: Kind = Kind::Bills;

    fn said(row: &utility_reading::Model, names: &Belongs, field: &str) -> String {
        match field {
            "enterprise" => names.enterprise(row.enterprise_id),
            "feed" => word(&FEEDS, row.feed),
            "month" => row.month.clone(),
            "quantity" => decimal(row.quantity),
            "unit" if row.feed == Feed::Water => "m³".to_owned(),
            "unit" => "kWh".to_owned(),
            _ => String::new(),
        }
    }
}

impl Tabular for MeterEntry {
    const KIND: Kind = Kind::Meters;

    fn said(row: &meter_share::Model, names: &Belongs, field: &str) -> String {
        match field {
            "enterprise" => names.enterprise(row.enterprise_id),
            "feed" => word(&FEEDS, row.feed),
            "number" => row.number.clone(),
            "share" => decimal(Decimal::new(row.share.into(), 1)),
            "multiplier" => decimal(row.multiplier),
            "valid_from" => row.valid_from.to_string(),
            "valid_to" => maybe(row.valid_to),
            _ => String::new(),
        }
    }
}

impl Tabular for PremisesEntry {
    const KIND: Kind = Kind::Premises;

    fn said(row: &premises::Model, names: &Belongs, field: &str) -> String {
        match field {
            "code" => row.code.clone(),
            "name" => row.name.clone(),
            "kind" => word(&PREMISES_KINDS, row.kind),
            "town" => names.towns.get(&row.town_id).cloned().unwrap_or_default(),
            "address" => row.address.clone(),
            "owner" => row.owner.clone(),
            "owner_code" => maybe(row.owner_code),
            "closed_on" => maybe(row.closed_on),
            _ => String::new(),
        }
    }
}

impl Tabular for TenancyEntry {
    const KIND: Kind = Kind::Tenancies;

    fn said(row: &tenancy::Model, names: &Belongs, field: &str) -> String {
        match field {
            "enterprise" => names.enterprise(row.enterprise_id),
            "premises" => names.premises.get(&row.premises_id).cloned().unwrap_or_default(),
            "valid_from" => row.valid_from.to_string(),
            "valid_to" => maybe(row.valid_to),
            _ => String::new(),
        }
    }
}

impl Tabular for SuccessionEntry {
    const KIND: Kind = Kind::Successions;

    fn said(row: &succession::Model, names: &Belongs, field: &str) -> String {
        match field {
            "enterprise" => names.enterprise(row.enterprise_id),
            "successor" => names.enterprise(row.successor_id),
            "kind" => word(&SUCCESSION_KINDS, row.kind),
            "day" => row.day.to_string(),
            "ground" => row.ground.clone(),
            _ => String::new(),
        }
    }
}
