//! Which column is which.

use std::collections::HashMap;

use super::column::{Column, Measure};
use super::key::key;
use super::kind::{Kind, columns};
use super::unit::is_quantity;
use super::{Cell, Said};
use crate::input::{clean, half_width, printable};
use crate::lang::Lang;

/// The rows of a sheet in which a header is looked for: titles and the like may stand above it.
pub const HEAD_ROWS: usize = 30;
/// The most characters of a header that are shown.
const SHOWN: usize = 40;
/// Remarks in brackets that are no units, though one of them is written like minutes.
const REMARKS: [&str; 2] = ["min", "max"];
/// What separates the remarks of one pair of brackets.
const BETWEEN: [char; 4] = [',', '、', ';', '|'];
/// Words for a datum that is not WGS-84.
const OTHER_DATUM: [&str; 9] = ["gcj", "火星", "bd09", "bd-09", "百度", "高德", "腾讯", "北京54", "西安80"];
/// The fewest columns by which a header is told from other rows.
const FEWEST: usize = 2;

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its place in the row, from 0.
    pub at: usize,
    /// Which it is.
    pub column: &'static Column,
    /// Its header as it stands there.
    pub said: String,
    /// The unit in its brackets: one that its figures may be in. Whatever else stands there is a remark.
    pub unit: Option<String>,
    /// All that stands in its brackets.
    remarks: Vec<String>,
}

/// The header of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The kind of table.
    pub kind: Kind,
    /// Its columns.
    pub places: Vec<Place>,
    /// Headers that mean nothing here; what stands below them is not read.
    pub unread: Vec<String>,
    /// The place of the first row below it.
    pub below: usize,
}

/// Why a sheet cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderSlip {
    /// Nothing in it is the header of a table of the register.
    Unknown,
    /// It is a table of this kind without these columns.
    Lacks(Kind, Vec<&'static Column>),
    /// It may be one of several kinds.
    Ambiguous(Vec<Kind>),
    /// Two of its columns are the same one.
    Twice(&'static Column),
    /// The brackets of a header name a unit that is not known; those that are.
    Unit(String, &'static str),
    /// The brackets of a header name a datum of maps that is not WGS-84.
    Datum(String),
}

impl Header {
    /// Finds the header among the first rows of a sheet, in one row or in two; `named` is the kind that the name of the
    /// sheet or file says, which decides only where the columns do not. The tables are those of the register.
    ///
    /// # Errors
    /// Why the sheet cannot be read.
    pub fn find(rows: &[Vec<Cell>], named: Option<Kind>) -> Result<Self, HeaderSlip> {
        Self::find_among(rows, named, Kind::REGISTER)
    }

    /// The same among these kinds.
    ///
    /// # Errors
    /// Why the sheet cannot be read.
    pub fn find_among(rows: &[Vec<Cell>], named: Option<Kind>, kinds: &[Kind]) -> Result<Self, HeaderSlip> {
        let rows = &rows[..rows.len().min(HEAD_ROWS)];
        let mut best: Vec<Candidate> = Vec::new();
        for &kind in kinds {
            best.extend(best_of(kind, rows));
        }
        let complete: Vec<&Candidate> = best.iter().filter(|one| one.lacks().is_empty()).collect();
        let found = match complete[..] {
            [] => {
                let meant = |one: &&Candidate| named.is_none_or(|kind| one.kind == kind);
                let nearest =
                    best.iter().filter(meant).max_by_key(|one| one.places.len()).ok_or(HeaderSlip::Unknown)?;
                return Err(HeaderSlip::Lacks(nearest.kind, nearest.lacks()));
            }
            [one] => one,
            _ => {
                let kinds = || complete.iter().map(|one| one.kind).collect();
                let own = complete.iter().find(|one| Some(one.kind) == named);
                own.ok_or_else(|| HeaderSlip::Ambiguous(kinds()))?
            }
        };
        found.header()
    }

    /// The header of a row that has every column of its kind, in order and without remarks: that of a form.
    pub fn whole(kind: Kind) -> Self {
        let place = |(at, column): (usize, &'static Column)| Place {
            at,
            column,
            said: String::new(),
            unit: None,
            remarks: Vec::new(),
        };
        Self { kind, places: columns(kind).iter().enumerate().map(place).collect(), unread: Vec::new(), below: 0 }
    }

    /// The column of a field.
    pub fn place(&self, field: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.column.field == field)
    }
}

/// What may be a header.
struct Candidate {
    kind: Kind,
    /// The place of the first row below it.
    below: usize,
    places: Vec<Place>,
    unread: Vec<String>,
}

/// The headers of a kind.
type Names = HashMap<String, &'static Column>;

/// The row that names most columns of a kind, the first of several; or a pair of rows, where that names more.
fn best_of(kind: Kind, rows: &[Vec<Cell>]) -> Option<Candidate> {
    let each_name = |column: &'static Column| column.names().map(move |name| (key(name), column));
    let names: Names = columns(kind).iter().flat_map(each_name).collect();
    let single = |at: usize| (at + 1, rows[at].iter().map(|cell| vec![own_label(cell)]).collect());
    let double = |at: usize| (at + 2, pairs(&rows[at], &rows[at + 1]));
    let all = (0..rows.len()).map(single).chain((1..rows.len()).map(|at| double(at - 1)));
    let mut best: Option<Candidate> = None;
    for (below, labels) in all {
        let candidate = candidate(kind, &names, below, labels);
        let is_better = best.as_ref().is_none_or(|best| candidate.distinct() > best.distinct());
        if candidate.distinct() >= FEWEST && is_better {
            best = Some(candidate);
        }
    }
    best
}

/// What a cell says by itself: a merged header names the first of its columns.
fn own_label(cell: &Cell) -> String {
    if matches!(cell, Cell::Covered(_)) { String::new() } else { label(cell) }
}

fn label(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => clean(text),
        Cell::Covered(inner) => label(inner),
        _ => String::new(),
    }
}

