//! From rows of a table to entries of the register.

use std::collections::HashMap;

use domain::{
    device::ProtocolEdition,
    enterprise::ManagementClass,
    limit::Averaging,
    outlet::Discharge,
    person::Duty,
    premises::PremisesKind,
    sheet::{DeliverySlip, Slip, bill_unit, choose, load_unit, plain, seconds_unit},
    succession::SuccessionKind,
    utility::Feed,
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::row::{Noted, Row, industry, micro, times, unit};
use crate::register::{
    BillEntry, CapEntry, EnterpriseEntry, LimitEntry, LoggerEntry, MeterEntry, OutletEntry, PersonEntry, PremisesEntry,
    ProductEntry, SuccessionEntry, TenancyEntry, TownEntry, TreatmentEntry, entry::Owner, limit::is_unitless,
};

/// Towns by their names, where only one has it.
#[derive(Default)]
pub(in crate::register) struct TownNames(HashMap<String, Option<String>>);

impl TownNames {
    /// The one form in which names are kept and looked for: blanks, width and case tell no two towns apart.
    fn form(name: &str) -> String {
        plain(name).to_lowercase()
    }

    /// Notes a town's name. One that two towns have names neither.
    pub(in crate::register) fn note(&mut self, name: &str, code: &str) {
        let named = self.0.entry(Self::form(name)).or_insert_with(|| Some(code.to_owned()));
        if named.as_deref().is_some_and(|known| known != code) {
            *named = None;
        }
    }

    /// The division code of the town with this name.
    fn code(&self, name: &str) -> Option<&str> {
        self.0.get(&Self::form(name))?.as_deref()
    }
}

/// An entry that a row of a table can be.
pub(in crate::register) trait FromRow: Sized {
    /// Reads it.
    ///
    /// # Errors
    /// Where anything is wrong, which the row then knows.
    fn read(row: &mut Row<'_>, towns: &TownNames) -> Result<Self, Noted>;

    /// As what rows of other tables may belong to it, as far as a row says so that cannot be read as a whole.
    fn known_as(_row: &mut Row<'_>) -> Vec<Owner> {
        Vec::new()
    }

    /// What its row says in a field for which the register may refuse it though each cell is sound.
    fn shown(&self, field: &str) -> String;
}

/// What a row says of the enterprise and the outlet that it belongs to, or else in this field.
macro_rules! shown {
    ($($field:literal => $value:ident),+) => {
        fn shown(&self, field: &str) -> String {
            match field {
                $($field => self.$value.to_string(),)+
                _ => String::new(),
            }
        }
    };
}

pub(in crate::register) const CLASSES: [(ManagementClass, &[&str]); 4] = [
    (ManagementClass::Key, &["重点管理", "重点", "重点排污单位", "key"]),
    (ManagementClass::Simplified, &["简化管理", "简化", "simplified"]),
    (ManagementClass::Registered, &["登记管理", "登记", "registered"]),
    (ManagementClass::Undetermined, &["未确定", "未定", "待定", "undetermined"]),
];

pub(in crate::register) const DUTIES: [(Duty, &[&str]); 3] = [
    (Duty::LegalRepresentative, &["法定代表人", "法人", "法人代表", "legal representative", "legal-representative"]),
    (Duty::Manager, &["主要负责人", "负责人", "实际负责人", "manager"]),
    (
        Duty::EnvironmentalOfficer,
        &["环保负责人", "环保专员", "环保管理员", "environmental officer", "environmental-officer"],
    ),
];

pub(in crate::register) const PREMISES_KINDS: [(PremisesKind, &[&str]); 3] = [
    (PremisesKind::Leased, &["出租厂房", "出租屋", "租赁厂房", "leased building", "leased"]),
    (PremisesKind::Park, &["工业园区", "园区", "产业园", "industrial park", "park"]),
    (PremisesKind::Own, &["自有厂房", "自有", "own building", "own"]),
];

pub(in crate::register) const SUCCESSION_KINDS: [(SuccessionKind, &[&str]); 3] = [
    (SuccessionKind::Split, &["分立", "split"]),
    (SuccessionKind::Merger, &["合并", "吸收合并", "新设合并", "merger"]),
    (SuccessionKind::Void, &["登记有误", "撤销", "entered by mistake", "void"]),
];

pub(in crate::register) const DISCHARGES: [(Discharge, &[&str]); 4] = [
    (Discharge::Direct, &["直接排放", "直排", "排入环境", "大气", "direct"]),
    (Discharge::Sewer, &["市政污水处理厂", "市政管网", "城镇污水处理厂", "进入城市污水处理厂", "sewer"]),
    (Discharge::Dedicated, &["专用污水处理厂", "园区污水处理厂", "工业废水集中处理厂", "dedicated"]),
    (Discharge::Workshop, &["车间排放口", "车间", "车间或生产设施排放口", "workshop"]),
];

pub(in crate::register) const MEANS: [(Averaging, &[&str]); 4] = [
    (Averaging::Day, &["日均值", "日均", "日平均", "日均浓度", "day", "daily"]),
    (Averaging::Hour, &["小时均值", "小时均", "时均", "1小时均值", "小时平均", "hour", "hourly"]),
    (Averaging::FiveMinutes, &["五分钟均值", "5分钟均值", "5 分钟均值", "five-minutes"]),
    (Averaging::Instant, &["瞬时值", "瞬时", "一次值", "任何1次", "instant"]),
];

pub(in crate::register) const EDITIONS: [(ProtocolEdition, &[&str]); 3] = [
    (ProtocolEdition::E2017, &["2017", "HJ212-2017"]),
    (ProtocolEdition::E2005, &["2005", "HJ/T212-2005", "HJT212-2005", "HJ212-2005"]),
    (ProtocolEdition::E2025, &["2025", "HJ212-2025"]),
];

/// What a table of bills may be about; whoever names something else is told of these.
pub(in crate::register) const FEEDS: [(Feed, &[&str]); 2] = [
    (Feed::Power, &["用电", "电", "电力", "电费", "power", "electricity"]),
    (Feed::Water, &["用水", "水", "自来水", "水费", "water"]),
];

/// What is understood, to say that it does not belong here. It is in no list of choices.
const TAX: [(Feed, &[&str]); 1] = [(Feed::Tax, &["税", "税务", "税收", "营业额", "开票额", "tax"])];

/// What a bill or a meter is about.
fn feed(row: &mut Row<'_>) -> Result<Feed, Noted> {
    if matches!(choose(row.cell("feed"), &TAX), Ok(Some(_))) {
        row.slip("feed", Slip::Tax);
        return Err(Noted);
    }
    row.choice("feed", &FEEDS)
}

impl FromRow for TownEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (code, name, name_en) = (row.division("code"), row.needed_words("name"), row.words("name_en"));
        let (lat, lng, outline) = (row.degrees("lat"), row.degrees("lng"), row.words("outline"));
        let closed_on = row.day("closed_on");
        Ok(Self {
            code: code?,
            name: name?,
            name_en: name_en?,
            lat: lat?,
            lng: lng?,
            outline: outline?,
            closed_on: closed_on?,
        })
    }

    fn known_as(row: &mut Row<'_>) -> Vec<Owner> {
        // Enterprises name a town by its code or by its name.
        let said = [row.division("code"), row.needed_code("name")];
        said.into_iter().flatten().map(Owner::Town).collect()
    }

    shown!("code" => code);
}

