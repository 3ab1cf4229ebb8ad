//! What the management classes of the demo city follow from: the catalogue of 2019 (固定污染源排污许可分类管理名录（2019年版）), by
//! its text from memory, verify.
//!
//! Item 89 (计算机、电子器件、电子元件及电子专用材料等制造) has key management for whoever is on the list of key dischargers,
//! simplified management for ten tonnes of solvent-borne paint a year, and registration for the rest. By Art 6 of the catalogue
//! a trade of items 1 to 107 is also managed by the general processes of items 109 to 112: whoever plates has simplified
//! management by item 111 for that process. So a maker of boards of several layers, which are plated through, holds a
//! permit, and one of single-sided boards is registered.

use domain::enterprise::ManagementClass;

use crate::trade::Trade;

/// What the class of an enterprise follows from; empty where it was not looked up.
pub const fn class_basis(trade: Trade, class: ManagementClass) -> &'static str {
    use ManagementClass as C;
    match (trade, class) {
        (Trade::Electroplating, C::Key) => {
            "《固定污染源排污许可分类管理名录（2019年版）》金属表面处理及热处理加工：有电镀工序"
        }
        (Trade::Dyeing, C::Key) => "《固定污染源排污许可分类管理名录（2019年版）》纺织业：有前处理、染色、印花等工序",
        (Trade::Paper, C::Key) => "《固定污染源排污许可分类管理名录（2019年版）》造纸：机制纸及纸板制造",
        (Trade::Incineration, C::Key) => "《固定污染源排污许可分类管理名录（2019年版）》电力生产：含生活垃圾焚烧发电",
        (Trade::Municipal, C::Key) => {
            "《固定污染源排污许可分类管理名录（2019年版）》污水处理及其再生利用：日处理能力2万吨及以上的城乡污水集中处理场所"
        }
        (Trade::CircuitBoards, C::Key) => "纳入重点排污单位名录",
        (Trade::CircuitBoards, C::Simplified) => {
            "《固定污染源排污许可分类管理名录（2019年版）》第六条、第111类表面处理：有电镀工序（多层、双面板孔金属化）"
        }
        (Trade::CircuitBoards, C::Registered) => {
            "《固定污染源排污许可分类管理名录（2019年版）》第89类：未纳入重点排污单位名录，\
             年使用溶剂型涂料（含稀释剂）不足10吨，无电镀等表面处理工序"
        }
        _ => "",
    }
}