/// What two rows of headers may say of each column: the lower one, both together, the upper one where the lower is empty.
/// An empty upper one belongs to what stands left of it.
fn pairs(upper: &[Cell], lower: &[Cell]) -> Vec<Vec<String>> {
    let mut over = String::new();
    let width = upper.len().max(lower.len());
    let pair = |at: usize| {
        let own = upper.get(at).map(label).unwrap_or_default();
        let below = lower.get(at).map(label).unwrap_or_default();
        if !own.is_empty() {
            over.clone_from(&own);
        }
        match (below.is_empty(), own.is_empty()) {
            (true, _) => vec![own],
            // Two rows merged into one cell say it twice.
            (false, false) if own == below => vec![own],
            (false, _) => vec![format!("{over}{below}"), below, own],
        }
    };
    (0..width).map(pair).collect()
}

fn candidate(kind: Kind, names: &Names, below: usize, labels: Vec<Vec<String>>) -> Candidate {
    let mut candidate = Candidate { kind, below, places: Vec::new(), unread: Vec::new() };
    for (at, labels) in labels.into_iter().enumerate() {
        let known = labels.iter().find_map(|label| Some((label, *names.get(&key(label))?)));
        match known {
            Some((label, column)) => {
                // The unit may stand in the other of the two rows.
                let remarks: Vec<String> = labels.iter().flat_map(|label| brackets(label)).collect();
                let unit = remarks.iter().find(|unit| column.measure.takes(unit)).cloned();
                candidate.places.push(Place { at, column, said: printable(label, SHOWN), unit, remarks });
            }
            None => candidate.unread.extend(labels.first().filter(|l| !l.is_empty()).map(|l| printable(l, SHOWN))),
        }
    }
    candidate
}

impl Candidate {
    fn has(&self, column: &Column) -> bool {
        self.places.iter().any(|place| place.column == column)
    }

