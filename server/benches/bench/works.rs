//! The enterprises of a large city.

use domain::{
    credit_code::CreditCode,
    enterprise::{Industry, ManagementClass},
    fixed::Micro,
    time::{Day, Stamp},
};
use entities::enterprise;
use sea_orm::{ActiveValue::NotSet, IntoActiveModel};

/// The credit code of one of them.
pub fn code(at: usize) -> CreditCode {
    CreditCode::complete(&format!("91441900MA{at:07}")).unwrap()
}

/// What it is called.
pub fn name(at: usize) -> String {
    format!("样溪第{at}电镀厂")
}

/// A row of it, in the first town.
pub fn row(at: usize, public_from: Option<Day>) -> enterprise::ActiveModel {
    let row = enterprise::Model {
        id: 0,
        credit_code: code(at),
        name: name(at),
        name_en: String::new(),
        pinyin: String::new(),
        town_id: 1,
        industry: Industry::class(3360),
        class: ManagementClass::Simplified,
        class_basis: String::new(),
        permit_no: None,
        permit_to: None,
        permit_issued_on: None,
        permit_from: None,
        permit_duties: String::new(),
        address: format!("工业路{at}号"),
        lat: Micro(22_900_000),
        lng: Micro(113_800_000),
        created_at: Stamp(0),
        public_from,
        closed_on: None,
    };
    enterprise::ActiveModel { id: NotSet, ..row.into_active_model() }
}
