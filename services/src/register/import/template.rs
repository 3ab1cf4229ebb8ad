//! Templates to fill in: a header, a row that explains each column, and lists to choose from. The reader leaves rows out
//! that begin with `#`, and the sheet that explains.

use domain::sheet::{Column, Kind, columns};
use rust_xlsxwriter::{Color, DataValidation, Format, Workbook, XlsxError};

/// The rows for which a template offers its lists: as many as Excel has.
const LAST_ROW: u32 = 1_048_575;
/// The number of the format “text” in the list that every spreadsheet has.
const TEXT: u8 = 49;
/// The width of a column, in characters.
const WIDTH: f64 = 22.0;

/// What a template is about.
const EXPLANATION: [&str; 9] = [
    "一张工作表一类数据；不需要的工作表可以空着或删去。列的顺序可以改，列名不要改。",
    "表头下以 # 开头的一行是说明，导入时跳过，可以删去。",
    "先填镇街、企业、排放口，再填排放限值、数采仪和其他；放在同一个文件里一次导入即可。",
    "代码、编号和密码所在的列已设为“文本”格式，请不要改成数值：科学记数法会丢失数字，系统不会猜测。",
    "日期写作 2026-10-08，月份写作 2026-07。",
    "单位写在表头的括号里或“单位”列，只写一处。坐标为 WGS-84，十进制度。",
    "合并单元格对它跨过的每一行有效，但不能横跨几列。隐藏的行照样导入，隐藏的工作表不导入。",
    "重复导入同一文件不会改变任何数据；同一代码或编号的行表示修改。",
    "导入前先检查：系统逐格说明哪些会新增、修改、不变，哪些不能导入、为什么、怎样改。",
];

/// The words to choose from.
fn words(column: &Column) -> Vec<&'static str> {
    column.choices.iter().map(|(word, _)| *word).collect()
}

/// What a column's explanation says.
fn hint(column: &Column) -> String {
    let need = if column.needed { "必填" } else { "选填" };
    let choices = match column.choices {
        [] => String::new(),
        _ => format!("：{}", words(column).join("、")),
    };
    let hint = if column.hint.is_empty() { String::new() } else { format!("；{}", column.hint) };
    format!("{need}{hint}{choices}")
}

/// The columns that a template has.
fn offered(kind: Kind) -> Vec<&'static Column> {
    columns(kind).iter().filter(|column| !column.unoffered).collect()
}

/// Header and explanation of a kind.
fn rows(kind: Kind) -> [Vec<String>; 2] {
    let columns = offered(kind);
    let headers = columns.iter().map(|column| column.zh.to_owned()).collect();
    let mark = |(at, column): (usize, &Column)| if at == 0 { format!("# {}", hint(column)) } else { hint(column) };
    [headers, columns.into_iter().enumerate().map(mark).collect()]
}

/// The template of a kind as separated values, in UTF-8 with the mark by which Excel knows that.
pub fn separated(kind: Kind) -> Vec<u8> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    for row in rows(kind) {
        let quoted = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        bytes.extend(quoted.collect::<Vec<_>>().join(",").into_bytes());
        bytes.extend(b"\r\n");
    }
    bytes
}

/// What the template of a delivery is about.
const OF_A_DELIVERY: [&str; 8] = [
    "列的顺序可以改，列名不要改，中文或英文都可以；没有的选填列可以删去。",
    "表头下以 # 开头的一行是说明，导入时跳过，可以删去。",
    "代码、编号所在的列已设为“文本”格式，请不要改成数值：科学记数法会丢失数字，系统不会猜测。",
    "日期写作 2026-10-08，月份写作 2026-07。数字里可以有千位分隔符，全角数字照样读取。",
    "单位写在表头的括号里或“单位”列，只写一处。",
    "同一份数据可以重复送来，不变的行不会改动；更正后的数再送一次即可，原来的数仍然保留。",
    "合并单元格对它跨过的每一行有效，但不能横跨几列。隐藏的行照样导入，隐藏的工作表不导入。",
    "导入前先检查：系统逐格说明哪些会新增、修改、不变，哪些不能导入、为什么、怎样改。",
];

/// One workbook with a sheet for each kind of the register.
///
/// # Errors
/// Where it cannot be made; nothing in it comes from outside.
pub fn workbook() -> Result<Vec<u8>, crate::Error> {
    make(&EXPLANATION, Kind::REGISTER).map_err(|error| crate::Error::invalid("template", error))
}

