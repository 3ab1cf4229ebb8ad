//! Names of enterprises: town, 字号, trade and form, put together from invented parts.

use services::register::syllable;

use super::trade::Trade;

const FIRST: [char; 22] = [
    '永', '恒', '新', '精', '曜', '满', '皓', '岚', '泓', '骏', '昱', '启', '朗', '禾', '沐', '锦', '翊', '瑾', '望',
    '晟', '拓', '澄',
];
const SECOND: [char; 22] = [
    '昼', '皎', '苇', '能', '仓', '泽', '川', '岳', '棠', '屿', '霖', '衡', '铎', '笙', '桐', '弦', '朔', '庭', '峤',
    '溯', '珩', '煦',
];

/// How many different 字号 there are.
pub const BRANDS: usize = FIRST.len() * SECOND.len();

/// The n-th 字号, in an order that looks like none.
pub fn brand(n: usize) -> String {
    let place = (n * 101 + 7) % BRANDS;
    [FIRST[place / SECOND.len()], SECOND[place % SECOND.len()]].iter().collect()
}

/// What the name of a firm says that it does, in both languages with the form, and which of its trade's products that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// In Chinese.
    pub chinese: &'static str,
    /// For readers of English.
    pub english: &'static str,
    /// Place among the products of the trade.
    pub product: usize,
}

const fn line(chinese: &'static str, english: &'static str, product: usize) -> Line {
    Line { chinese, english, product }
}

/// The lines of a trade.
pub const fn lines(trade: Trade) -> &'static [Line] {
    match trade {
        Trade::Electroplating => {
            const {
                &[
                    line("电镀厂", "Electroplating Works", 0),
                    line("表面处理有限公司", "Surface Treatment Co., Ltd.", 0),
                    line("五金电镀有限公司", "Hardware Plating Co., Ltd.", 0),
                    line("精密电镀有限公司", "Precision Plating Co., Ltd.", 0),
                ]
            }
        }
        Trade::Dyeing => {
            const {
                &[
                    line("印染有限公司", "Dyeing & Printing Co., Ltd.", 2),
                    line("染整有限公司", "Dyeing & Finishing Co., Ltd.", 1),
                    line("纺织印染厂", "Textile Dyeing Works", 2),
                    line("针织漂染有限公司", "Knitwear Dyeing Co., Ltd.", 0),
                ]
            }
        }
        Trade::Paper => {
            const {
                &[
                    line("纸业有限公司", "Paper Co., Ltd.", 1),
                    line("纸品有限公司", "Paper Products Co., Ltd.", 0),
                    line("造纸厂", "Paper Mill", 0),
                ]
            }
        }
        Trade::CircuitBoards => {
            const {
                &[
                    line("电路科技有限公司", "Circuit Technology Co., Ltd.", 1),
                    line("线路板有限公司", "Circuit Board Co., Ltd.", 0),
                    line("电子有限公司", "Electronics Co., Ltd.", 0),
                ]
            }
        }
        Trade::Incineration => {
            const {
                &[
                    line("热电有限公司", "Thermal Power Co., Ltd.", 0),
                    line("环保能源有限公司", "Environmental Energy Co., Ltd.", 0),
                ]
            }
        }
        Trade::Food => {
            const {
                &[
                    line("食品有限公司", "Foods Co., Ltd.", 0),
                    line("饮料有限公司", "Beverage Co., Ltd.", 1),
                    line("调味品厂", "Seasoning Works", 2),
                    line("水产加工有限公司", "Seafood Processing Co., Ltd.", 3),
                ]
            }
        }
        Trade::Plastics => {
            const {
                &[
                    line("塑胶制品有限公司", "Plastic Products Co., Ltd.", 0),
                    line("塑料包装有限公司", "Plastic Packaging Co., Ltd.", 1),
                ]
            }
        }
        Trade::Municipal => {
            const {
                &[
                    line("水务有限公司", "Water Co., Ltd.", 0),
                    line("水质净化有限公司", "Water Purification Co., Ltd.", 0),
                ]
            }
        }
    }
}

/// A name in Chinese and in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Registered name.
    pub chinese: String,
    /// For readers of English.
    pub english: String,
}

/// Puts a name together from the town's short name, a 字号 and a line.
pub fn name(town: &str, brand: &str, line: Line) -> Name {
    let chinese = format!("{town}{brand}{}", line.chinese);
    let english = format!("{} {} {}", capitalised(town), capitalised(brand), line.english);
    Name { chinese, english }
}

/// Its syllables joined, the first letter large: `Yongzhou`.
fn capitalised(name: &str) -> String {
    let joined: String = name.chars().filter_map(syllable).collect();
    let mut letters = joined.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cast::CAST, products::kinds, towns::TOWNS};

    #[test]
    fn every_part_of_a_name_can_be_read_aloud() {
        let trades = Trade::ALL.iter().flat_map(|trade| lines(*trade)).map(|line| line.chinese);
        let towns = TOWNS.iter().map(|town| town.short);
        let brands = CAST.iter().map(|role| role.brand);
        let parts: String = trades.chain(towns).chain(brands).collect();
        for character in parts.chars().chain(FIRST).chain(SECOND) {
            assert!(syllable(character).is_some(), "{character}");
        }
    }

    #[test]
    fn every_line_has_its_product() {
        for trade in Trade::ALL {
            assert!(lines(trade).iter().all(|line| line.product < kinds(trade).len()), "{trade:?}");
        }
    }

    #[test]
    fn brands_do_not_repeat() {
        let mut all: Vec<_> = (0..BRANDS).map(brand).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), BRANDS);
    }
}