    /// How many columns of the kind it has.
    fn distinct(&self) -> usize {
        columns(self.kind).iter().filter(|column| self.has(column)).count()
    }

    fn lacks(&self) -> Vec<&'static Column> {
        columns(self.kind).iter().filter(|column| column.needed && !self.has(column)).collect()
    }

    fn header(&self) -> Result<Header, HeaderSlip> {
        for (at, place) in self.places.iter().enumerate() {
            if self.places[..at].iter().any(|other| other.column == place.column) {
                return Err(HeaderSlip::Twice(place.column));
            }
            check_unit(place)?;
        }
        Ok(Header { kind: self.kind, places: self.places.clone(), unread: self.unread.clone(), below: self.below })
    }
}

/// Whether the brackets of a header say something that can be meant there.
fn check_unit(place: &Place) -> Result<(), HeaderSlip> {
    let is_other_datum = |remark: &String| {
        let said = remark.to_lowercase();
        OTHER_DATUM.iter().any(|datum| said.contains(datum))
    };
    match place.column.measure {
        Measure::Degrees if place.remarks.iter().any(is_other_datum) => Err(HeaderSlip::Datum(place.said.clone())),
        Measure::None | Measure::Degrees => Ok(()),
        measure if place.unit.is_none() && place.remarks.iter().any(|remark| is_unit(remark)) => {
            Err(HeaderSlip::Unit(place.said.clone(), measure.units()))
        }
        _ => Ok(()),
    }
}

/// Whether a remark is meant as a unit.
fn is_unit(remark: &str) -> bool {
    is_quantity(remark) && !REMARKS.contains(&&*remark.to_lowercase())
}

/// What stands in the brackets of a header, piece by piece: `（单位：mg/L，pH 除外）` says `mg/L` and `pH 除外`.
fn brackets(text: &str) -> Vec<String> {
    let plain: String = clean(text).chars().map(half_width).collect();
    let mut found = Vec::new();
    for bracket in plain.split(['(', '[', '【', '〔']).skip(1) {
        let inside = bracket.split([')', ']', '】', '〕']).next().unwrap_or_default();
        let pieces = inside.split(BETWEEN).map(|piece| {
            let piece = piece.trim();
            let unit = piece.strip_prefix("单位").or_else(|| piece.strip_prefix("unit")).unwrap_or(piece);
            unit.trim_start_matches(':').trim()
        });
        found.extend(pieces.filter(|piece| !piece.is_empty()).map(str::to_owned));
    }
    found
}