impl FromRow for EnterpriseEntry {
    fn read(row: &mut Row<'_>, towns: &TownNames) -> Result<Self, Noted> {
        let (credit_code, name, name_en) =
            (row.credit_code("credit_code"), row.needed_words("name"), row.words("name_en"));
        let town = row.division("town").map(|said| towns.code(&said).map_or_else(|| said.clone(), str::to_owned));
        let trade = industry(row.cell("industry")).and_then(|trade| trade.ok_or(Slip::Missing));
        let (industry, class) = (row.note("industry", trade), row.choice("class", &CLASSES));
        let class_basis = row.words("class_basis");
        let (number, last_day, address) = (row.code("permit_no"), row.day("permit_to"), row.needed_words("address"));
        let (issued_on, first_day) = (row.day("permit_issued_on"), row.day("permit_from"));
        let duties = row.words("permit_duties");
        let (lat, lng) = (row.degrees("lat"), row.degrees("lng"));
        let (public_from, closed_on, since) = (row.day("public_from"), row.day("closed_on"), row.day("since"));
        Ok(Self {
            credit_code: credit_code?,
            name: name?,
            name_en: name_en?,
            town: town?,
            industry: industry?,
            class: class?,
            class_basis: class_basis?,
            permit_no: number?,
            permit_to: last_day?,
            permit_issued_on: issued_on?,
            permit_from: first_day?,
            permit_duties: duties?,
            address: address?,
            lat: lat?,
            lng: lng?,
            public_from: public_from?,
            closed_on: closed_on?,
            since: since?,
        })
    }

