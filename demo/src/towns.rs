//! The 34 town-level units (镇街) of 示范市: invented, every one.

/// Chinese name, its short form as it stands in company names, English name.
pub struct TownName {
    /// Chinese name.
    pub name: &'static str,
    /// Name without 镇, 街道, 新区.
    pub short: &'static str,
    /// English name.
    pub english: &'static str,
}

const fn town(name: &'static str, short: &'static str, english: &'static str) -> TownName {
    TownName { name, short, english }
}

/// All of them, in the order of their division codes.
pub const TOWNS: [TownName; 34] = [
    town("明川街道", "明川", "Mingchuan Subdistrict"),
    town("北埠街道", "北埠", "Beibu Subdistrict"),
    town("锦湾街道", "锦湾", "Jinwan Subdistrict"),
    town("望汀街道", "望汀", "Wangting Subdistrict"),
    town("云麓湖高新区", "云麓湖", "Yunlu Lake Hi-tech Zone"),
    town("海晏新区", "海晏", "Haiyan New Area"),
    town("澄溪镇", "澄溪", "Chengxi Town"),
    town("石桥镇", "石桥", "Shiqiao Town"),
    town("东埔镇", "东埔", "Dongpu Town"),
    town("苇涌镇", "苇涌", "Weichong Town"),
    town("长岭镇", "长岭", "Changling Town"),
    town("河口镇", "河口", "Hekou Town"),
    town("竹陂镇", "竹陂", "Zhubei Town"),
    town("荔洲镇", "荔洲", "Lizhou Town"),
    town("榕坑镇", "榕坑", "Rongkeng Town"),
    town("沙栏镇", "沙栏", "Shalan Town"),
    town("白鹭镇", "白鹭", "Bailu Town"),
    town("双渡镇", "双渡", "Shuangdu Town"),
    town("桂岭镇", "桂岭", "Guiling Town"),
    town("青墟镇", "青墟", "Qingxu Town"),
    town("鹤洲镇", "鹤洲", "Hezhou Town"),
    town("梅坝镇", "梅坝", "Meiba Town"),
    town("古渡镇", "古渡", "Gudu Town"),
    town("潮音镇", "潮音", "Chaoyin Town"),
    town("丰围镇", "丰围", "Fengwei Town"),
    town("永汀镇", "永汀", "Yongting Town"),
    town("芦溪镇", "芦溪", "Luxi Town"),
    town("西陇镇", "西陇", "Xilong Town"),
    town("杉岗镇", "杉岗", "Shangang Town"),
    town("蕉坪镇", "蕉坪", "Jiaoping Town"),
    town("平岚镇", "平岚", "Pinglan Town"),
    town("三沥镇", "三沥", "Sanli Town"),
    town("凤埔镇", "凤埔", "Fengpu Town"),
    town("棠溪镇", "棠溪", "Tangxi Town"),
];

/// The division code of a town: the city's prefix 4419, and a number that no real town has.
pub fn division_code(town: usize) -> String {
    format!("4419{:05}", 501 + town)
}
