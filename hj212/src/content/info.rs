//! 3020: log, state or parameter of a device (现场机信息).

use chrono::NaiveDateTime;

use crate::{BuildError, Command, Content, Cp, CpBuilder, Defect, ReadError, WhyLeft, read::Reader, time};

/// What a device tells about itself: evidence when ranges, slopes or intercepts are changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    /// `DataTime`: of the entry; a request for information has none.
    pub data_time: Option<NaiveDateTime>,
    /// `PolId`: the analyser concerned; `None` for the logger.
    pub pol_id: Option<String>,
    /// The items `ixxxxx-Info`.
    pub items: Vec<InfoItem>,
}

/// One `ixxxxx-Info`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InfoItem {
    /// The code, such as `i11001` (log) or `i33201` (plant energy counter, kWh).
    pub code: String,
    /// The text as sent; a log stands between `//` and `//`.
    pub value: String,
}

impl InfoItem {
    /// A log entry, at most 890 bytes.
    pub fn log_entry(code: impl Into<String>, text: &str) -> Self {
        Self { code: code.into(), value: format!("//{text}//") }
    }

    /// The text of a log entry; `None` where the item is a state or a parameter.
    pub fn log(&self) -> Option<&str> {
        self.value.strip_prefix("//")?.strip_suffix("//")
    }
}

impl Content for Info {
    fn command(&self) -> Command {
        Command::Info
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        let time = self.data_time.map(|time| time.format(time::FORMAT));
        let cp = Cp::builder().optional("DataTime", time).group().optional("PolId", self.pol_id.as_ref());
        let write = |cp: CpBuilder, item: &InfoItem| cp.group().item(format_args!("{}-Info", item.code), &item.value);
        self.items.iter().fold(cp, write).build()
    }
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Info, ReadError> {
    let data_time = reader.optional_time("DataTime")?;
    let mut items = Vec::new();
    for item in reader.packet.cp.items().filter(|item| !["DataTime", "PolId"].contains(&item.key)) {
        match (reader.without_suffix(item.key, "Info"), item.value) {
            (Some(code), Some(value)) => items.push(InfoItem { code: code.to_owned(), value: value.to_owned() }),
            _ => reader.leave(WhyLeft::Unknown, item.key, item.value.unwrap_or_default()),
        }
    }
    let others = reader.left_out.iter().any(|item| item.why == WhyLeft::Unknown);
    if items.is_empty() && others && data_time.is_some() {
        reader.note(Defect::LostValue);
    }
    Ok(Info { data_time, pol_id: reader.owned("PolId"), items })
}
