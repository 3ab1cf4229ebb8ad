//! The kinds of tables, those of the register and those that others deliver, and their columns.

use super::column::Column;
use super::delivered;
use super::key::key;
use super::registered;

text_enum! {
    /// A kind of table.
    pub enum Kind {
        /// Town-level units (镇街).
        Towns = "towns",
        /// Enterprises with their permits (企业).
        Enterprises = "enterprises",
        /// Products of permits (产品).
        Products = "products",
        /// Yearly caps of permits (许可排放量).
        Caps = "caps",
        /// Facilities that treat pollution (治理设施).
        Treatments = "treatments",
        /// Who answers for an enterprise (责任人).
        Persons = "persons",
        /// Outlets (排放口).
        Outlets = "outlets",
        /// Limits (排放限值).
        Limits = "limits",
        /// Data loggers (数采仪).
        Loggers = "loggers",
        /// Monthly bills (账单).
        Bills = "bills",
        /// Whose meters of power and water are, in dated shares (户号).
        Meters = "meters",
        /// Leased buildings and industrial parks, and whose they are (厂房园区).
        Premises = "premises",
        /// Which enterprise is in which premises, in dated rows (租用).
        Tenancies = "tenancies",
        /// Enterprises that came of others (分立、合并).
        Successions = "successions",
        /// What meters of power counted (用电).
        Power = "power",
        /// What meters of water counted (用水).
        Water = "water",
        /// What the market registry says of enterprises (市场主体登记).
        Market = "registry",
        /// The weather at stations (气象).
        Weather = "weather",
        /// The State Council's notice of holidays (放假安排).
        Holidays = "calendar",
        /// What was agreed with the tax office: bands, or yes and no (税务).
        Tax = "tax",
        /// Manifests of hazardous waste (危险废物转移联单).
        Manifests = "manifests",
        /// Reports of laboratories (检测报告).
        Lab = "lab",
    }
}

/// The columns of a kind, in the order of its template.
pub const fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Towns => registered::TOWNS,
        Kind::Enterprises => registered::ENTERPRISES,
        Kind::Products => registered::PRODUCTS,
        Kind::Caps => registered::CAPS,
        Kind::Treatments => registered::TREATMENTS,
        Kind::Persons => registered::PERSONS,
        Kind::Outlets => registered::OUTLETS,
        Kind::Limits => registered::LIMITS,
        Kind::Loggers => registered::LOGGERS,
        Kind::Bills => registered::BILLS,
        Kind::Meters => registered::METERS,
        Kind::Premises => registered::PREMISES,
        Kind::Tenancies => registered::TENANCIES,
        Kind::Successions => registered::SUCCESSIONS,
        Kind::Power => delivered::POWER,
        Kind::Water => delivered::WATER,
        Kind::Market => delivered::MARKET,
        Kind::Weather => delivered::WEATHER,
        Kind::Holidays => delivered::HOLIDAYS,
        Kind::Tax => delivered::TAX,
        Kind::Manifests => delivered::MANIFESTS,
        Kind::Lab => delivered::LAB,
    }
}

/// The fields that tell a row of a kind from the others: what they say cannot be changed, another row says otherwise.
pub const fn key_fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Towns | Kind::Premises => &["code"],
        Kind::Outlets | Kind::Treatments => &["enterprise", "code"],
        Kind::Persons => &["enterprise", "duty", "name", "valid_from"],
        Kind::Enterprises | Kind::Market => &["credit_code"],
        Kind::Products => &["enterprise", "name"],
        Kind::Caps => &["enterprise", "pollutant", "from_year"],
        Kind::Limits => &["enterprise", "outlet", "pollutant", "averaging", "valid_from"],
        Kind::Loggers => &["mn"],
        Kind::Bills => &["enterprise", "feed", "month"],
        Kind::Meters => &["enterprise", "feed", "number", "valid_from"],
        Kind::Tenancies => &["enterprise", "premises", "valid_from"],
        Kind::Successions => &["enterprise", "successor", "day"],
        Kind::Weather => &["station", "at"],
        Kind::Holidays => &["from"],
        Kind::Manifests => &["number"],
        Kind::Lab => &["number", "pollutant"],
        // What tells a reading from others is said in one of several ways.
        Kind::Power | Kind::Water | Kind::Tax => &[],
    }
}

/// The fields of a row that stands which a form of its own changes, because more hangs on them: from when on it is public,
/// and since when it is closed.
pub const LIFE_FIELDS: [&str; 2] = ["public_from", "closed_on"];

/// A column by its field.
pub fn column(kind: Kind, field: &str) -> Option<&'static Column> {
    columns(kind).iter().find(|column| column.field == field)
}

