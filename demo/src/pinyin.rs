//! Pinyin of the characters that the demo city's names use, each in the one reading that it has there.

/// Characters by syllable.
const READINGS: &[(&str, &str)] = &[
    ("ba", "坝"),
    ("bai", "白"),
    ("ban", "板"),
    ("bao", "保包"),
    ("bei", "北陂"),
    ("biao", "表"),
    ("bu", "埠"),
    ("cang", "仓"),
    ("chan", "产"),
    ("chang", "厂长"),
    ("chao", "潮"),
    ("cheng", "澄"),
    ("chong", "涌"),
    ("chu", "处"),
    ("chuan", "川"),
    ("dian", "电"),
    ("dong", "东"),
    ("du", "镀渡"),
    ("duo", "铎"),
    ("fang", "纺"),
    ("feng", "丰凤"),
    ("gang", "岗"),
    ("gong", "公工"),
    ("gu", "古"),
    ("gui", "桂"),
    ("hai", "海"),
    ("hao", "皓"),
    ("he", "河鹤禾"),
    ("heng", "恒衡珩"),
    ("hong", "泓"),
    ("hu", "湖"),
    ("hua", "化"),
    ("huan", "环"),
    ("ji", "技"),
    ("jia", "加"),
    ("jiao", "皎蕉峤胶"),
    ("jin", "锦金瑾"),
    ("jing", "精净"),
    ("jun", "骏"),
    ("ke", "科"),
    ("keng", "坑"),
    ("kou", "口"),
    ("lan", "栏岚"),
    ("lang", "朗"),
    ("li", "荔沥理力"),
    ("liao", "料"),
    ("lin", "霖"),
    ("ling", "岭"),
    ("long", "陇"),
    ("lu", "鹭芦麓路"),
    ("man", "满"),
    ("mei", "梅"),
    ("mi", "密"),
    ("ming", "明"),
    ("mu", "沐"),
    ("neng", "能"),
    ("piao", "漂"),
    ("pin", "品"),
    ("ping", "坪平"),
    ("pu", "埔"),
    ("qi", "启"),
    ("qiao", "桥"),
    ("qing", "青"),
    ("ran", "染"),
    ("re", "热"),
    ("rong", "榕"),
    ("san", "三"),
    ("sha", "沙"),
    ("shan", "杉"),
    ("shen", ""),
    ("sheng", "晟笙"),
    ("shi", "石食"),
    ("shu", ""),
    ("shuang", "双"),
    ("shui", "水"),
    ("shuo", "朔"),
    ("si", "司"),
    ("su", "溯塑"),
    ("tang", "棠"),
    ("tiao", "调"),
    ("ting", "汀庭"),
    ("tong", "桐"),
    ("tuo", "拓"),
    ("wan", "湾"),
    ("wang", "望"),
    ("wei", "苇围味"),
    ("wu", "五务"),
    ("xi", "溪西"),
    ("xian", "限弦线"),
    ("xin", "新"),
    ("xu", "墟煦"),
    ("yan", "晏"),
    ("yao", "曜"),
    ("ye", "业"),
    ("yi", "翊"),
    ("yin", "音印饮"),
    ("yong", "永"),
    ("you", "有"),
    ("yu", "昱屿"),
    ("yuan", "源"),
    ("yue", "岳"),
    ("yun", "云"),
    ("zao", "造"),
    ("ze", "泽"),
    ("zhen", "针"),
    ("zheng", "整"),
    ("zhi", "纸制织质"),
    ("zhou", "昼洲"),
    ("zhu", "竹"),
    ("mian", "面"),
    ("zhuang", "装"),
    ("zi", "子"),
];

/// The syllable of a character.
pub fn syllable(character: char) -> Option<&'static str> {
    READINGS.iter().find(|(_, characters)| characters.contains(character)).map(|(syllable, _)| *syllable)
}

/// Full pinyin and initials of a name, for the search: `chengxiyongzhoudianduchang cxyzddc`.
pub fn of(name: &str) -> String {
    let syllables: Vec<_> = name.chars().filter_map(syllable).collect();
    let initials: String = syllables.iter().filter_map(|syllable| syllable.chars().next()).collect();
    format!("{} {initials}", syllables.concat())
}

/// The syllables joined, the first letter large: `Yongzhou`.
pub fn capitalised(name: &str) -> String {
    let joined: String = name.chars().filter_map(syllable).collect();
    let mut letters = joined.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_enterprise() {
        assert_eq!(of("澄溪永昼电镀厂"), "chengxiyongzhoudianduchang cxyzddc");
        assert_eq!(capitalised("永昼"), "Yongzhou");
    }

    #[test]
    fn every_character_has_one_reading() {
        let mut all: Vec<char> = READINGS.iter().flat_map(|(_, characters)| characters.chars()).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
