//! The rows of a section, in a declaration.

use super::{fields::Field, section::Section, spec::Role, value::Value};
use crate::declaration::content::{Content, Emission, Facility, Product};

impl Section {
    /// Its fields.
    pub fn fields(self) -> impl Iterator<Item = Field> + Clone {
        Field::ALL.iter().copied().filter(move |field| field.section() == self)
    }

    /// Its fields that state something, and do not only say what their row is about.
    pub fn statements(self) -> impl Iterator<Item = Field> + Clone {
        self.fields().filter(|field| field.spec().role == Role::States)
    }

    /// Whether it holds rows, and not one of everything.
    pub fn has_rows(self) -> bool {
        self.fields().any(|field| field.spec().in_rows)
    }

    /// How many rows a declaration has of it. What has no rows is one.
    pub fn rows(self, content: &Content) -> usize {
        match self {
            Self::Products => content.products.len(),
            Self::Facilities => content.facilities.len(),
            Self::Emissions => content.emissions.len(),
            Self::Water | Self::Energy | Self::Remarks => 1,
        }
    }

    /// Adds a row without a figure and answers its place; `typed` says what its fields hold. None where it names no
    /// outlet or no method that there is: such a row cannot stand in a declaration. What has no rows is always there.
    pub fn add(self, content: &mut Content, typed: impl Fn(Field) -> String) -> Option<usize> {
        match self {
            Self::Products => content.products.push(Product::default()),
            Self::Facilities => content.facilities.push(Facility::default()),
            Self::Emissions => {
                let (outlet, method) = (typed(Field::Outlet).parse().ok()?, typed(Field::Method).parse().ok()?);
                content.emissions.push(Emission::new(outlet, String::new(), method));
            }
            Self::Water | Self::Energy | Self::Remarks => return Some(0),
        }
        self.rows(content).checked_sub(1)
    }

    /// Its fields that say what a row is about, and in which unit it counts.
    pub fn naming(self) -> impl Iterator<Item = Field> + Clone {
        self.fields().filter(|field| matches!(field.spec().role, Role::Names | Role::Unit))
    }

    /// What a row is about: two rows with the same key are about the same. Of a section without rows it is empty.
    pub fn key(self, content: &Content, row: usize) -> Vec<Value<'_>> {
        self.naming().filter_map(|field| field.get(content, row)).collect()
    }

    /// Whether a declaration states nothing in it. That a row is there, with its name, states nothing yet.
    pub fn is_blank(self, content: &Content) -> bool {
        let is_stated = |row, field: Field| field.get(content, row).is_some_and(Value::is_stated);
        let figures_and_texts = self.statements().filter(|field| !field.is_chosen());
        !(0..self.rows(content)).any(|row| figures_and_texts.clone().any(|field| is_stated(row, field)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_with_its_name_is_blank_and_one_figure_is_not() {
        for &section in Section::ALL {
            for field in section.statements().filter(|field| !field.is_chosen()) {
                let mut content = Content::default();
                let named = |field: Field| if field == Field::Outlet { "DW001" } else { "manual" }.to_owned();
                let row = section.add(&mut content, named).unwrap();
                assert!(section.is_blank(&content), "{section}");
                field.write(&mut content, row, "12").unwrap();
                assert!(!section.is_blank(&content), "{field:?}");
            }
        }
    }
}