/// The workbook of something that others deliver.
///
/// # Errors
/// Where it cannot be made; nothing in it comes from outside.
pub fn workbook_of(kind: Kind) -> Result<Vec<u8>, crate::Error> {
    make(&OF_A_DELIVERY, &[kind]).map_err(|error| crate::Error::invalid("template", error))
}

fn make(explanation: &[&str], kinds: &[Kind]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let (header, soft) = (Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E8E4)), soft());
    let text = Format::new().set_num_format_index(TEXT);
    let explaining = workbook.add_worksheet();
    explaining.set_name("说明")?.set_column_width(0, 110)?;
    for (row, line) in (0..).zip(explanation) {
        explaining.write_string_with_format(row, 0, *line, &Format::new().set_text_wrap())?;
    }
    for &kind in kinds {
        let sheet = workbook.add_worksheet();
        sheet.set_name(kind.zh())?.set_freeze_panes(2, 0)?;
        let [headers, hints] = rows(kind);
        for (((at, column), said), hint) in (0..).zip(offered(kind)).zip(headers).zip(hints) {
            sheet.set_column_width(at, WIDTH)?;
            if column.text {
                sheet.set_column_format(at, &text)?;
            }
            sheet.write_string_with_format(0, at, said, &header)?;
            sheet.write_string_with_format(1, at, hint, &soft)?;
            if !column.choices.is_empty() {
                let list = DataValidation::new().allow_list_strings(&words(column))?;
                sheet.add_data_validation(2, at, LAST_ROW, at, &list)?;
            }
        }
    }
    workbook.save_to_buffer()
}

fn soft() -> Format {
    Format::new().set_text_wrap().set_font_color(Color::RGB(0x0055_6660))
}

#[cfg(test)]
mod tests {
    use domain::sheet::{Cell, Header};

    use super::*;

    #[test]
    fn every_template_has_its_header() {
        for &kind in Kind::ALL {
            let cells = rows(kind).map(|row| row.into_iter().map(Cell::Text).collect());
            let header = Header::find_among(&cells, None, &[kind]).unwrap();
            assert_eq!((header.kind, header.below, header.unread.len()), (kind, 1, 0));
            assert_eq!(header.places.len(), offered(kind).len());
        }
    }

    /// Whoever chooses the edition hears there what of it is not to be had.
    #[test]
    fn the_edition_of_a_logger_says_what_it_lacks() {
        let [headers, hints] = rows(Kind::Loggers);
        let at = headers.iter().position(|header| header == "协议版本").unwrap();
        assert_eq!(hints[at], "必填；HJ 212 的年份；2025 版的国密 SM4 加密和设备激活没有实现：2017、2005、2025");
    }

    /// Zeros in front and long numbers survive only in a column of text. In the file a column names its format by its place
    /// in the file's own list.
    #[test]
    fn codes_are_columns_of_text() {
        let bytes = workbook().unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
        let styles = part("xl/styles.xml");
        let formats = styles.split("<cellXfs").nth(1).unwrap().split("</cellXfs").next().unwrap().to_owned();
        let is_text: Vec<bool> =
            formats.split("<xf ").skip(1).map(|xf| xf.contains(&format!("numFmtId=\"{TEXT}\""))).collect();
        let number = |tag: &str, name: &str| {
            let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
            value.parse::<usize>().ok()
        };
        for (at, &kind) in Kind::REGISTER.iter().enumerate() {
            let sheet = part(&format!("xl/worksheets/sheet{}.xml", at + 2));
            let tags: Vec<&str> = sheet.split("<col ").skip(1).map(|tag| tag.split('>').next().unwrap()).collect();
            let is_text_at = |column: usize| {
                let covers = |tag: &&&str| {
                    let tag = format!(" {tag}");
                    number(&tag, "min").unwrap() <= column && column <= number(&tag, "max").unwrap()
                };
                let tag = format!(" {}", tags.iter().find(covers).unwrap());
                number(&tag, "style").is_some_and(|style| is_text[style])
            };
            let texts: Vec<_> = (1..).zip(columns(kind)).filter(|(column, _)| is_text_at(*column)).collect();
            let named: Vec<_> = texts.iter().map(|(_, column)| column.field).collect();
            let want: Vec<_> = columns(kind).iter().filter(|column| column.text).map(|column| column.field).collect();
            assert_eq!(named, want, "{kind}");
            let is_known_by =
                |field: &&str| ["code", "credit_code", "enterprise", "outlet", "town", "mn"].contains(field);
            for field in columns(kind).iter().map(|column| column.field).filter(is_known_by) {
                assert!(want.contains(&field), "{kind}: {field}");
            }
        }
    }
}
