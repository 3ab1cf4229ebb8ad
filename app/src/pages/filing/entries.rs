//! A declaration as a list of single figures and texts, so that two of them can be laid side by side.

use domain::declaration::check::Context;
use domain::declaration::form::{Field, Holds, Section};
use domain::declaration::{Content, Explanation};
use domain::lang::Lang;
use leptos::prelude::*;

use crate::filing_form::{self, is_own_word, row_name, text_of};
use crate::pages::parts::chinese;
use crate::pages::parts::declaration::called;
use crate::texts::filing_editor as editor;

/// A figure or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    section: Section,
    /// The row's name, and which of that name it is, where the section has rows.
    row: Option<(String, usize)>,
    /// Whether the row's name is in Chinese whatever the page's language is.
    row_in_chinese: bool,
    /// What the field is called.
    field: String,
    /// What stands in it, with its unit.
    pub value: Option<String>,
    /// Whether the value is in Chinese whatever the page's language is.
    pub in_chinese: bool,
}

impl Entry {
    /// Whether both are of one field, whatever stands in it.
    pub fn is_of(&self, other: &Self) -> bool {
        (self.section, &self.row, &self.field) == (other.section, &other.row, &other.field)
    }

    /// Section, row and field, as far as they say something.
    pub fn name(&self, lang: Lang) -> AnyView {
        let mark = if self.row_in_chinese { chinese(lang) } else { None };
        let row = self.row.as_ref().map(|(name, _)| view! { <span lang=mark>{name.clone()}</span> " · " });
        view! { {row}{self.field.clone()} }.into_any()
    }
}

/// All of them, in the order of the form.
pub fn entries(lang: Lang, content: &Content, permit: &Context) -> Vec<Entry> {
    let mut all = Vec::new();
    for &section in Section::ALL {
        let mut names: Vec<String> = Vec::new();
        for row in 0..section.rows(content) {
            let name = row_name(lang, permit, section, text_of(content, row));
            let nth = names.iter().filter(|other| **other == name).count();
            let own = section.has_rows().then(|| (name.clone(), nth));
            all.extend(section.statements().map(|field| {
                let value = filing_form::shown(lang, content, permit, field, row);
                entry(field, own.clone(), field.name(lang).to_owned(), value)
            }));
            names.push(name);
        }
    }
    all.extend(content.explanations.iter().filter_map(|one| explanation(lang, content, permit, one)));
    all
}

fn entry(field: Field, row: Option<(String, usize)>, name: String, value: Option<String>) -> Entry {
    let section = field.section();
    // A text is the enterprise's own, and so is the unit of a product.
    let in_chinese = matches!(field.spec().holds, Holds::Words(_)) || field.unit_is_own_word();
    Entry { section, row, row_in_chinese: is_own_word(section), field: name, value, in_chinese }
}

/// What explains a figure is an entry beside it.
fn explanation(lang: Lang, content: &Content, permit: &Context, one: &Explanation) -> Option<Entry> {
    let (field, (row, name)) = (one.place()?.field()?, called(lang, content, permit, one));
    let (row, name) = (row.map(|name| (name, 0)), editor::explanation_of(lang, name));
    Some(Entry { in_chinese: true, ..entry(field, row, name, Some(one.text.clone())) })
}
