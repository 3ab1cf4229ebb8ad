//! Enterprises.

use domain::{
    credit_code::CreditCode,
    enterprise::{Industry, ManagementClass},
    fixed::Micro,
    input::clean,
    sheet::Kind,
    time::{DAY, Day, Stamp},
};
use entities::enterprise::{ActiveModel, Column, Entity, Model};

use super::{
    Flaw,
    entry::{ColumnOf, Entry, Lookup, Owner, Under},
    flaw::Faults,
    pinyin::pinyin,
};
use crate::store::former_row::Dated;

/// An enterprise (排污单位) with the particulars of its permit or registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnterpriseEntry {
    /// Unified social credit code.
    pub credit_code: CreditCode,
    /// Registered name.
    pub name: String,
    /// Name for readers of English; may be empty.
    pub name_en: String,
    /// Division code of the town in which it is.
    pub town: String,
    /// Its trade, by GB/T 4754-2017.
    pub industry: Industry,
    /// How its permit manages it.
    pub class: ManagementClass,
    /// What that follows from: the item of the catalogue, or the list of key dischargers; may be empty.
    pub class_basis: String,
    /// Permit or registration number.
    pub permit_no: Option<String>,
    /// The permit's last day.
    pub permit_to: Option<Day>,
    /// When the permit was issued.
    pub permit_issued_on: Option<Day>,
    /// The permit's first day.
    pub permit_from: Option<Day>,
    /// What the permit asks of the enterprise, and how often; may be empty.
    pub permit_duties: String,
    /// Address in words.
    pub address: String,
    /// Latitude, WGS-84 degrees.
    pub lat: Micro,
    /// Longitude, WGS-84 degrees.
    pub lng: Micro,
    /// The day from which on it is public. None: in trial; where it stands already, as it stands.
    pub public_from: Option<Day>,
    /// The day from which on it is closed. None: as it stands.
    pub closed_on: Option<Day>,
    /// From which day on it says so. None: what is changed, from today on; what is new, since ever.
    pub since: Option<Day>,
}

impl Entry for EnterpriseEntry {
    type Active = ActiveModel;
    type Entity = Entity;
    type Key = CreditCode;
    type Row = Model;

    const CLOSED_ON: Option<ColumnOf<Self>> = Some(Column::ClosedOn);
    const ID: ColumnOf<Self> = Column::Id;
    const KEPT: &'static [ColumnOf<Self>] = Model::KEPT;
    const KEPT_OF: Option<Kind> = Some(Model::KIND);
    const KEY_FIELD: &'static str = "credit_code";
    const LOOKUP: ColumnOf<Self> = Column::CreditCode;
    const PUBLIC_FROM: Option<ColumnOf<Self>> = Some(Column::PublicFrom);

    fn check(&self, _now: Stamp) -> Faults {
        let mut faults = Faults::default();
        faults.text("name", &self.name, 120);
        faults.optional("name_en", &self.name_en, 200);
        if let Some(number) = &self.permit_no {
            faults.text("permit_no", number, 40);
        }
        let days = [self.permit_issued_on, self.permit_from, self.permit_to];
        let dated_without = days.iter().any(Option::is_some) && self.permit_no.is_none();
        faults.when(dated_without, "permit_no", Flaw::PermitMissing);
        let is_empty = self.permit_from.zip(self.permit_to).is_some_and(|(first, last)| last < first);
        faults.when(is_empty, "permit_to", Flaw::EndsBeforeItBegins);
        faults.optional("permit_duties", &self.permit_duties, 500);
        faults.optional("class_basis", &self.class_basis, 200);
        faults.text("address", &self.address, 200);
        faults.position(self.lat, self.lng);
        faults
    }

    fn since(&self) -> Option<Day> {
        self.since
    }

    fn town(row: &Model) -> Option<i64> {
        Some(row.town_id)
    }

    fn owner(&self) -> Owner {
        Owner::Town(self.town.clone())
    }

    fn opens(&self) -> Option<Owner> {
        Some(Owner::Enterprise(self.credit_code))
    }

    fn apart(&self) -> Option<CreditCode> {
        Some(self.credit_code)
    }

    fn lookup(&self, _owner: i64) -> Option<Lookup> {
        Some(Lookup::Name(self.credit_code.to_string()))
    }

    fn key(&self, _owner: i64) -> CreditCode {
        self.credit_code
    }

    fn key_of(row: &Model) -> CreditCode {
        row.credit_code
    }

    fn row(&self, owner: i64, old: Option<&Model>, now: Stamp) -> Model {
        let name = clean(&self.name);
        Model {
            id: old.map_or(0, |old| old.id),
            credit_code: self.credit_code,
            pinyin: pinyin(&name),
            name,
            name_en: clean(&self.name_en),
            town_id: owner,
            industry: self.industry,
            class: self.class,
            class_basis: clean(&self.class_basis),
            permit_no: self.permit_no.as_deref().map(clean),
            permit_to: self.permit_to,
            permit_issued_on: self.permit_issued_on,
            permit_from: self.permit_from,
            permit_duties: clean(&self.permit_duties),
            address: clean(&self.address),
            lat: self.lat,
            lng: self.lng,
            public_from: self.public_from.or_else(|| old.and_then(|old| old.public_from)),
            closed_on: self.closed_on.or_else(|| old.and_then(|old| old.closed_on)),
            created_at: old.map_or(now.floor(DAY), |old| old.created_at),
        }
    }

    fn under(row: &Model) -> Under {
        Under::Enterprise(row.id)
    }
}
