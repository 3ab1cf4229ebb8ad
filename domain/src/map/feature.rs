//! What a feature's properties say of it.

use serde_json::Value;

/// Properties that hold a division code, ours first and then those of common sources.
const CODE: [&str; 6] = ["code", "行政区划代码", "division_code", "adcode", "XZQDM", "区划代码"];
/// Those that hold a name.
const NAME: [&str; 6] = ["name", "名称", "镇街名称", "河流名称", "XZQMC", "NAME"];
/// Those that hold a name in English.
const NAME_EN: [&str; 3] = ["name_en", "英文名称", "name:en"];
/// Those that say what it is.
const KIND: [&str; 2] = ["kind", "类型"];

/// What an area says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing.
    Nothing,
    Town,
    City,
    River,
    /// Something else.
    Other,
}

/// What the properties of a feature say: each with the name under which it stands.
pub(super) struct Properties<'a>(pub Option<&'a Value>);

impl Properties<'_> {
    /// The division code of a town: nine digits, or the twelve of statistics, whose last three are zeros.
    pub fn code(&self) -> Option<(&'static str, String)> {
        let (name, text) = self.find(&CODE)?;
        let short = text.strip_suffix("000").filter(|short| short.len() == 9).map(str::to_owned);
        Some((name, short.unwrap_or(text)))
    }

    pub fn name(&self) -> Option<(&'static str, String)> {
        self.find(&NAME)
    }

    pub fn name_en(&self) -> Option<(&'static str, String)> {
        self.find(&NAME_EN)
    }

    pub fn kind(&self) -> (Said, &'static str, String) {
        let Some((name, word)) = self.find(&KIND) else { return (Said::Nothing, KIND[0], String::new()) };
        let said = match word.to_ascii_lowercase().as_str() {
            "town" | "镇街" | "镇" | "街道" => Said::Town,
            "city" | "市" | "市界" => Said::City,
            "river" | "河流" | "河" => Said::River,
            _ => Said::Other,
        };
        (said, name, word)
    }

    /// The first of these that says something.
    fn find(&self, names: &[&'static str]) -> Option<(&'static str, String)> {
        let all = self.0?.as_object()?;
        names.iter().find_map(|&name| {
            let text = match all.get(name)? {
                Value::String(text) => crate::input::clean(text).trim().to_owned(),
                Value::Number(number) => number.to_string(),
                _ => return None,
            };
            (!text.is_empty()).then_some((name, text))
        })
    }
}
