//! The sections of a declaration: each is a page of the editor.

use domain::lang::Lang;
use serde::{Deserialize, Serialize};

use crate::texts::filing_sections as texts;

/// A section, in the order of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Section {
    /// What was produced.
    Products,
    /// Water taken in, reused and discharged.
    Water,
    /// Electricity.
    Energy,
    /// How the pollution was treated.
    Facilities,
    /// What was discharged, per outlet and pollutant.
    Emissions,
    /// What the enterprise wishes to say besides.
    Remarks,
}

impl Section {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Products, Self::Water, Self::Energy, Self::Facilities, Self::Emissions, Self::Remarks];

    /// Its name in the JSON of a declaration, which begins the path of each of its problems.
    pub const fn head(self) -> &'static str {
        match self {
            Self::Products => "products",
            Self::Water => "water",
            Self::Energy => "electricity_kwh",
            Self::Facilities => "facilities",
            Self::Emissions => "emissions",
            Self::Remarks => "remarks",
        }
    }

    /// Its name in an address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Energy => "energy",
            other => other.head(),
        }
    }

    /// The section of an address.
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.slug() == slug)
    }

    /// The section of a problem's path.
    pub fn of_path(path: &str) -> Option<Self> {
        let head = path.split(['.', '[']).next();
        Self::ALL.into_iter().find(|section| Some(section.head()) == head)
    }

    /// What comes after it.
    pub fn next(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|section| *section == self)?;
        Self::ALL.get(place + 1).copied()
    }

    /// Whether it holds rows, and not one of everything.
    pub const fn has_rows(self) -> bool {
        matches!(self, Self::Products | Self::Facilities | Self::Emissions)
    }

    /// Its name on the page.
    pub const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Products => texts::products(lang),
            Self::Water => texts::water(lang),
            Self::Energy => texts::energy(lang),
            Self::Facilities => texts::facilities(lang),
            Self::Emissions => texts::emissions(lang),
            Self::Remarks => texts::remarks(lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_lead_to_sections() {
        for section in Section::ALL {
            assert_eq!(Section::of_slug(section.slug()), Some(section));
            assert_eq!(Section::of_path(section.head()), Some(section));
        }
        assert_eq!(Section::of_path("emissions[3].amount_kg"), Some(Section::Emissions));
        assert_eq!(Section::of_path("water.discharged_m3"), Some(Section::Water));
        assert_eq!(Section::of_path("waterworks"), None);
        assert_eq!(Section::of_slug("electricity_kwh"), None);
    }

    #[test]
    fn one_leads_to_the_next_and_the_last_to_none() {
        assert_eq!(Section::Products.next(), Some(Section::Water));
        assert_eq!(Section::Remarks.next(), None);
    }
}
