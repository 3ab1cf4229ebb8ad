//! Names of enterprises: town, 字号, trade and form, put together from invented parts.

use domain::enterprise::Industry;

use super::pinyin;

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

/// A trade and form in both languages.
pub type Trade = (&'static str, &'static str);

/// The trades of an industry.
pub const fn trades(industry: Industry) -> &'static [Trade] {
    match industry {
        Industry::Electroplating => &[
            ("电镀厂", "Electroplating Works"),
            ("表面处理有限公司", "Surface Treatment Co., Ltd."),
            ("五金电镀有限公司", "Hardware Plating Co., Ltd."),
            ("精密电镀有限公司", "Precision Plating Co., Ltd."),
        ],
        Industry::Dyeing => &[
            ("印染有限公司", "Dyeing & Printing Co., Ltd."),
            ("染整有限公司", "Dyeing & Finishing Co., Ltd."),
            ("纺织印染厂", "Textile Dyeing Works"),
            ("针织漂染有限公司", "Knitwear Dyeing Co., Ltd."),
        ],
        Industry::Paper => &[
            ("纸业有限公司", "Paper Co., Ltd."),
            ("纸品有限公司", "Paper Products Co., Ltd."),
            ("造纸厂", "Paper Mill"),
        ],
        Industry::CircuitBoards => &[
            ("电路科技有限公司", "Circuit Technology Co., Ltd."),
            ("线路板有限公司", "Circuit Board Co., Ltd."),
            ("电子有限公司", "Electronics Co., Ltd."),
        ],
        Industry::Incineration => {
            &[("热电有限公司", "Thermal Power Co., Ltd."), ("环保能源有限公司", "Environmental Energy Co., Ltd.")]
        }
        Industry::Food => &[
            ("食品有限公司", "Foods Co., Ltd."),
            ("饮料有限公司", "Beverage Co., Ltd."),
            ("调味品厂", "Seasoning Works"),
            ("水产加工有限公司", "Seafood Processing Co., Ltd."),
        ],
        Industry::Municipal => {
            &[("水务有限公司", "Water Co., Ltd."), ("水质净化有限公司", "Water Purification Co., Ltd.")]
        }
    }
}

/// A name in Chinese, in English and in pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Registered name.
    pub chinese: String,
    /// For readers of English.
    pub english: String,
    /// For the search.
    pub pinyin: String,
}

/// Puts a name together from the town's short name, a 字号 and a trade.
pub fn name(town: &str, brand: &str, trade: Trade) -> Name {
    let chinese = format!("{town}{brand}{}", trade.0);
    let english = format!("{} {} {}", pinyin::capitalised(town), pinyin::capitalised(brand), trade.1);
    Name { pinyin: pinyin::of(&chinese), chinese, english }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{cast::CAST, towns::TOWNS};

    #[test]
    fn every_part_of_a_name_can_be_read_aloud() {
        let trades = Industry::ALL.iter().flat_map(|industry| trades(*industry)).map(|trade| trade.0);
        let towns = TOWNS.iter().map(|town| town.short);
        let brands = CAST.iter().map(|role| role.brand);
        let parts: String = trades.chain(towns).chain(brands).collect();
        for character in parts.chars().chain(FIRST).chain(SECOND) {
            assert!(pinyin::syllable(character).is_some(), "{character}");
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