impl HeaderSlip {
    /// In the reader's language.
    pub fn said(&self, lang: Lang) -> Said {
        let names = |columns: &[&Column]| {
            let name = |column: &&Column| lang.pick(column.zh, column.en).to_owned();
            columns.iter().map(name).collect::<Vec<_>>().join(lang.pick("、", ", "))
        };
        let kinds = |kinds: &[Kind]| {
            let name = |kind: &Kind| lang.pick(kind.zh(), kind.en()).to_owned();
            kinds.iter().map(name).collect::<Vec<_>>().join(lang.pick("、", ", "))
        };
        match (self, lang) {
            (Self::Unknown, Lang::Zh) => {
                Said::new("不认识这张表：前 30 行里没有模板的表头", "用模板里的列名作表头；无关的表请从文件中删去")
            }
            (Self::Unknown, Lang::En) => Said::new(
                "nothing in the first 30 rows is a header as the template has it",
                "name the columns as the template does; delete sheets that do not belong here",
            ),
            (Self::Lacks(kind, lacks), Lang::Zh) => {
                Said::new(format!("看作“{}”表，但缺少列：{}", kind.zh(), names(lacks)), "补上这些列，列名与模板一致")
            }
            (Self::Lacks(kind, lacks), Lang::En) => Said::new(
                format!("read as a table of {kind}, it lacks: {}", names(lacks)),
                "add these columns, named as in the template",
            ),
            (Self::Ambiguous(all), Lang::Zh) => {
                Said::new(format!("可能是其中任何一种表：{}", kinds(all)), "把工作表或文件改名为表的名称，例如“企业”")
            }
            (Self::Ambiguous(all), Lang::En) => Said::new(
                format!("this may be any of: {}", kinds(all)),
                "name the sheet or file after its kind, such as `enterprises`",
            ),
            (Self::Twice(column), Lang::Zh) => Said::new(format!("有两列都是“{}”", column.zh), "只留一列"),
            (Self::Twice(column), Lang::En) => {
                Said::new(format!("two columns are `{}`", column.en), "keep one of them")
            }
            (Self::Unit(header, units), Lang::Zh) => {
                Said::new(format!("不认识表头“{header}”里的单位"), format!("改为 {units}"))
            }
            (Self::Unit(header, units), Lang::En) => Said::new(
                format!("the unit in the header `{header}` is not known"),
                format!("write {}", units.replace('、', ", ")),
            ),
            (Self::Datum(header), Lang::Zh) => {
                Said::new(format!("“{header}”不是 WGS-84 坐标"), "先换算为 WGS-84 坐标；不能由系统猜测")
            }
            (Self::Datum(header), Lang::En) => Said::new(
                format!("`{header}` is not in WGS-84"),
                "convert the positions to WGS-84 first; nobody guesses them",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<Cell> {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) };
        cells.iter().map(cell).collect()
    }

    /// Kind, fields with their places, units, first row below.
    fn found(rows: &[&[&str]], named: Option<Kind>) -> (Kind, Vec<(usize, &'static str)>, Vec<String>, usize) {
        let rows: Vec<_> = rows.iter().map(|cells| row(cells)).collect();
        let header = Header::find(&rows, named).unwrap();
        let fields = header.places.iter().map(|place| (place.at, place.column.field)).collect();
        let units = header.places.iter().filter_map(|place| place.unit.clone()).collect();
        (header.kind, fields, units, header.below)
    }

    fn slip(rows: &[&[&str]], named: Option<Kind>) -> HeaderSlip {
        let rows: Vec<_> = rows.iter().map(|cells| row(cells)).collect();
        Header::find(&rows, named).unwrap_err()
    }

    #[test]
    fn headers_in_any_order_and_either_language_below_a_title() {
        let (kind, fields, units, below) = found(
            &[
                &["示范市许可排放量一览表"],
                &["填表单位：", "某局"],
                &["许可年排放量（吨／年）", "备注", "统一社会信用代码 *", "污染物（必填）"],
                &["4", "", "91350100M000100Y43", "w01018"],
            ],
            None,
        );
        assert_eq!(kind, Kind::Caps);
        assert_eq!(fields, [(0, "kg_per_year"), (2, "enterprise"), (3, "pollutant")]);
        assert_eq!((units, below), (vec!["吨/年".to_owned()], 3));
        let (kind, fields, ..) = found(&[&["Kind", "MONTH", "quantity (kWh)", "Credit Code"]], None);
        assert_eq!((kind, fields.len()), (Kind::Bills, 4));
    }

    #[test]
    fn two_rows_of_headers() {
        let upper =
            ["统一社会信用代码", "排放口编号", "污染物", "排放限值", "", "考核时段", "依据", "来源", "执行起始日期"];
        let lower = ["", "", "", "下限", "上限（mg/L）", "", "", "", ""];
        let (kind, fields, units, below) = found(&[&upper, &lower, &["9", "DW001", "w1", "", "90"]], None);
        assert_eq!((kind, below), (Kind::Limits, 2));
        assert_eq!(fields[3..5], [(3, "low"), (4, "high")]);
        assert_eq!(units, ["mg/L"]);
    }

    #[test]
    fn merged_headers_say_it_over_all_their_cells() {
        let covered = |text: &str| Cell::Covered(Box::new(Cell::Text(text.to_owned())));
        let mut upper = row(&["统一社会信用代码", "产品名称", "年生产能力"]);
        upper.push(covered("年生产能力"));
        let lower = row(&["统一社会信用代码", "产品名称", "数值", "单位"]);
        let rows = [upper, lower];
        // `年生产能力数值` is no header, so that the upper one stands for the first of its two columns.
        let header = Header::find(&rows, None).unwrap();
        let fields: Vec<_> = header.places.iter().map(|place| (place.at, place.column.field)).collect();
        assert_eq!(fields, [(0, "enterprise"), (1, "name"), (2, "capacity"), (3, "unit")]);
    }

    #[test]
    fn what_is_wrong_with_a_header() {
        assert_eq!(slip(&[&["a", "b"], &["1", "2"]], None), HeaderSlip::Unknown);
        assert_eq!(slip(&[], Some(Kind::Towns)), HeaderSlip::Unknown);
        let lacks = slip(&[&["统一社会信用代码", "产品名称"]], Some(Kind::Products));
        assert_eq!(
            lacks,
            HeaderSlip::Lacks(Kind::Products, vec![super::super::column(Kind::Products, "capacity").unwrap()])
        );
        let twice = slip(&[&["统一社会信用代码", "产品名称", "年产能(t)", "生产能力"]], None);
        assert!(matches!(twice, HeaderSlip::Twice(column) if column.field == "capacity"));
        let unit = slip(&[&["信用代码", "污染物", "许可年排放量（斤）"]], None);
        assert_eq!(unit, HeaderSlip::Unit("许可年排放量（斤）".into(), "kg、t"));
        for header in ["限值(g/L)", "限值（单位：g/L）", "排放限值（kg）"] {
            let unit = slip(&[&["信用代码", "排放口编号", "污染物", header, "均值", "依据", "来源", "起始日期"]], None);
            assert_eq!(unit, HeaderSlip::Unit(header.into(), "mg/L、mg/m³"), "{header}");
        }
        let town = ["行政区划代码", "镇街名称", "经度（GCJ-02）", "纬度（GCJ-02）"];
        assert!(matches!(slip(&[&town], None), HeaderSlip::Datum(_)));
        for lang in [Lang::Zh, Lang::En] {
            assert!(!unit.said(lang).reason.is_empty() && !lacks.said(lang).remedy.is_empty());
        }
    }

    #[test]
    fn what_stands_in_brackets() {
        assert_eq!(brackets("设备编号（MN）【必填】"), ["MN", "必填"]);
        assert_eq!(brackets("限值（单位：mg/L，pH 除外）"), ["mg/L", "pH 除外"]);
        assert_eq!(brackets("限值(mg/L"), ["mg/L"]);
    }

    /// What is in brackets and no unit is a remark, and nothing is counted in it.
    #[test]
    fn brackets_are_units_only_where_they_are_ones() {
        let units = |row: &[&str]| found(&[row], None).2;
        let none: [String; 0] = [];
        let town = ["区划代码（9位）", "名称（全称）", "经度（WGS-84）", "纬度（度）"];
        assert_eq!(units(&town), none);
        assert_eq!(units(&["信用代码", "产品（按 g/L 计）", "年产能（设计）"]), none);
        assert_eq!(units(&["信用代码", "产品", "年产能（设计，万吨/年）"]), ["万吨/年"]);
        assert_eq!(units(&["信用代码", "污染物", "许可年排放量（全厂）"]), none);
        assert_eq!(units(&["信用代码", "污染物", "许可年排放量（全厂）（吨）"]), ["吨"]);
        let limits = [
            "信用代码",
            "排放口编号",
            "污染物",
            "下限（min）",
            "上限（max，毫克/升）",
            "均值",
            "依据",
            "来源",
            "起始日期",
        ];
        assert_eq!(units(&limits), ["毫克/升"]);
    }
}
