//! A declaration laid out for the rules: its figures in one list, its permit by key.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, dec};

use super::{
    context::{Context, LimitedPollutant},
    place::{Part, Place},
};
use crate::{
    declaration::{Content, Emission, Method},
    outlet::OutletCode,
};

/// An outlet and a pollutant's code.
pub(super) type Key<'a> = (OutletCode, &'a str);

/// A figure of the form.
pub(super) struct Figure {
    pub place: Place,
    pub value: Option<Decimal>,
    /// The same in the quarter before.
    pub last: Option<Decimal>,
    /// Whether it must be stated.
    pub needed: bool,
    /// Above this nothing of this city is.
    pub most: Decimal,
}

/// What a rule looks at.
pub(super) struct Desk<'a> {
    pub content: &'a Content,
    pub context: &'a Context,
    pub figures: Vec<Figure>,
    pub limits: BTreeMap<Key<'a>, &'a LimitedPollutant>,
}

// Magnitudes: the largest plants of the province are a tenth of these (a proposal).
const CUBIC_METRES: Decimal = dec!(200_000_000);
const KILOWATT_HOURS: Decimal = dec!(5_000_000_000);
const KILOGRAMS: Decimal = dec!(50_000_000);
const TONNES: Decimal = dec!(5_000_000);
const OUTPUT: Decimal = dec!(10_000_000_000);
const CONCENTRATION: Decimal = dec!(100_000);

impl<'a> Desk<'a> {
    pub fn new(declared: &'a Content, context: &'a Context) -> Self {
        let limits = context.limits.iter().map(|limit| ((limit.outlet, limit.pollutant.as_str()), limit));
        let mut desk = Self { content: declared, context, figures: Vec::new(), limits: limits.collect() };
        desk.products();
        desk.water();
        desk.facilities();
        desk.emissions();
        desk
    }

    fn add(&mut self, place: Place, value: Option<Decimal>, last: Option<Decimal>, needed: bool, most: Decimal) {
        self.figures.push(Figure { place, value, last, needed, most });
    }

    fn products(&mut self) {
        for (n, row) in self.content.products.iter().enumerate() {
            let last = self.context.last.iter().flat_map(|last| &last.products).find(|last| last.name == row.name);
            let last = last.filter(|last| last.unit == row.unit).and_then(|last| last.quantity);
            self.add(Place::cell(Part::Products, n, "quantity"), row.quantity, last, true, OUTPUT);
        }
    }

    fn water(&mut self) {
        let (now, last) = (&self.content.water, self.context.last.as_ref().map(|last| &last.water));
        let figures = [
            ("municipal_m3", now.municipal_m3, last.and_then(|w| w.municipal_m3)),
            ("other_m3", now.other_m3, last.and_then(|w| w.other_m3)),
            ("reused_m3", now.reused_m3, last.and_then(|w| w.reused_m3)),
            ("discharged_m3", now.discharged_m3, last.and_then(|w| w.discharged_m3)),
        ];
        for (field, value, last) in figures {
            self.add(Place::field(Part::Water, field), value, last, true, CUBIC_METRES);
        }
        let last = self.context.last.as_ref().and_then(|last| last.electricity_kwh);
        self.add(Place::whole(Part::Electricity), self.content.electricity_kwh, last, true, KILOWATT_HOURS);
    }

    fn facilities(&mut self) {
        for (n, row) in self.content.facilities.iter().enumerate() {
            let last = self.context.last.iter().flat_map(|last| &last.facilities).find(|last| last.name == row.name);
            let cell = |field| Place::cell(Part::Facilities, n, field);
            // Too many hours have a rule of their own.
            self.add(cell("run_hours"), row.run_hours, None, true, Decimal::MAX);
            self.add(
                cell("electricity_kwh"),
                row.electricity_kwh,
                last.and_then(|l| l.electricity_kwh),
                false,
                KILOWATT_HOURS,
            );
            self.add(cell("chemicals_kg"), row.chemicals_kg, last.and_then(|l| l.chemicals_kg), false, KILOGRAMS);
            self.add(cell("sludge_t"), row.sludge_t, last.and_then(|l| l.sludge_t), false, TONNES);
        }
    }

    fn emissions(&mut self) {
        let last = self.context.last.iter().flat_map(|last| &last.emissions);
        let last: BTreeMap<Key<'_>, &Emission> = last.map(|row| (key(row), row)).collect();
        for (n, row) in self.content.emissions.iter().enumerate() {
            let last = last.get(&key(row));
            let measured = matches!(row.method, Method::Automatic | Method::Manual);
            let cell = |field| Place::cell(Part::Emissions, n, field);
            self.add(cell("mean"), row.mean, last.and_then(|l| l.mean), measured, CONCENTRATION);
            self.add(cell("amount_kg"), row.amount_kg, last.and_then(|l| l.amount_kg), true, KILOGRAMS);
        }
    }
}

/// What a row is about.
pub(super) fn key(row: &Emission) -> Key<'_> {
    (row.outlet, row.pollutant.as_str())
}
