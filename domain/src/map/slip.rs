//! What can be wrong with a map, where, and how to mend it.

use super::{LARGEST_FILE, MOST_FEATURES, MOST_POINTS, System};
use crate::lang::Lang;
use crate::sheet::Said;

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where.
    pub place: Place,
    /// What stands there, shortened; empty where nothing does.
    pub value: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// A place in a file. Features, lines and positions are counted from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A line and a column of its text.
    Text(usize, usize),
    /// A feature.
    Feature(usize),
    /// A property of a feature.
    Property(usize, &'static str),
    /// A ring or line of a feature.
    Line(usize, usize),
    /// A position of it.
    Position(usize, usize, usize),
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// More bytes than are read.
    Large,
    /// No JSON.
    NotJson,
    /// JSON that ends too early.
    Cut,
    /// JSON, but no `FeatureCollection`.
    NotCollection,
    /// A collection of nothing.
    Empty,
    /// More features than are read.
    ManyFeatures(usize),
    /// More points than are kept.
    ManyPoints(usize),
    /// A `crs` member that names another system than degrees of longitude and latitude.
    OtherCrs,
    /// A `crs` member that names WGS-84 (or CGCS2000, which is the same to a few centimetres) where GCJ-02 was said.
    CrsSaysOtherwise,
    /// No `Feature`.
    NotFeature,
    /// A feature without a geometry.
    NoGeometry,
    /// A geometry that is neither an area nor a line.
    OtherGeometry,
    /// Coordinates that are not nested as the kind of geometry asks.
    Nesting,
    /// A position that is no pair of numbers.
    NotNumbers,
    /// Latitude and longitude in each other's place.
    Swapped,
    /// Metres of a projection, and no degrees.
    Projected,
    /// A longitude beyond 180 degrees, or a latitude beyond 90.
    NowhereOnEarth,
    /// A place outside of China.
    Elsewhere,
    /// A ring that does not end where it begins.
    Open,
    /// A ring of less than four positions, or a line of less than two.
    Short,
    /// A `kind` that is none.
    OtherKind,
    /// An area that says neither the code nor the name of its town.
    Nameless,
    /// A river without a name.
    NamelessRiver,
    /// A name or a code with more characters than are kept.
    Long(usize),
    /// A code or a name of no town of the register.
    UnknownTown,
    /// A name that several towns have.
    ManyTowns,
    /// A code of one town and a name of another.
    TwoTowns(String),
    /// A town whose boundary another feature has already.
    Again(usize),
    /// A second outline of the city.
    SecondCity(usize),
}

impl Place {
    /// In the reader's language.
    pub fn said(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::File, Lang::Zh) => "整个文件".to_owned(),
            (Self::File, Lang::En) => "the file".to_owned(),
            (Self::Text(line, column), Lang::Zh) => format!("第 {line} 行第 {column} 列"),
            (Self::Text(line, column), Lang::En) => format!("line {line}, column {column}"),
            (Self::Feature(feature), Lang::Zh) => format!("第 {feature} 个要素"),
            (Self::Feature(feature), Lang::En) => format!("feature {feature}"),
            (Self::Property(feature, name), Lang::Zh) => format!("第 {feature} 个要素的属性 {name}"),
            (Self::Property(feature, name), Lang::En) => format!("feature {feature}, property {name}"),
            (Self::Line(feature, line), Lang::Zh) => format!("第 {feature} 个要素第 {line} 条线"),
            (Self::Line(feature, line), Lang::En) => format!("feature {feature}, line {line}"),
            (Self::Position(feature, line, point), Lang::Zh) => {
                format!("第 {feature} 个要素第 {line} 条线第 {point} 个点")
            }
            (Self::Position(feature, line, point), Lang::En) => {
                format!("feature {feature}, line {line}, position {point}")
            }
        }
    }
}

impl Wrong {
    /// In the reader's language.
    pub fn said(&self, lang: Lang) -> Said {
        match lang {
            Lang::Zh => self.in_chinese(),
            Lang::En => self.in_english(),
        }
    }

