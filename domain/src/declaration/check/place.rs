//! Where in a declaration a problem is.

use std::fmt;

/// A part of the form, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Products,
    Water,
    Electricity,
    Facilities,
    Emissions,
    Remarks,
}

/// A field, or a whole part where there is no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub part: Part,
    pub row: Option<usize>,
    pub field: &'static str,
}

impl Place {
    /// A part as a whole.
    pub const fn whole(part: Part) -> Self {
        Self { part, row: None, field: "" }
    }

    /// A field of a part without rows.
    pub const fn field(part: Part, field: &'static str) -> Self {
        Self { part, row: None, field }
    }

    /// A field of a row.
    pub const fn cell(part: Part, row: usize, field: &'static str) -> Self {
        Self { part, row: Some(row), field }
    }
}

impl fmt::Display for Place {
    /// `water.discharged_m3`, `emissions[3].amount_kg`, `electricity_kwh`, `emissions`: as in the JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.part {
            Part::Products => "products",
            Part::Water => "water",
            Part::Electricity => "electricity_kwh",
            Part::Facilities => "facilities",
            Part::Emissions => "emissions",
            Part::Remarks => "remarks",
        })?;
        if let Some(row) = self.row {
            write!(f, "[{row}]")?;
        }
        if self.field.is_empty() { Ok(()) } else { write!(f, ".{}", self.field) }
    }
}