    fn known_as(row: &mut Row<'_>) -> Vec<Owner> {
        row.credit_code("credit_code").map(Owner::Enterprise).into_iter().collect()
    }

    shown!("credit_code" => credit_code, "town" => town);
}

impl FromRow for ProductEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, name) = (row.credit_code("enterprise"), row.needed_words("name"));
        let (said, figure) = (row.unit(&["capacity"]), row.needed_figure("capacity"));
        if matches!(said, Ok(None)) {
            row.slip(if row.has("unit") { "unit" } else { "capacity" }, Slip::NoUnit);
        }
        let (unit, many) = yearly(&said?.ok_or(Noted)?);
        let capacity = row.note("capacity", times(figure?, many));
        let (closed_on, since) = (row.day("closed_on"), row.day("since"));
        Ok(Self {
            enterprise: enterprise?,
            name: name?,
            unit,
            capacity: capacity?,
            closed_on: closed_on?,
            since: since?,
        })
    }

    shown!("enterprise" => enterprise, "name" => name);
}

/// A unit of output without "a year", and how many of it one of the said unit is: `万吨/年` is ten thousand `t`.
fn yearly(said: &str) -> (String, Decimal) {
    let said = domain::input::clean(said);
    let one = ["/年", "/a", "／年", "每年"].iter().find_map(|year| said.strip_suffix(year)).unwrap_or(&said);
    let (many, one) = one.strip_prefix('万').map_or((Decimal::ONE, one), |one| (Decimal::from(10_000), one));
    let one = match one.trim() {
        "吨" => "t".to_owned(),
        "平方米" => "m²".to_owned(),
        "立方米" => "m³".to_owned(),
        other => unit(other),
    };
    (one, many)
}

impl FromRow for CapEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, pollutant) = (row.credit_code("enterprise"), row.pollutant("pollutant", None));
        let (said, figure) = (row.unit(&["kg_per_year"]), row.needed_figure("kg_per_year"));
        if matches!(said, Ok(None)) {
            row.slip(if row.has("unit") { "unit" } else { "kg_per_year" }, Slip::NoUnit);
        }
        let factor = row.note("unit", load_unit(&said?.ok_or(Noted)?).ok_or(Slip::Unit("kg、t")))?;
        let kg_per_year = row.note("kg_per_year", times(figure?, factor));
        let (from_year, to_year, since) = (row.year("from_year"), row.year("to_year"), row.day("since"));
        Ok(Self {
            enterprise: enterprise?,
            pollutant: pollutant?,
            kg_per_year: kg_per_year?,
            from_year: from_year?,
            to_year: to_year?,
            since: since?,
        })
    }

    shown!("enterprise" => enterprise, "pollutant" => pollutant);
}

impl FromRow for TreatmentEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, code) = (row.credit_code("enterprise"), row.needed_code("code"));
        let (name, process) = (row.needed_words("name"), row.words("process"));
        let capacity = row.cell("capacity").figure().and_then(|figure| figure.map(micro).transpose());
        let (capacity, said) = (row.note("capacity", capacity), row.unit(&["capacity"]));
        let (closed_on, since) = (row.day("closed_on"), row.day("since"));
        Ok(Self {
            enterprise: enterprise?,
            code: code?.to_uppercase(),
            name: name?,
            process: process?,
            capacity: capacity?,
            unit: said?.map(|said| unit(&said)).unwrap_or_default(),
            closed_on: closed_on?,
            since: since?,
        })
    }

    shown!("enterprise" => enterprise, "code" => code, "unit" => unit);
}

