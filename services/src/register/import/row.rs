//! Reading the cells of a row, and collecting what is wrong with them.

use std::sync::LazyLock;

use domain::{
    credit_code::CreditCode,
    fixed::{Micro, Nano},
    outlet::{OutletCode, OutletKind},
    pollutant::medium,
    sheet::{Cell, Header, Slip, Units, choose, limit_unit},
    time::Day,
};
use hj212::{Unit, pollutant::POLLUTANTS};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// Short names by which pollutants go, in small letters.
const SHORT: [(&str, &str); 10] = [
    ("cod", "w01018"),
    ("codcr", "w01018"),
    ("bod5", "w01017"),
    ("ss", "w01012"),
    ("ph", "w01001"),
    ("nh3-n", "w21003"),
    ("tp", "w21011"),
    ("tn", "w21001"),
    ("so2", "a21026"),
    ("nox", "a21002"),
];

/// What is wrong is noted in the row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noted;

/// A row that is being read.
pub(crate) struct Row<'a> {
    header: &'a Header,
    cells: &'a [Cell],
    slips: Vec<(&'static str, Slip)>,
}

impl<'a> Row<'a> {
    pub(crate) const fn new(header: &'a Header, cells: &'a [Cell]) -> Self {
        Self { header, cells, slips: Vec::new() }
    }

    /// What is wrong with it.
    pub(crate) fn slips(self) -> Vec<(&'static str, Slip)> {
        self.slips
    }

    /// Whether nothing is wrong with it so far.
    pub(crate) const fn is_sound(&self) -> bool {
        self.slips.is_empty()
    }