    fn in_chinese(&self) -> Said {
        match self {
            Self::Large => Said::new(
                format!("文件超过 {} MB", LARGEST_FILE >> 20),
                "用地理信息软件简化边界，或减少坐标的小数位数（6 位即 0.1 米）",
            ),
            Self::NotJson => Said::new("不是 GeoJSON：这里读不懂", "用地理信息软件导出为 GeoJSON（UTF-8 编码）"),
            Self::Cut => Said::new("文件不完整，到这里就断了", "重新导出或重新复制文件"),
            Self::NotCollection => {
                Said::new("不是要素集合（FeatureCollection）", "把全部边界和河流导出为一个 FeatureCollection")
            }
            Self::Empty => Said::new("没有任何要素", "核对导出的图层"),
            Self::ManyFeatures(count) => {
                Said::new(format!("有 {count} 个要素，最多 {MOST_FEATURES} 个"), "只保留镇街边界、市界和主要河流")
            }
            Self::ManyPoints(count) => Said::new(
                format!("共有 {count} 个点，最多 {MOST_POINTS} 个"),
                "用地理信息软件简化边界（容差 10 米足够）",
            ),
            Self::OtherCrs => Said::new(
                "文件的 crs 写明不是经纬度坐标，或不认识这个坐标系",
                "重新投影为 WGS-84 经纬度（EPSG:4326）后导出",
            ),
            Self::CrsSaysOtherwise => Said::new(
                format!("文件的 crs 写明是 WGS-84，导入时却说是 {}", System::Gcj02.name()),
                "核对坐标系：两者相差几百米，只能有一个是对的",
            ),
            Self::NotFeature => Said::new("不是要素（Feature）", "重新导出"),
            Self::NoGeometry => Said::new("没有图形", "删去这个要素，或补上图形"),
            Self::OtherGeometry => Said::new(
                "不是面也不是线",
                "边界用 Polygon 或 MultiPolygon，河流用 LineString 或 MultiLineString，其他的删去",
            ),
            Self::Nesting => Said::new("坐标的层次不对", "重新导出"),
            Self::NotNumbers => Said::new("不是一对数字", "每个点写经度、纬度两个数字"),
            Self::Swapped => Said::new("经度和纬度写反了", "GeoJSON 先写经度，后写纬度"),
            Self::Projected => Said::new("是投影坐标（米），不是经纬度", "重新投影为 WGS-84 经纬度（EPSG:4326）后导出"),
            Self::NowhereOnEarth => Said::new("经度超过 180 度，或纬度超过 90 度", "核对坐标"),
            Self::Elsewhere => Said::new("不在中国境内", "核对坐标"),
            Self::Open => Said::new("边界没有闭合：最后一个点与第一个点不同", "把第一个点再写一遍作为最后一个点"),
            Self::Short => Said::new("点太少，画不成", "边界至少四个点（首尾相同），河流至少两个点"),
            Self::OtherKind => Said::new("不认识这个类型", "写 town（镇街）、city（市界）或 river（河流），或删去"),
            Self::Nameless => Said::new(
                "没有写是哪个镇街",
                "用属性“行政区划代码”（code）或“名称”（name）写明；市界写“类型”（kind）为 city",
            ),
            Self::NamelessRiver => Said::new("河流没有名称", "用属性“名称”（name）写明，或删去"),
            Self::Long(most) => Said::new(format!("超过 {most} 个字"), "写简短的名称"),
            Self::UnknownTown => Said::new("档案里没有这个镇街", "核对代码和名称，或先在档案里录入这个镇街"),
            Self::ManyTowns => Said::new("档案里有几个镇街叫这个名称", "改用行政区划代码"),
            Self::TwoTowns(named) => {
                Said::new(format!("代码是这个镇街的，名称却是“{named}”的"), "核对代码和名称，保留对的一个")
            }
            Self::Again(first) => {
                Said::new(format!("第 {first} 个要素已经是这个镇街的边界"), "几块合成一个 MultiPolygon，或删去一个")
            }
            Self::SecondCity(first) => Said::new(format!("第 {first} 个要素已经是市界"), "只保留一个"),
        }
    }

