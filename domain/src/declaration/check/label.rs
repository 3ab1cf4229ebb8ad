//! How the form calls its fields.

use std::borrow::Cow;

use super::{
    desk::{Desk, key},
    place::{Part, Place},
};
use crate::message::Arg;

/// Chinese name, English name, Chinese unit, English unit.
type Names = (&'static str, &'static str, &'static str, &'static str);

const fn names(place: Place) -> Names {
    match (place.part, place.field.as_bytes()) {
        (Part::Products, b"quantity") => ("产量", "output", "", ""),
        (Part::Products, b"unit") => ("单位", "unit", "", ""),
        (Part::Products | Part::Facilities, b"name") => ("名称", "name", "", ""),
        (Part::Products, _) => ("产品", "Products", "", ""),
        (Part::Water, b"municipal_m3") => ("自来水取水量", "Municipal water", "立方米", "m³"),
        (Part::Water, b"other_m3") => ("其他水源取水量", "Water from other sources", "立方米", "m³"),
        (Part::Water, b"reused_m3") => ("回用水量", "Reused water", "立方米", "m³"),
        (Part::Water, _) => ("废水排放量", "Wastewater", "立方米", "m³"),
        (Part::Electricity, _) => ("用电量", "Electricity", "千瓦时", "kWh"),
        (Part::Facilities, b"run_hours") => ("运行时间", "hours run", "小时", "h"),
        (Part::Facilities, b"electricity_kwh") => ("用电量", "electricity", "千瓦时", "kWh"),
        (Part::Facilities, b"chemicals_kg") => ("药剂用量", "chemicals", "千克", "kg"),
        (Part::Facilities, b"sludge_t") => ("污泥产生量", "sludge", "吨", "t"),
        (Part::Facilities, _) => ("治理设施", "Treatment facilities", "", ""),
        (Part::Emissions, b"mean") => ("平均浓度", "mean", "", ""),
        (Part::Emissions, b"amount_kg") => ("排放量", "amount", "千克", "kg"),
        (Part::Emissions, b"pollutant") => ("污染物代码", "pollutant's code", "", ""),
        (Part::Emissions, _) => ("排放情况", "Emissions", "", ""),
        (Part::Remarks, _) => ("说明", "Remarks", "", ""),
    }
}

impl Desk<'_> {
    /// The field with its row: `DW001 化学需氧量的排放量`.
    pub fn label(&self, place: Place) -> Arg {
        let (zh, en, ..) = names(place);
        let Some(row) = place.row else {
            return Arg::Word { zh: zh.into(), en: en.into() };
        };
        let (of_zh, of_en) = self.row(place.part, row);
        Arg::Word { zh: format!("{of_zh}的{zh}").into(), en: format!("{of_en}: {en}").into() }
    }

    /// The field's unit.
    pub fn unit(&self, place: Place) -> Arg {
        let (.., zh, en) = names(place);
        let own = place.row.and_then(|row| match (place.part, place.field) {
            (Part::Products, _) => Some(self.content.products.get(row)?.unit.clone()),
            (Part::Emissions, "mean") => Some(self.limits.get(&key(self.content.emissions.get(row)?))?.unit.clone()),
            _ => None,
        });
        own.map_or_else(|| Arg::Word { zh: zh.into(), en: en.into() }, Arg::Plain)
    }

    /// How a row is called.
    fn row(&self, part: Part, row: usize) -> (String, String) {
        let content = self.content;
        let name = match part {
            Part::Products => content.products.get(row).map(|product| &product.name),
            Part::Facilities => content.facilities.get(row).map(|facility| &facility.name),
            _ => None,
        };
        if let Some(name) = name.filter(|name| !name.trim().is_empty() && name.len() < 300) {
            return (format!("“{name}”"), format!("“{name}”"));
        }
        match content.emissions.get(row).filter(|_| part == Part::Emissions) {
            Some(emission) => {
                let (zh, en) = self.pollutant(key(emission));
                (format!("{} {zh}", emission.outlet), format!("{} {en}", emission.outlet))
            }
            None => (format!("第 {} 行", row + 1), format!("Row {}", row + 1)),
        }
    }

    /// A pollutant's names; its code where the permit does not know it.
    pub fn pollutant(&self, key: (crate::outlet::OutletCode, &str)) -> (Cow<'static, str>, Cow<'static, str>) {
        let known = self.limits.get(&key).copied();
        let known = known.or_else(|| self.context.limits.iter().find(|limit| limit.pollutant == key.1));
        let shown: String = key.1.chars().take(20).collect();
        known.map_or_else(
            || (shown.clone().into(), shown.into()),
            |limit| (limit.zh.clone().into(), limit.en.clone().into()),
        )
    }
}