    pub(crate) fn cell(&self, field: &str) -> &'a Cell {
        self.header.place(field).and_then(|place| self.cells.get(place.at)).unwrap_or(&Cell::Empty)
    }

    /// The unit in the header of a column.
    pub(crate) fn header_unit(&self, field: &str) -> Option<&'a str> {
        self.header.place(field)?.unit.as_deref()
    }

    pub(crate) fn has(&self, field: &str) -> bool {
        self.header.place(field).is_some()
    }

    pub(crate) fn slip(&mut self, field: &'static str, slip: Slip) {
        self.slips.push((field, slip));
    }

    /// What was read, or a note of what is wrong.
    pub(crate) fn note<T>(&mut self, field: &'static str, read: Result<T, Slip>) -> Result<T, Noted> {
        read.map_err(|slip| {
            self.slip(field, slip);
            Noted
        })
    }

    /// What was read of a cell that must not be empty.
    pub(crate) fn need<T>(&mut self, field: &'static str, read: Result<Option<T>, Slip>) -> Result<T, Noted> {
        self.note(field, read.and_then(|read| read.ok_or(Slip::Missing)))
    }

    /// A text that may be missing.
    pub(crate) fn words(&mut self, field: &'static str) -> Result<String, Noted> {
        let read = self.cell(field).words();
        self.note(field, read)
    }

    /// A text that must be there.
    pub(crate) fn needed_words(&mut self, field: &'static str) -> Result<String, Noted> {
        let read = self.cell(field).words().map(filled);
        self.need(field, read)
    }

    /// A code that must be there.
    pub(crate) fn needed_code(&mut self, field: &'static str) -> Result<String, Noted> {
        let read = self.cell(field).code().map(filled);
        self.need(field, read)
    }

    /// A code that may be missing.
    pub(crate) fn code(&mut self, field: &'static str) -> Result<Option<String>, Noted> {
        let read = self.cell(field).code().map(filled);
        self.note(field, read)
    }

    pub(crate) fn credit_code(&mut self, field: &'static str) -> Result<CreditCode, Noted> {
        let code = self.needed_code(field)?.to_uppercase();
        self.note(field, code.parse().map_err(Slip::CreditCode))
    }

    pub(crate) fn outlet(&mut self, field: &'static str) -> Result<OutletCode, Noted> {
        let code = self.needed_code(field)?.to_uppercase();
        self.note(field, code.parse().map_err(|_no_code| Slip::OutletCode))
    }

    /// A division code of the town level, also with the three zeros by which statistics write it.
    pub(crate) fn division(&mut self, field: &'static str) -> Result<String, Noted> {
        let code = self.needed_code(field)?;
        let town = code.strip_suffix("000").filter(|town| town.len() == 9);
        Ok(town.unwrap_or(&code).to_owned())
    }

    pub(crate) fn choice<T: Copy>(
        &mut self,
        field: &'static str,
        choices: &[(T, &[&'static str])],
    ) -> Result<T, Noted> {
        let read = choose(self.cell(field), choices);
        self.need(field, read)
    }

    /// A figure that must be there.
    pub(crate) fn needed_figure(&mut self, field: &'static str) -> Result<Decimal, Noted> {
        let read = self.cell(field).figure();
        self.need(field, read)
    }

    /// A figure that may be missing, to nine digits after the point.
    pub(crate) fn nano(&mut self, field: &'static str) -> Result<Option<Nano>, Noted> {
        let read = self.cell(field).figure().and_then(|figure| figure.map(nano).transpose());
        self.note(field, read)
    }

    /// A coordinate; digits beyond the sixth are tenths of a metre, and rounded away.
    pub(crate) fn degrees(&mut self, field: &'static str) -> Result<Micro, Noted> {
        let figure = self.needed_figure(field)?;
        self.note(field, Micro::round(figure).map_err(|_too_large| Slip::Large))
    }

    /// A day that must be there.
    pub(crate) fn needed_day(&mut self, field: &'static str) -> Result<Day, Noted> {
        let read = self.cell(field).day();
        self.need(field, read).map(Day)
    }

    /// A day that may be missing.
    pub(crate) fn day(&mut self, field: &'static str) -> Result<Option<Day>, Noted> {
        let read = self.cell(field).day();
        self.note(field, read).map(|day| day.map(Day))
    }

    /// A year that may be missing.
    pub(crate) fn year(&mut self, field: &'static str) -> Result<Option<i32>, Noted> {
        let whole =
            |figure: Decimal| Some(figure).filter(|figure| figure.fract().is_zero()).and_then(|year| year.to_i32());
        let read = self.cell(field).figure();
        let read = read.and_then(|figure| figure.map(|figure| whole(figure).ok_or(Slip::NotWhole)).transpose());
        self.note(field, read)
    }

    /// A pollutant by its code, by its code of before 2017 or by its Chinese name.
    pub(crate) fn pollutant(&mut self, field: &'static str, of: Option<OutletKind>) -> Result<String, Noted> {
        let said = self.needed_code(field)?;
        self.note(field, pollutant(&said, of))
    }

    /// The unit of a row's figures: that of the headers of these columns, or that of the column of units. All that name
    /// one name the same.
    pub(crate) fn unit(&mut self, columns: &[&'static str]) -> Result<Option<String>, Noted> {
        let own = self.words("unit").map(filled)?;
        let headers = columns.iter().filter_map(|column| self.header_unit(column)).map(str::to_owned);
        let mut said = own.into_iter().chain(headers);
        let first = said.next();
        match &first {
            Some(first) if said.any(|other| unit(&other) != unit(first)) => {
                self.slip("unit", Slip::TwoUnits);
                Err(Noted)
            }
            _ => Ok(first),
        }
    }
}

/// A text, where there is one.
fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

pub(crate) fn nano(figure: Decimal) -> Result<Nano, Slip> {
    Nano::try_from(figure).map_err(|bad| unstorable(&bad))
}

pub(crate) fn micro(figure: Decimal) -> Result<Micro, Slip> {
    Micro::try_from(figure).map_err(|bad| unstorable(&bad))
}

const fn unstorable(bad: &domain::fixed::Unstorable) -> Slip {
    match bad {
        domain::fixed::Unstorable::TooFine { scale, .. } => Slip::Fine(*scale),
        domain::fixed::Unstorable::TooLarge { .. } => Slip::Large,
    }
}

/// A figure in a unit of which each is so many of the register's.
pub(crate) fn times(figure: Decimal, factor: Decimal) -> Result<Micro, Slip> {
    figure.checked_mul(factor).ok_or(Slip::Large).and_then(micro)
}

fn pollutant(said: &str, of: Option<OutletKind>) -> Result<String, Slip> {
    let small = said.to_lowercase();
    if medium(&small).is_some() {
        return Ok(small);
    }
    let short = SHORT.iter().find(|(name, _)| *name == small).map(|(_, code)| *code);
    if let Some(code) = short {
        return Ok(code.to_owned());
    }
    let is_meant = |line: &&hj212::Pollutant| {
        let is_of_here = medium(line.code).is_some_and(|own| of.is_none_or(|wanted| own == wanted));
        is_of_here && (line.name_zh == said || line.legacy.is_some_and(|legacy| legacy == said))
    };
    let found: Vec<_> = POLLUTANTS.iter().filter(is_meant).map(|line| line.code).collect();
    match found[..] {
        [] => Err(Slip::Pollutant),
        [code] => Ok(code.to_owned()),
        _ => Err(Slip::ManyPollutants(found)),
    }
}

/// A unit as the register writes it: `mg/m3` and `ＭＧ／Ｌ` are units that everybody understands.
pub(crate) fn unit(said: &str) -> String {
    static OF_LOGGERS: LazyLock<Units<Unit>> = LazyLock::new(|| {
        let named = Unit::ALL.iter().filter(|unit| **unit != Unit::None);
        named.map(|unit| (unit.text(), *unit)).collect()
    });
    let known = OF_LOGGERS.find(said).map(Unit::text).or_else(|| limit_unit(said));
    known.map_or_else(|| domain::input::clean(said), str::to_owned)
}

/// The trade of a code, with or without its letter before and its name behind: `3360`, `C3360`, `3360 金属表面处理`.
pub(crate) fn industry(cell: &Cell) -> Result<Option<domain::enterprise::Industry>, Slip> {
    let said = cell.code()?;
    if said.is_empty() {
        return Ok(None);
    }
    let behind_letter = said.strip_prefix(|c: char| ('A'..='T').contains(&c)).unwrap_or(&said);
    let digits: String = behind_letter.chars().take_while(char::is_ascii_digit).collect();
    if matches!(cell, Cell::Number(_)) && digits.len() == 3 {
        return Err(Slip::ZeroLost);
    }
    digits.parse().map(Some).map_err(|_no_code| Slip::Industry)
}

#[cfg(test)]
mod tests {
    use domain::enterprise::Industry;

    use super::*;

    #[test]
    fn pollutants_by_codes_and_names() {
        let water = Some(OutletKind::Water);
        for (said, of, want) in [
            ("w01018", None, Ok("w01018")),
            ("W01018", None, Ok("w01018")),
            ("w99001", water, Ok("w99001")),
            ("化学需氧量", None, Ok("w01018")),
            ("CODcr", None, Ok("w01018")),
            ("011", None, Ok("w01018")),
            ("氟化物", water, Ok("w21017")),
            ("氟化物", Some(OutletKind::Air), Ok("a21018")),
            ("氟化物", None, Err(Slip::ManyPollutants(vec!["a21018", "w21017"]))),
            ("i33201", None, Err(Slip::Pollutant)),
            ("污水", None, Err(Slip::Pollutant)),
        ] {
            assert_eq!(pollutant(said, of), want.map(str::to_owned), "{said}");
        }
    }

    #[test]
    fn units_as_the_register_writes_them() {
        for (said, want) in [
            ("mg/m3", "mg/m³"),
            ("ＭＧ／Ｌ", "mg/L"),
            ("μg/L", "µg/L"),
            ("mg/升", "mg/L"),
            ("毫克/立方米", "mg/m³"),
            ("无量纲", ""),
            ("倍", "倍"),
            ("mpn/l", "MPN/L"),
            ("打", "打"),
        ] {
            assert_eq!(unit(said), want, "{said}");
        }
    }

    #[test]
    fn trades_that_may_have_lost_a_zero_are_not_guessed() {
        let text = |text: &str| Cell::Text(text.to_owned());
        for (cell, want) in [
            (text("3360"), Ok(Some(Industry::class(3360)))),
            (text("C3360"), Ok(Some(Industry::class(3360)))),
            (text("3360 金属表面处理及热处理加工"), Ok(Some(Industry::class(3360)))),
            (text("0311"), Ok(Some(Industry::class(311)))),
            (Cell::Number(3360.0), Ok(Some(Industry::class(3360)))),
            (Cell::Number(311.0), Err(Slip::ZeroLost)),
            (text("电镀"), Err(Slip::Industry)),
            (text("33600"), Err(Slip::Industry)),
            (Cell::Empty, Ok(None)),
        ] {
            assert_eq!(industry(&cell), want, "{cell:?}");
        }
    }
}