    fn in_english(&self) -> Said {
        match self {
            Self::Large => Said::new(
                format!("the file has more than {} MB", LARGEST_FILE >> 20),
                "simplify the boundaries, or keep fewer digits after the point (six are a tenth of a metre)",
            ),
            Self::NotJson => {
                Said::new("this is no GeoJSON: it cannot be read from here", "export it as GeoJSON in UTF-8")
            }
            Self::Cut => Said::new("the file ends here before it is complete", "export or copy it again"),
            Self::NotCollection => {
                Said::new("this is no FeatureCollection", "export all boundaries and rivers as one FeatureCollection")
            }
            Self::Empty => Said::new("there is no feature in it", "look up which layer was exported"),
            Self::ManyFeatures(count) => Said::new(
                format!("there are {count} features; at most {MOST_FEATURES} are taken"),
                "keep the towns, the city's outline and the main rivers",
            ),
            Self::ManyPoints(count) => Said::new(
                format!("there are {count} points; at most {MOST_POINTS} are kept"),
                "simplify the boundaries (a tolerance of ten metres is enough)",
            ),
            Self::OtherCrs => Said::new(
                "its `crs` names no system of longitude and latitude, or one that is not known",
                "project it to longitude and latitude in WGS-84 (EPSG:4326), and export it again",
            ),
            Self::CrsSaysOtherwise => Said::new(
                format!("its `crs` names WGS-84, and {} was said with the import", System::Gcj02.name()),
                "look up the system: both lie hundreds of metres apart, and only one can be right",
            ),
            Self::NotFeature => Said::new("this is no Feature", "export it again"),
            Self::NoGeometry => Said::new("it has no geometry", "delete the feature, or draw it"),
            Self::OtherGeometry => Said::new(
                "this is neither an area nor a line",
                "use Polygon or MultiPolygon for boundaries, LineString or MultiLineString for rivers; delete the rest",
            ),
            Self::Nesting => Said::new("the coordinates are not nested as they should be", "export it again"),
            Self::NotNumbers => {
                Said::new("this is no pair of numbers", "write longitude and latitude of each position")
            }
            Self::Swapped => {
                Said::new("longitude and latitude are in each other's place", "GeoJSON has the longitude first")
            }
            Self::Projected => Said::new(
                "these are metres of a projection, and no degrees",
                "project it to longitude and latitude in WGS-84 (EPSG:4326), and export it again",
            ),
            Self::NowhereOnEarth => {
                Said::new("a longitude beyond 180 degrees, or a latitude beyond 90", "look the position up")
            }
            Self::Elsewhere => Said::new("this is outside of China", "look the position up"),
            Self::Open => {
                Said::new("the ring does not end where it begins", "write its first position once more at its end")
            }
            Self::Short => Said::new(
                "there are too few positions to draw it",
                "a ring has at least four, the last like the first; a line has at least two",
            ),
            Self::OtherKind => Said::new("this kind is not known", "write town, city or river, or leave it out"),
            Self::Nameless => Said::new(
                "it does not say which town it is",
                "say so by the property `code` or `name`; the outline of the city has the `kind` city",
            ),
            Self::NamelessRiver => {
                Said::new("the river has no name", "say it by the property `name`, or delete the feature")
            }
            Self::Long(most) => Said::new(format!("this has more than {most} characters"), "write a short name"),
            Self::UnknownTown => {
                Said::new("the register has no such town", "look up code and name, or enter the town first")
            }
            Self::ManyTowns => Said::new("several towns of the register have this name", "write the division code"),
            Self::TwoTowns(named) => Said::new(
                format!("the code is this town's, and the name is that of {named}"),
                "look up code and name, and keep the right one",
            ),
            Self::Again(first) => Said::new(
                format!("feature {first} is the boundary of this town already"),
                "make one MultiPolygon of the parts, or delete one",
            ),
            Self::SecondCity(first) => {
                Said::new(format!("feature {first} is the outline of the city already"), "keep one of them")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_fault_is_said_in_both_languages_and_unlike_the_others() {
        let all = [
            Wrong::Large,
            Wrong::NotJson,
            Wrong::Cut,
            Wrong::NotCollection,
            Wrong::Empty,
            Wrong::ManyFeatures(2_001),
            Wrong::ManyPoints(200_001),
            Wrong::OtherCrs,
            Wrong::CrsSaysOtherwise,
            Wrong::NotFeature,
            Wrong::NoGeometry,
            Wrong::OtherGeometry,
            Wrong::Nesting,
            Wrong::NotNumbers,
            Wrong::Swapped,
            Wrong::Projected,
            Wrong::NowhereOnEarth,
            Wrong::Elsewhere,
            Wrong::Open,
            Wrong::Short,
            Wrong::OtherKind,
            Wrong::Nameless,
            Wrong::NamelessRiver,
            Wrong::Long(60),
            Wrong::UnknownTown,
            Wrong::ManyTowns,
            Wrong::TwoTowns("x".into()),
            Wrong::Again(1),
            Wrong::SecondCity(1),
        ];
        let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let mut told = HashSet::new();
        for wrong in all {
            let (zh, en) = (wrong.said(Lang::Zh), wrong.said(Lang::En));
            assert!(is_chinese(&zh.reason) && is_chinese(&zh.remedy), "{zh:?}");
            assert!(!is_chinese(&en.reason) && !is_chinese(&en.remedy) && !en.remedy.is_empty(), "{en:?}");
            assert!(told.insert(zh.reason) && told.insert(en.reason), "{wrong:?} is said like another one");
        }
    }

    #[test]
    fn a_place_is_counted_from_one_in_both_languages() {
        let place = Place::Position(3, 2, 15);
        assert_eq!(place.said(Lang::Zh), "第 3 个要素第 2 条线第 15 个点");
        assert_eq!(place.said(Lang::En), "feature 3, line 2, position 15");
        assert_eq!(Place::Property(4, "code").said(Lang::En), "feature 4, property code");
    }
}
