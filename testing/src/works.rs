//! One enterprise for tests: a plating works with a nickel limit at one outlet, and the logger that watches it.

use std::sync::Arc;

use domain::{
    device::ProtocolEdition,
    enterprise::{Industry, ManagementClass},
    fixed::{Micro, Nano},
    limit::Averaging,
    outlet::Discharge,
    time::Stamp,
};
use entities::{device, discharge_limit, enterprise, outlet, town};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

use crate::Bench;
use services::monitoring::registry::KnownDevice;

/// The logger's number.
pub const MN: &str = "441900A8900016F000169DC0";
/// The logger's password.
pub const PASSWORD: &str = "123456";
/// The enterprise's credit code.
pub const CREDIT_CODE: &str = "91350100M000100Y43";

impl Bench {
    /// Puts the works in (all keys are 1) and returns its logger.
    ///
    /// # Panics
    /// Where the database does not take it.
    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    pub async fn plating_works(&self) -> Arc<KnownDevice> {
        let tx = self.ctx.store.write().await.unwrap();
        town().into_active_model().insert(&tx).await.unwrap();
        enterprise().into_active_model().insert(&tx).await.unwrap();
        outlet().into_active_model().insert(&tx).await.unwrap();
        nickel_limit().into_active_model().insert(&tx).await.unwrap();
        logger().into_active_model().insert(&tx).await.unwrap();
        tx.commit().await.unwrap();
        self.refresh().await;
        self.ctx.registry().device(MN).unwrap()
    }
}

fn town() -> town::Model {
    town::Model {
        id: 1,
        code: "441900101".into(),
        name: "澄溪镇".into(),
        name_en: "Chengxi".into(),
        lat: Micro(22_900_000),
        lng: Micro(113_800_000),
        outline: String::new(),
        closed_on: None,
    }
}

#[allow(clippy::unwrap_used, reason = "constants")]
fn enterprise() -> enterprise::Model {
    enterprise::Model {
        id: 1,
        credit_code: CREDIT_CODE.parse().unwrap(),
        name: "澄溪永昼电镀厂".into(),
        name_en: "Yongzhou Plating".into(),
        pinyin: "chengxi yongzhou".into(),
        town_id: 1,
        industry: Industry::class(3360),
        class: ManagementClass::Key,
        class_basis: String::new(),
        permit_no: None,
        permit_to: None,
        permit_issued_on: None,
        permit_from: None,
        permit_duties: String::new(),
        address: "澄溪镇".into(),
        lat: Micro(22_900_000),
        lng: Micro(113_800_000),
        created_at: Stamp(0),
        public_from: "2000-01-01".parse().ok(),
        closed_on: None,
    }
}

#[allow(clippy::unwrap_used, reason = "constants")]
fn outlet() -> outlet::Model {
    outlet::Model {
        id: 1,
        enterprise_id: 1,
        code: "DW001".parse().unwrap(),
        name: "车间排放口".into(),
        name_en: "Workshop outlet".into(),
        discharge: Discharge::Workshop,
        receiving: String::new(),
        closed_on: None,
    }
}

#[allow(clippy::unwrap_used, reason = "constants")]
fn nickel_limit() -> discharge_limit::Model {
    discharge_limit::Model {
        id: 1,
        outlet_id: 1,
        pollutant: "w20121".into(),
        low: None,
        high: Some(Nano(500_000_000)),
        unit: "mg/L".into(),
        averaging: Averaging::Day,
        reference_oxygen: None,
        basis: "GB 21900-2008".into(),
        source: "test".into(),
        valid_from: "2010-07-01".parse().unwrap(),
        valid_to: None,
    }
}

#[allow(clippy::unwrap_used, reason = "constants")]
fn logger() -> device::Model {
    device::Model {
        id: 1,
        outlet_id: 1,
        mn: MN.into(),
        password: PASSWORD.into(),
        edition: ProtocolEdition::E2017,
        realtime_seconds: 60,
        tolerated: String::new(),
        units: String::new(),
        disabled: false,
        installed_on: "2024-01-01".parse().unwrap(),
        public_from: "2000-01-01".parse().ok(),
        closed_on: None,
    }
}