impl FromRow for PersonEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, duty) = (row.credit_code("enterprise"), row.choice("duty", &DUTIES));
        let (name, phone) = (row.needed_words("name"), row.code("phone"));
        let (valid_from, valid_to) = (row.needed_day("valid_from"), row.day("valid_to"));
        Ok(Self {
            enterprise: enterprise?,
            duty: duty?,
            name: name?,
            phone: phone?.unwrap_or_default(),
            valid_from: valid_from?,
            valid_to: valid_to?,
        })
    }

    shown!("enterprise" => enterprise, "name" => name, "valid_from" => valid_from);
}

impl FromRow for OutletEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, code) = (row.credit_code("enterprise"), row.outlet("code"));
        let (name, name_en) = (row.needed_words("name"), row.words("name_en"));
        let (discharge, receiving) = (row.choice("discharge", &DISCHARGES), row.words("receiving"));
        let closed_on = row.day("closed_on");
        Ok(Self {
            enterprise: enterprise?,
            code: code?,
            name: name?,
            name_en: name_en?,
            discharge: discharge?,
            receiving: receiving?,
            closed_on: closed_on?,
        })
    }

    fn known_as(row: &mut Row<'_>) -> Vec<Owner> {
        let both = (row.credit_code("enterprise"), row.outlet("code"));
        both.0.ok().zip(both.1.ok()).map(|(enterprise, code)| Owner::Outlet(enterprise, code)).into_iter().collect()
    }

    shown!("enterprise" => enterprise, "code" => code);
}

impl FromRow for LimitEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, outlet) = (row.credit_code("enterprise"), row.outlet("outlet"));
        let pollutant = row.pollutant("pollutant", outlet.ok().map(domain::outlet::OutletCode::kind));
        let (low, high, said) = (row.nano("low"), row.nano("high"), row.unit(&["high", "low"]));
        let is_unitless = pollutant.as_ref().is_ok_and(|code| is_unitless(code));
        if matches!(said, Ok(None)) && pollutant.is_ok() && !is_unitless {
            row.slip(if row.has("unit") { "unit" } else { "high" }, Slip::NoUnit);
            return Err(Noted);
        }
        // One column of limits in mg/L has pH in it, too.
        let unit = said.map(|said| if is_unitless { String::new() } else { unit(&said.unwrap_or_default()) });
        let (averaging, oxygen) = (row.choice("averaging", &MEANS), row.nano("reference_oxygen"));
        let (basis, source) = (row.needed_words("basis"), row.needed_words("source"));
        let (valid_from, valid_to) = (row.needed_day("valid_from"), row.day("valid_to"));
        Ok(Self {
            enterprise: enterprise?,
            outlet: outlet?,
            pollutant: pollutant?,
            low: low?,
            high: high?,
            unit: unit?,
            averaging: averaging?,
            reference_oxygen: oxygen?,
            basis: basis?,
            source: source?,
            valid_from: valid_from?,
            valid_to: valid_to?,
        })
    }

    shown!("enterprise" => enterprise, "outlet" => outlet, "valid_from" => valid_from);
}

impl FromRow for LoggerEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, outlet) = (row.credit_code("enterprise"), row.outlet("outlet"));
        let (mn, password) = (row.needed_code("mn"), row.needed_code("password"));
        let (edition, seconds) = (row.choice("edition", &EDITIONS), row.needed_figure("realtime_seconds"));
        let factor = row.header_unit("realtime_seconds").and_then(seconds_unit).unwrap_or(Decimal::ONE);
        let seconds = seconds.and_then(|figure| {
            let whole = figure.checked_mul(factor).filter(|seconds| seconds.fract().is_zero());
            row.note("realtime_seconds", whole.and_then(|seconds| seconds.to_i32()).ok_or(Slip::NotWhole))
        });
        let (tolerated, units) = (row.code("tolerated"), row.code("units"));
        let commas = |text: Option<String>| text.unwrap_or_default().replace(['，', '、', ';'], ",");
        let installed_on = row.needed_day("installed_on");
        let (public_from, closed_on) = (row.day("public_from"), row.day("closed_on"));
        Ok(Self {
            enterprise: enterprise?,
            outlet: outlet?,
            mn: mn?,
            password: password?,
            edition: edition?,
            realtime_seconds: seconds?,
            tolerated: commas(tolerated?),
            units: commas(units?),
            installed_on: installed_on?,
            public_from: public_from?,
            closed_on: closed_on?,
        })
    }

    shown!("enterprise" => enterprise, "outlet" => outlet, "mn" => mn);
}

