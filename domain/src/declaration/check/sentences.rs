//! What the rules say: what is wrong, where, and what to do.

use super::problem::Problem;
use crate::{
    lang::Lang,
    message::{Arg, Text},
};

/// A sentence of a rule, and what else anybody has to know of a problem that it tells: pages and the editor ask the
/// problem, and decide nothing by its key.
pub(super) struct Sentence {
    /// The rule's number, a dot, and its own name.
    pub key: &'static str,
    /// Its words.
    pub text: Text,
    /// What kind of mistake it tells.
    pub nature: Nature,
}

/// What kind of mistake a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Nothing is entered in a field.
    Empty,
    /// A figure is too low.
    TooLow,
    /// A figure is too low or too high beside that of the quarter before.
    BesideLast,
    /// Something else.
    Other,
}

const fn sentence(key: &'static str, zh: &'static str, en: &'static str) -> Sentence {
    Sentence { key, text: Text { zh, en }, nature: Nature::Other }
}

impl Sentence {
    const fn about(self, nature: Nature) -> Self {
        Self { nature, ..self }
    }
}

impl Problem {
    /// Whether it is no more than that a field is empty: nobody may have come to it yet.
    pub fn is_missing(&self) -> bool {
        self.nature() == Nature::Empty
    }

    /// Whether the figure is too low, so that more of its digits may mend it.
    pub fn is_too_low(&self) -> bool {
        match self.nature() {
            Nature::TooLow => true,
            Nature::BesideLast => match (self.args.get("value"), self.args.get("last")) {
                (Some(Arg::Number(value)), Some(Arg::Number(last))) => value < last,
                _ => false,
            },
            Nature::Empty | Nature::Other => false,
        }
    }

    fn sentence(&self) -> Option<&'static Sentence> {
        SENTENCES.iter().find(|sentence| sentence.key == self.key)
    }

    /// That of a key of a newer edition is not known here.
    fn nature(&self) -> Nature {
        self.sentence().map_or(Nature::Other, |sentence| sentence.nature)
    }
}

