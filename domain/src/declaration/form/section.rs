//! The sections of the form.

use crate::{lang::Lang, message::Text};

text_enum! {
    /// A section, in the order of the form: a page of the editor. Its word stands in addresses.
    pub enum Section {
        /// What was produced.
        Products = "products",
        /// Water taken in, reused and discharged.
        Water = "water",
        /// Electricity and fuel.
        Energy = "energy",
        /// How the pollution was treated.
        Facilities = "facilities",
        /// What was discharged, per outlet and pollutant.
        Emissions = "emissions",
        /// What the enterprise wishes to say besides.
        Remarks = "remarks",
    }
}

impl Section {
    /// Its name, in both languages.
    pub const fn name(self) -> Text {
        match self {
            Self::Products => Text::new("产品与产量", "Products and output"),
            Self::Water => Text::new("用水与废水", "Water and wastewater"),
            Self::Energy => Text::new("能源", "Energy"),
            Self::Facilities => Text::new("治理设施", "Treatment facilities"),
            Self::Emissions => Text::new("排放量", "Emissions"),
            Self::Remarks => Text::new("其他说明", "Other remarks"),
        }
    }

    /// Its name on a page.
    pub const fn title(self, lang: Lang) -> &'static str {
        self.name().pick(lang)
    }

    /// What comes after it.
    pub fn next(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|section| *section == self)?;
        Self::ALL.get(place + 1).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_leads_to_the_next_and_the_last_to_none() {
        assert_eq!(Section::Products.next(), Some(Section::Water));
        assert_eq!(Section::Remarks.next(), None);
    }
}
