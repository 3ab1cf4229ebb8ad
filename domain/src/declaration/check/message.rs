//! What the rules say: what is wrong, where, and what to do.

use super::problem::Problem;
use crate::{lang::Lang, message::Text};

const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}

/// Every sentence, by the rule's number and its own name.
#[rustfmt::skip]
pub(super) const TEXTS: &[(&str, Text)] = &[
    ("D01.empty", text("{field}未填写；没有的请填 0。", "{field} is empty; enter 0 if there was none.")),
    ("D01.name", text("{field}未填写。", "{field} is empty.")),
    ("D02.negative", text("{field}为 {value}，不能小于 0。", "{field} is {value}; it cannot be below 0.")),
    ("D03.fine", text("{field} {value} 小数超过 {digits} 位，请四舍五入。", "{field}: {value} has more than {digits} digits after the point; round it.")),
    ("D03.large", text("{field}太大，无法保存；请核对位数和单位。", "{field} is too large to be stored; check its digits and unit.")),
    ("D04.magnitude", text("{field} {value} {unit}，超出常理；请核对位数和单位，属实请说明。", "{field}: {value} {unit} is beyond what is plausible; check digits and unit, or explain.")),
    ("D05.digit", text("废水排放量 {value} 立方米，大于总取水量 {intake} 立方米。是否多写了一位？", "Wastewater of {value} m³ is above the total water intake of {intake} m³. One digit too many?")),
    ("D05.more", text("废水排放量 {value} 立方米，大于总取水量 {intake} 立方米；请核对，属实请说明来源。", "Wastewater of {value} m³ is above the total water intake of {intake} m³; check it, or explain where it comes from.")),
    ("D06.high", text("{field} {value} {unit}，约为上季度 {last} {unit} 的 1,000 倍。单位是否写错？", "{field}: {value} {unit} is about 1,000 times last quarter’s {last} {unit}. Wrong unit?")),
    ("D06.low", text("{field} {value} {unit}，约为上季度 {last} {unit} 的千分之一。单位是否写错？", "{field}: {value} {unit} is about a thousandth of last quarter’s {last} {unit}. Wrong unit?")),
    ("D06.capacity", text("{field} {value} {unit}，远超许可证载明的生产能力（折合本季度 {capacity} {unit}）。单位是否写错？", "{field}: {value} {unit} is far above the capacity stated in the permit ({capacity} {unit} for the quarter). Wrong unit?")),
    ("D07.jump", text("{field} {value} {unit}，上季度为 {last} {unit}，相差 5 倍以上；请核对。", "{field}: {value} {unit} against {last} {unit} last quarter, more than a fivefold difference; check it.")),
    ("D08.over", text("{field} {value} {unit}，为许可证载明的生产能力（折合本季度 {capacity} {unit}）的 {share}；请说明原因。", "{field}: {value} {unit} is {share} of the capacity stated in the permit ({capacity} {unit} for the quarter); explain why.")),
    ("D09.grave", text("{field} {value} {unit}，为许可证载明的生产能力（折合本季度 {capacity} {unit}）的 {share}，超过 130%，可能构成重大变动；请核对，属实请说明。", "{field}: {value} {unit} is {share} of the capacity stated in the permit ({capacity} {unit} for the quarter), above 130%: possibly a major change; check it, or explain.")),
    ("D10.hours", text("{field} {value} 小时，超过本季度的 {most} 小时。", "{field}: {value} h; the quarter has only {most} h.")),
    ("D11.twice", text("{outlet} {pollutant}重复，第 {first} 行已填；请删去一行。", "{outlet} {pollutant} is entered twice, see row {first}; remove one.")),
    ("D12.missing", text("缺少 {outlet} {pollutant}的排放量；没有排放请填 0。", "The amount of {pollutant} at {outlet} is missing; enter 0 if there was none.")),
    ("D13.outlet", text("许可证没有排放口 {outlet}；请核对编号。", "The permit has no outlet {outlet}; check its number.")),
    ("D14.code", text("{pollutant} 不能用于排放口 {outlet}；废水代码以 w、废气代码以 a 开头，后接五位数字。", "{pollutant} does not fit outlet {outlet}; codes begin with w for water or a for gas, followed by five digits.")),
    ("D15.unlisted", text("许可证未列 {outlet} 的 {pollutant}；请核对，属实请保留。", "The permit does not list {pollutant} at {outlet}; check it, and keep it if it is correct.")),
    ("D16.above", text("{field} {value} {unit}，高于许可限值 {limit} {unit}；请核对，属实请说明原因。", "{field}: {value} {unit} is above the permitted {limit} {unit}; check it, or explain.")),
    ("D16.below", text("{field} {value} {unit}，低于许可限值 {limit} {unit}；请核对，属实请说明原因。", "{field}: {value} {unit} is below the permitted {limit} {unit}; check it, or explain.")),
    ("D17.unknown", text("许可证没有产品“{name}”；请核对名称，属实请说明。", "The permit has no product “{name}”; check its name, or explain.")),
    ("D17.unit", text("产品“{name}”的单位应为“{unit}”。", "The unit of “{name}” is “{unit}”.")),
    ("D18.missing", text("缺少产品“{name}”；没有生产请填 0。", "The product “{name}” is missing; enter 0 if there was none.")),
    ("D18.twice", text("产品“{name}”重复；请合并为一行。", "The product “{name}” is entered twice; merge into one row.")),
    ("D19.long", text("{field}有 {count} 个字，最多 {most} 个。", "{field} has {count} characters; {most} are allowed.")),
    ("D19.rows", text("“{field}”有 {count} 行，最多 {most} 行。", "“{field}” has {count} rows; {most} are allowed.")),
];

/// The sentence of a problem; empty for a key of a newer edition.
pub fn message(lang: Lang, problem: &Problem) -> String {
    let found = TEXTS.iter().find(|(key, _)| *key == problem.key);
    found.map(|(_, text)| text.fill(lang, &problem.args)).unwrap_or_default()
}