/// Every sentence, by the rule's number and its own name.
#[rustfmt::skip]
pub(super) const SENTENCES: &[Sentence] = &[
    sentence("D01.empty", "{field}未填写；没有的请填 0。", "{field} is empty; enter 0 if there was none.").about(Nature::Empty),
    sentence("D01.name", "{field}未填写。", "{field} is empty.").about(Nature::Empty),
    sentence("D02.negative", "{field}为 {value}，不能小于 0。", "{field} is {value}; it cannot be below 0."),
    sentence("D03.fine", "{field} {value} 小数超过 {digits} 位，请四舍五入。", "{field}: {value} has more than {digits} digits after the point; round it."),
    sentence("D03.large", "{field}太大，无法保存；请核对位数和单位。", "{field} is too large to be stored; check its digits and unit."),
    sentence("D04.magnitude", "{field} {value} {unit}，超出常理；请核对位数和单位，属实请说明。", "{field}: {value} {unit} is beyond what is plausible; check digits and unit, or explain."),
    sentence("D05.digit", "废水排放量 {value} 立方米，大于取水量（自来水与其他水源）{taken} 立方米。是否多写了一位？", "Wastewater of {value} m³ is above the {taken} m³ of water taken in (municipal and other sources). One digit too many?"),
    sentence("D05.more", "废水排放量 {value} 立方米，大于取水量（自来水与其他水源）{taken} 立方米；请核对，属实请说明来源。", "Wastewater of {value} m³ is above the {taken} m³ of water taken in (municipal and other sources); check it, or explain where it comes from."),
    sentence("D06.high", "{field} {value} {unit}，约为上季度 {last} {unit} 的 1,000 倍。单位是否写错？", "{field}: {value} {unit} is about 1,000 times last quarter’s {last} {unit}. Wrong unit?"),
    sentence("D06.low", "{field} {value} {unit}，约为上季度 {last} {unit} 的千分之一。单位是否写错？", "{field}: {value} {unit} is about a thousandth of last quarter’s {last} {unit}. Wrong unit?").about(Nature::TooLow),
    sentence("D06.capacity", "{field} {value} {unit}，远超许可证载明的生产能力（折合本季度 {capacity} {unit}）。单位是否写错？", "{field}: {value} {unit} is far above the capacity stated in the permit ({capacity} {unit} for the quarter). Wrong unit?"),
    sentence("D07.jump", "{field} {value} {unit}，上季度为 {last} {unit}，相差 5 倍以上；请核对。", "{field}: {value} {unit} against {last} {unit} last quarter, more than a fivefold difference; check it.").about(Nature::BesideLast),
    sentence("D08.over", "{field} {value} {unit}，为许可证载明的生产能力（折合本季度 {capacity} {unit}）的 {share}；请说明原因。", "{field}: {value} {unit} is {share} of the capacity stated in the permit ({capacity} {unit} for the quarter); explain why."),
    sentence("D09.grave", "{field} {value} {unit}，为许可证载明的生产能力（折合本季度 {capacity} {unit}）的 {share}，超过 130%，可能构成重大变动；请核对，属实请说明。", "{field}: {value} {unit} is {share} of the capacity stated in the permit ({capacity} {unit} for the quarter), above 130%: possibly a major change; check it, or explain."),
    sentence("D10.hours", "{field} {value} 小时，超过本季度的 {most} 小时。", "{field}: {value} h; the quarter has only {most} h."),
    sentence("D11.twice", "{outlet} {pollutant}重复，第 {first} 行已填；请删去一行。", "{outlet} {pollutant} is entered twice, see row {first}; remove one."),
    sentence("D12.missing", "缺少 {outlet} {pollutant}的排放量；没有排放请填 0。", "The amount of {pollutant} at {outlet} is missing; enter 0 if there was none."),
    sentence("D13.outlet", "许可证没有排放口 {outlet}；请核对编号。", "The permit has no outlet {outlet}; check its number."),
    sentence("D14.code", "{pollutant} 不能用于排放口 {outlet}；废水代码以 w、废气代码以 a 开头，后接五位数字。", "{pollutant} does not fit outlet {outlet}; codes begin with w for water or a for gas, followed by five digits."),
    sentence("D15.unlisted", "许可证未列 {outlet} 的 {pollutant}；请核对，属实请保留。", "The permit does not list {pollutant} at {outlet}; check it, and keep it if it is correct."),
    sentence("D16.above", "{field} {value} {unit}，高于许可限值 {limit} {unit}；请核对，属实请说明原因。", "{field}: {value} {unit} is above the permitted {limit} {unit}; check it, or explain."),
    sentence("D16.below", "{field} {value} {unit}，低于许可限值 {limit} {unit}；请核对，属实请说明原因。", "{field}: {value} {unit} is below the permitted {limit} {unit}; check it, or explain.").about(Nature::TooLow),
    sentence("D17.unknown", "许可证没有产品“{name}”；请核对名称，属实请说明。", "The permit has no product “{name}”; check its name, or explain."),
    sentence("D17.unit", "产品“{name}”的单位应为“{unit}”。", "The unit of “{name}” is “{unit}”."),
    sentence("D18.missing", "缺少产品“{name}”；没有生产请填 0。", "The product “{name}” is missing; enter 0 if there was none."),
    sentence("D18.twice", "产品“{name}”重复；请合并为一行。", "The product “{name}” is entered twice; merge into one row."),
    sentence("D19.long", "{field}有 {count} 个字，最多 {most} 个。", "{field} has {count} characters; {most} are allowed."),
    sentence("D19.rows", "“{field}”有 {count} 行，最多 {most} 行。", "“{field}” has {count} rows; {most} are allowed."),
];

/// The sentence of a problem; empty for a key of a newer edition.
pub fn message(lang: Lang, problem: &Problem) -> String {
    problem.sentence().map(|sentence| sentence.text.fill(lang, &problem.args)).unwrap_or_default()
}