impl Kind {
    /// The tables of the register, in the order in which rows of one may belong to rows of another.
    pub const REGISTER: &'static [Self] = &[
        Self::Towns,
        Self::Enterprises,
        Self::Products,
        Self::Caps,
        Self::Treatments,
        Self::Persons,
        Self::Outlets,
        Self::Limits,
        Self::Loggers,
        Self::Bills,
        Self::Meters,
        Self::Premises,
        Self::Tenancies,
        Self::Successions,
    ];

    /// The tables that others deliver.
    pub const DELIVERED: &'static [Self] =
        &[Self::Power, Self::Water, Self::Market, Self::Weather, Self::Holidays, Self::Tax, Self::Manifests, Self::Lab];

    /// Whether others deliver it.
    pub fn is_delivered(self) -> bool {
        Self::DELIVERED.contains(&self)
    }

    /// What the table is called in Chinese: the name of its sheet in the template.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Towns => "镇街",
            Self::Enterprises => "企业",
            Self::Products => "产品",
            Self::Caps => "许可排放量",
            Self::Treatments => "治理设施",
            Self::Persons => "责任人",
            Self::Outlets => "排放口",
            Self::Limits => "排放限值",
            Self::Loggers => "数采仪",
            Self::Bills => "账单",
            Self::Meters => "户号",
            Self::Premises => "厂房园区",
            Self::Tenancies => "租用",
            Self::Successions => "分立合并",
            Self::Power => "用电",
            Self::Water => "用水",
            Self::Market => "市场主体登记",
            Self::Weather => "气象",
            Self::Holidays => "放假安排",
            Self::Tax => "税务",
            Self::Manifests => "危险废物转移联单",
            Self::Lab => "检测报告",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        self.as_str()
    }

    /// Words in the name of a sheet or file that say which kind it is.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Towns => &["镇街", "乡镇", "街道", "行政区划", "towns", "town"],
            Self::Enterprises => &["企业", "排污单位", "单位名录", "enterprises", "enterprise", "companies"],
            Self::Products => &["产品", "产能", "products", "product"],
            Self::Caps => &["许可排放量", "总量", "caps", "loadcaps"],
            Self::Treatments => &["治理设施", "污染治理设施", "防治设施", "treatments", "treatment"],
            Self::Persons => &["责任人", "负责人", "联系人", "persons", "person", "contacts"],
            Self::Outlets => &["排放口", "排污口", "outlets", "outlet"],
            Self::Limits => &["排放限值", "限值", "排放标准", "limits", "limit"],
            Self::Loggers => &["数采仪", "数据采集", "设备", "loggers", "logger", "devices"],
            Self::Bills => &["账单", "用电", "用水", "水电", "bills", "bill"],
            Self::Meters => &["户号", "电表", "水表", "meters", "meter"],
            Self::Premises => &["厂房园区", "出租厂房", "工业园区", "premises"],
            Self::Tenancies => &["租用", "承租", "租户", "入驻", "tenancies", "tenancy", "tenants"],
            Self::Successions => &["分立合并", "分立", "successions", "succession"],
            // Which of these a file is, whoever delivers it says.
            Self::Power
            | Self::Water
            | Self::Market
            | Self::Weather
            | Self::Holidays
            | Self::Tax
            | Self::Manifests
            | Self::Lab => &[],
        }
    }

    /// The kind that the name of a sheet or file says. What stands last counts, as in 企业排放口限值: limits.
    pub fn named(name: &str) -> Option<Self> {
        let name = key(name);
        let last = |kind: &Self| {
            let ends = kind.names().iter().filter_map(|word| Some((name.rfind(word)? + word.len(), word.len())));
            ends.max()
        };
        let said = Self::REGISTER.iter().filter_map(|kind| Some((last(kind)?, *kind)));
        said.max_by_key(|(end, _)| *end).map(|(_, kind)| kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_columns_of_a_kind_go_by_one_header() {
        for &kind in Kind::ALL {
            let columns = columns(kind);
            for name in columns.iter().flat_map(Column::names) {
                let goes = |column: &&Column| column.names().any(|other| key(other) == key(name));
                assert_eq!(columns.iter().filter(goes).count(), 1, "{kind}: {name}");
            }
        }
    }

    #[test]
    fn what_tells_rows_apart_are_columns_that_are_needed() {
        for &kind in Kind::ALL {
            let keys: Vec<_> = key_fields(kind).iter().map(|field| column(kind, field)).collect();
            // A cap without a first year is one for each year.
            let is_said = |column: &Column| column.needed || column.field == "from_year";
            assert!(keys.iter().all(|column| column.is_some_and(is_said)), "{kind}");
        }
    }

    #[test]
    fn every_kind_is_of_the_register_or_delivered() {
        let both: Vec<Kind> = Kind::REGISTER.iter().chain(Kind::DELIVERED).copied().collect();
        assert_eq!(both, Kind::ALL);
    }

    #[test]
    fn names_of_sheets_and_files() {
        for (name, want) in [
            ("企业", Some(Kind::Enterprises)),
            ("1-企业排放口（2026）.csv", Some(Kind::Outlets)),
            ("排放口限值", Some(Kind::Limits)),
            ("许可排放量", Some(Kind::Caps)),
            ("02_Outlets.CSV", Some(Kind::Outlets)),
            ("2026年用电", Some(Kind::Bills)),
            ("Sheet1", None),
        ] {
            assert_eq!(Kind::named(name), want, "{name}");
        }
    }
}
