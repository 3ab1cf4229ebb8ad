//! D19: texts and tables of a size that a person can have written.

use crate::{
    declaration::{
        check::{
            form_view::FormView,
            problem::{Note, Tier},
        },
        form::{FieldPath, Holds, Section},
    },
    message::Args,
};

const ROWS: usize = 500;

pub(in super::super) fn check(form: &FormView<'_>, notes: &mut Vec<Note>) {
    let mut too_much = |path, key, count: usize, most: usize| {
        if count > most {
            let args = Args::default().with("field", form.label(path)).plain("count", &count).plain("most", &most);
            notes.push(Note { path, tier: Tier::Block, key, args });
        }
    };
    for section in Section::ALL {
        too_much(FieldPath::rows(*section), "D19.rows", section.rows(form.content), ROWS);
    }
    for (field, path, text) in form.texts() {
        if let Holds::Words(most) = field.spec().holds {
            too_much(path, "D19.long", text.chars().count(), most);
        }
    }
}
