//! What the page hands to the editor.

use domain::declaration::Content;
use domain::declaration::check::Context;
use domain::declaration::form::{FieldPath, Section};
use domain::lang::Lang;
use domain::quarter::Quarter;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Who told a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Teller {
    /// The waterworks' bills.
    WaterBills,
    /// The grid's bills.
    PowerBills,
    /// The loggers at the outlets.
    Loggers,
}

/// A figure that others have told the bureau already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThirdPartyFigure {
    /// The field that it is about.
    pub path: FieldPath,
    /// The figure, in the unit of the field.
    pub value: Decimal,
    /// Who told it.
    pub teller: Teller,
}

/// What the editor begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The language of the page.
    pub lang: Lang,
    /// The quarter.
    pub quarter: Quarter,
    /// The section of the page.
    pub section: Section,
    /// The draft.
    pub content: Content,
    /// What it is checked against.
    pub context: Context,
    /// Its revision.
    pub revision: i64,
    /// For whom the page was made: name, role and enterprise.
    pub who: String,
    /// When it was saved, RFC 3339 with the offset +08:00.
    pub saved_at: Option<String>,
    /// What others have told.
    pub told: Vec<ThirdPartyFigure>,
    /// Whether fields are told to be empty to which nobody has come yet.
    pub asked: bool,
    /// Where one goes on.
    pub next: String,
    /// Where one goes to come back later.
    pub leave: String,
    /// Where one signs in again.
    pub sign_in: String,
}