impl FromRow for BillEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, feed) = (row.credit_code("enterprise"), feed(row));
        let month = row.cell("month").month().and_then(|month| month.ok_or(Slip::Missing));
        let month = row.note("month", month);
        let (said, figure) = (row.unit(&["quantity"]), row.needed_figure("quantity"));
        if matches!(said, Ok(None)) {
            row.slip(if row.has("unit") { "unit" } else { "quantity" }, Slip::NoUnit);
        }
        let wanted = if matches!(feed, Ok(Feed::Water)) { "m³、万m³" } else { "kWh、万kWh" };
        let factor = bill_unit(&said?.ok_or(Noted)?).filter(|(of, _)| feed.map_or(true, |feed| feed == *of));
        let (_, factor) = row.note("unit", factor.ok_or(Slip::Unit(wanted)))?;
        let quantity = row.note("quantity", times(figure?, factor));
        Ok(Self { enterprise: enterprise?, feed: feed?, month: month?, quantity: quantity? })
    }

    shown!("enterprise" => enterprise, "month" => month);
}

impl FromRow for MeterEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, feed) = (row.credit_code("enterprise"), feed(row));
        let (number, share) = (row.needed_code("number"), row.cell("share").figure());
        let share = row.note("share", share.and_then(|share| share.map_or(Ok(1000), per_mille)));
        let multiplier = row.cell("multiplier").figure().and_then(|figure| micro(figure.unwrap_or(Decimal::ONE)));
        let multiplier = row.note("multiplier", multiplier);
        let (valid_from, valid_to) = (row.needed_day("valid_from"), row.day("valid_to"));
        Ok(Self {
            enterprise: enterprise?,
            feed: feed?,
            number: number?,
            share: share?,
            multiplier: multiplier?,
            valid_from: valid_from?,
            valid_to: valid_to?,
        })
    }

    shown!("enterprise" => enterprise, "number" => number, "valid_from" => valid_from, "share" => share);
}

impl FromRow for PremisesEntry {
    fn read(row: &mut Row<'_>, towns: &TownNames) -> Result<Self, Noted> {
        let (code, name) = (row.needed_code("code"), row.needed_words("name"));
        let kind = row.choice("kind", &PREMISES_KINDS);
        let town = row.division("town").map(|said| towns.code(&said).map_or_else(|| said.clone(), str::to_owned));
        let (address, owner) = (row.needed_words("address"), row.words("owner"));
        let owner_code =
            if row.cell("owner_code").is_blank() { Ok(None) } else { row.credit_code("owner_code").map(Some) };
        let closed_on = row.day("closed_on");
        Ok(Self {
            code: code?.to_uppercase(),
            name: name?,
            kind: kind?,
            town: town?,
            address: address?,
            owner: owner?,
            owner_code: owner_code?,
            closed_on: closed_on?,
        })
    }

    fn known_as(row: &mut Row<'_>) -> Vec<Owner> {
        row.needed_code("code").map(|code| Owner::Premises(code.to_uppercase())).into_iter().collect()
    }

    shown!("code" => code, "town" => town);
}

impl FromRow for TenancyEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, premises) = (row.credit_code("enterprise"), row.needed_code("premises"));
        let (valid_from, valid_to) = (row.needed_day("valid_from"), row.day("valid_to"));
        Ok(Self {
            enterprise: enterprise?,
            premises: premises?.to_uppercase(),
            valid_from: valid_from?,
            valid_to: valid_to?,
        })
    }

    shown!("enterprise" => enterprise, "premises" => premises, "valid_from" => valid_from);
}

