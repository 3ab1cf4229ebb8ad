//! Which kind of file it is, and its sheets.

use std::sync::Arc;

use domain::sheet::Cell;

use super::{
    bounds::{FileSlip, LARGEST_FILE, Next},
    csv::Separated,
    xlsx::Workbook,
};

/// A file that came in.
#[derive(Clone)]
pub struct File {
    /// Its name, without folders.
    pub name: String,
    /// Its content, or why it was not taken.
    pub content: Result<Arc<[u8]>, FileSlip>,
}

impl File {
    /// A file that was taken.
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into(), content: Ok(bytes.into()) }
    }
}

/// A file whose kind is known.
pub(crate) enum Opened {
    Separated(Separated),
    Workbook(Box<Workbook>),
}

impl Opened {
    /// Opens a file by what it begins with, not by its name.
    pub(crate) fn open(bytes: &Arc<[u8]>) -> Result<Self, FileSlip> {
        match &bytes[..] {
            [] => Err(FileSlip::Empty),
            all if all.len() > LARGEST_FILE => Err(FileSlip::Large(LARGEST_FILE >> 20)),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(FileSlip::OldOrLocked),
            [b'P', b'K', ..] => Workbook::open(bytes.clone()).map(|workbook| Self::Workbook(Box::new(workbook))),
            _ => Separated::open(bytes).map(Self::Separated),
        }
    }

    /// The names of its sheets; one without a name where it has none.
    pub(crate) fn sheets(&self) -> Vec<Option<String>> {
        match self {
            Self::Separated(_) => vec![None],
            Self::Workbook(workbook) => workbook.sheets().into_iter().map(Some).collect(),
        }
    }

    /// Walks the rows of a sheet, each with its number from 1, until `each` has enough, or there are more than `most`.
    pub(crate) fn rows(
        &mut self,
        sheet: usize,
        most: usize,
        each: &mut dyn FnMut(u32, Vec<Cell>) -> Next,
    ) -> Result<(), FileSlip> {
        let mut is_over = false;
        let mut within = |number: u32, cells: Vec<Cell>| {
            is_over = number as usize > most;
            if is_over { Next::Break(()) } else { each(number, cells) }
        };
        match self {
            Self::Separated(table) => table.rows(&mut within),
            Self::Workbook(workbook) => workbook.rows(sheet, &mut within),
        }?;
        if is_over { Err(FileSlip::ManyRows(most)) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_rows_than_are_taken_are_called_so() {
        let of = |rows: usize| Opened::open(&Arc::from(b"x\n".repeat(rows))).unwrap();
        let count = |opened: &mut Opened| {
            let mut seen = 0;
            let read = opened.rows(0, 3, &mut |_, _| {
                seen += 1;
                Next::Continue(())
            });
            (read, seen)
        };
        assert_eq!(count(&mut of(3)), (Ok(()), 3));
        assert_eq!(count(&mut of(4)), (Err(FileSlip::ManyRows(3)), 3));
    }
}
