//! The lines of the table, sorted by code.

use super::{
    Medium::{self, Air, Process, Water},
    Pollutant,
};
use crate::Unit;

/// All lines, sorted by code.
///
/// Ammonia in flue gas (a21001) has ng/m³ as printed in the standard; stacks surely mean mg/m³, so
/// set the unit with the device.
pub static POLLUTANTS: &[Pollutant] = &[
    line(Air, "a00000", "B02", "废气流量", "flue-gas flow", Unit::CubicMetrePerSecond, Unit::CubicMetre),
    line(Air, "a01011", "S02", "烟气流速", "flue-gas velocity", Unit::MetrePerSecond, Unit::None),
    line(Air, "a01012", "S03", "烟气温度", "flue-gas temperature", Unit::Celsius, Unit::None),
    line(Air, "a01013", "S08", "烟气压力", "flue-gas pressure", Unit::Kilopascal, Unit::None),
    line(Air, "a01014", "S05", "烟气湿度", "flue-gas humidity", Unit::Percent, Unit::None),
    line(Air, "a01901", "", "炉膛温度", "furnace temperature", Unit::Celsius, Unit::None),
    line(Air, "a19001", "S01", "氧气含量", "oxygen content", Unit::Percent, Unit::None),
    line(Air, "a21001", "10", "氨气", "ammonia", Unit::NanogramPerCubicMetre, Unit::Gram),
    line(Air, "a21002", "03", "氮氧化物", "nitrogen oxides", Unit::MilligramPerCubicMetre, Unit::Kilogram),
    line(Air, "a21005", "04", "一氧化碳", "carbon monoxide", Unit::MilligramPerCubicMetre, Unit::Kilogram),
    line(Air, "a21024", "08", "氯化氢", "hydrogen chloride", Unit::MilligramPerCubicMetre, Unit::Kilogram),
    line(Air, "a21026", "02", "二氧化硫", "sulphur dioxide", Unit::MilligramPerCubicMetre, Unit::Kilogram),
    line(Air, "a24088", "", "非甲烷总烃", "non-methane hydrocarbons", Unit::MilligramPerCubicMetre, Unit::Kilogram),
    line(Air, "a34013", "01", "烟尘", "particulate matter", Unit::MilligramPerCubicMetre, Unit::Kilogram),
    line(Process, "e101xx", "", "进水流量", "inlet flow", Unit::LitrePerSecond, Unit::None),
    line(Process, "e102xx", "", "进水化学需氧量", "inlet chemical oxygen demand", Unit::MilligramPerLitre, Unit::None),
    line(Process, "e201xx", "", "出水流量", "outlet flow", Unit::LitrePerSecond, Unit::None),
    line(Process, "e301xx", "", "提升泵电流", "lift pump current", Unit::Ampere, Unit::None),
    line(Process, "e302xx", "", "鼓风机电流", "blower current", Unit::Ampere, Unit::None),
    line(Process, "e309xx", "", "剩余污泥量", "surplus sludge", Unit::None, Unit::None),
    line(Process, "e313xx", "", "加药量", "dosing", Unit::None, Unit::None),
    line(Process, "g101xx", "", "增压风机状态", "booster fan state", Unit::None, Unit::None),
    line(Process, "i12001", "", "分析仪工作状态", "analyser state", Unit::None, Unit::None),
    line(Process, "i12003", "", "分析仪报警", "analyser alarm", Unit::None, Unit::None),
    line(Process, "i13001", "", "分析仪量程", "analyser range", Unit::None, Unit::None),
    line(Process, "i13007", "", "校准曲线截距", "calibration intercept", Unit::None, Unit::None),
    line(Process, "i13008", "", "校准曲线斜率", "calibration slope", Unit::None, Unit::None),
    line(Process, "i33200", "", "用电电流", "station current", Unit::Ampere, Unit::None),
    line(Process, "i33201", "", "累计用电量", "plant energy, cumulative", Unit::KilowattHour, Unit::None),
    line(Process, "i33202", "", "日用电量", "plant energy of the day", Unit::KilowattHour, Unit::None),
    line(Water, "w00000", "B01", "废水流量", "wastewater flow", Unit::LitrePerSecond, Unit::CubicMetre),
    line(Water, "w01001", "001", "pH值", "pH", Unit::None, Unit::None),
    line(Water, "w01002", "002", "色度", "colour", Unit::Degree, Unit::None),
    line(Water, "w01010", "", "水温", "water temperature", Unit::Celsius, Unit::None),
    line(Water, "w01012", "003", "悬浮物", "suspended solids", Unit::MilligramPerLitre, Unit::Kilogram),
    line(
        Water,
        "w01017",
        "010",
        "五日生化需氧量",
        "biochemical oxygen demand, five days",
        Unit::MilligramPerLitre,
        Unit::Kilogram,
    ),
    line(Water, "w01018", "011", "化学需氧量", "chemical oxygen demand", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w01019", "", "高锰酸盐指数", "permanganate index", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w20111", "020", "总汞", "total mercury", Unit::MicrogramPerLitre, Unit::Gram),
    line(Water, "w20115", "022", "总镉", "total cadmium", Unit::MicrogramPerLitre, Unit::Gram),
    line(Water, "w20116", "023", "总铬", "total chromium", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w20117", "024", "六价铬", "hexavalent chromium", Unit::MicrogramPerLitre, Unit::Gram),
    line(Water, "w20119", "026", "总砷", "total arsenic", Unit::MicrogramPerLitre, Unit::Gram),
    line(Water, "w20120", "027", "总铅", "total lead", Unit::MicrogramPerLitre, Unit::Gram),
    line(Water, "w20121", "028", "总镍", "total nickel", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w20122", "029", "总铜", "total copper", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w20123", "030", "总锌", "total zinc", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w21001", "065", "总氮", "total nitrogen", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w21003", "060", "氨氮", "ammonia nitrogen", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w21011", "101", "总磷", "total phosphorus", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w21016", "070", "总氰化物", "total cyanide", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w21017", "072", "氟化物", "fluoride", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w21019", "071", "硫化物", "sulphide", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w22001", "080", "石油类", "petroleum", Unit::MilligramPerLitre, Unit::Kilogram),
    line(Water, "w23002", "110", "挥发酚", "volatile phenol", Unit::MilligramPerLitre, Unit::Kilogram),
];

/// Empty and `Unit::None` stand for absent.
const fn line(
    medium: Medium,
    code: &'static str,
    legacy: &'static str,
    name_zh: &'static str,
    name_en: &'static str,
    unit: Unit,
    amount: Unit,
) -> Pollutant {
    let legacy = if legacy.is_empty() { None } else { Some(legacy) };
    let amount = if matches!(amount, Unit::None) { None } else { Some(amount) };
    Pollutant { code, legacy, name_zh, name_en, unit, amount, medium }
}