impl FromRow for SuccessionEntry {
    fn read(row: &mut Row<'_>, _towns: &TownNames) -> Result<Self, Noted> {
        let (enterprise, successor) = (row.credit_code("enterprise"), row.credit_code("successor"));
        let (kind, day, ground) =
            (row.choice("kind", &SUCCESSION_KINDS), row.needed_day("day"), row.needed_words("ground"));
        Ok(Self { enterprise: enterprise?, successor: successor?, kind: kind?, day: day?, ground: ground? })
    }

    shown!("enterprise" => enterprise, "successor" => successor, "day" => day);
}

/// A share in per cent, with one digit after the point at most. A cell in the format of percentages holds 0.3 for 30 %, and
/// nobody guesses which of the two was meant.
fn per_mille(said: Decimal) -> Result<i32, Slip> {
    let mille = said * Decimal::TEN;
    let is_one = mille.fract().is_zero() && said >= Decimal::ONE && said <= Decimal::ONE_HUNDRED;
    mille.to_i32().filter(|_| is_one).ok_or(Slip::Delivery(DeliverySlip::Percent))
}

#[cfg(test)]
mod tests {
    use rust_decimal::dec;

    use super::*;

    #[test]
    fn units_of_output_are_those_of_one() {
        for (said, want) in [
            ("t", ("t", dec!(1))),
            ("万吨/年", ("t", dec!(10000))),
            ("m2", ("m²", dec!(1))),
            ("万件", ("件", dec!(10000))),
        ] {
            assert_eq!(yearly(said), (want.0.to_owned(), want.1), "{said}");
        }
    }

    #[test]
    fn shares_are_per_cent_and_never_guessed() {
        for (said, want) in [
            (dec!(30), Ok(300)),
            (dec!(33.3), Ok(333)),
            (dec!(100), Ok(1000)),
            (dec!(1), Ok(10)),
            (dec!(0.3), Err(Slip::Delivery(DeliverySlip::Percent))),
            (dec!(33.33), Err(Slip::Delivery(DeliverySlip::Percent))),
            (dec!(101), Err(Slip::Delivery(DeliverySlip::Percent))),
            (dec!(-5), Err(Slip::Delivery(DeliverySlip::Percent))),
        ] {
            assert_eq!(per_mille(said), want, "{said}");
        }
    }

    /// However a town's name is written, it is one name; and one that two towns have names neither.
    #[test]
    fn names_of_towns_have_one_form() {
        let mut names = TownNames::default();
        names.note("样 溪镇（Ａ区）", "441900901");
        for said in ["样溪镇（A区）", "样溪镇(a区)", " 样溪镇（Ａ区） ", "样\u{200b}溪镇（A区）"]
        {
            assert_eq!(names.code(said), Some("441900901"), "{said}");
        }
        names.note("样溪镇(A区)", "441900902");
        assert_eq!(names.code("样溪镇（A区）"), None);
    }

    /// What a template offers is what is read.
    #[test]
    fn the_lists_of_the_templates_are_taken() {
        use domain::sheet::{Cell, Kind, choose, column};
        let words =
            |kind, field| column(kind, field).unwrap().choices.iter().map(|(word, _)| Cell::Text((*word).to_owned()));
        assert!(words(Kind::Enterprises, "class").all(|cell| choose(&cell, &CLASSES).is_ok()));
        assert!(words(Kind::Persons, "duty").all(|cell| choose(&cell, &DUTIES).is_ok()));
        assert!(words(Kind::Outlets, "discharge").all(|cell| choose(&cell, &DISCHARGES).is_ok()));
        assert!(words(Kind::Limits, "averaging").all(|cell| choose(&cell, &MEANS).is_ok()));
        assert!(words(Kind::Loggers, "edition").all(|cell| choose(&cell, &EDITIONS).is_ok()));
        assert!(words(Kind::Bills, "feed").all(|cell| choose(&cell, &FEEDS).is_ok()));
        assert!(words(Kind::Premises, "kind").all(|cell| choose(&cell, &PREMISES_KINDS).is_ok()));
        assert!(words(Kind::Successions, "kind").all(|cell| choose(&cell, &SUCCESSION_KINDS).is_ok()));
        assert!(words(Kind::Meters, "feed").all(|cell| choose(&cell, &FEEDS).is_ok()));
        assert!(words(Kind::Caps, "unit").all(|cell| load_unit(&cell.code().unwrap()).is_some()));
    }
}
