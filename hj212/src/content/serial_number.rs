//! 3019: serial numbers of analysers, sent when one was swapped (设备唯一标识).

use crate::{BuildError, Command, Content, Cp, Defect, WhyLeft, read::Reader};

/// The analysers and their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SerialNumbers {
    /// `PolId`: which analyser the message is about.
    pub pol_id: Option<String>,
    /// Pollutant code of an analyser and its `-SN`, 24 hexadecimal digits.
    pub numbers: Vec<(String, String)>,
}

impl Content for SerialNumbers {
    fn command(&self) -> Command {
        Command::SerialNumber
    }

    fn cp(&self) -> Result<Cp, BuildError> {
        let cp = Cp::builder().optional("PolId", self.pol_id.as_ref());
        self.numbers.iter().fold(cp, |cp, (code, sn)| cp.group().item(format_args!("{code}-SN"), sn)).build()
    }
}

pub(crate) fn read(reader: &mut Reader<'_>) -> SerialNumbers {
    let mut all = SerialNumbers { pol_id: reader.owned("PolId"), numbers: Vec::new() };
    for item in reader.packet.cp.items().filter(|item| item.key != "PolId") {
        if let Some(code) = reader.without_suffix(item.key, "SN") {
            all.numbers.push((code.to_owned(), item.value.unwrap_or_default().to_owned()));
        } else {
            reader.note(Defect::VendorSuffix);
            reader.leave(WhyLeft::Unknown, item.key, item.value.unwrap_or_default());
        }
    }
    if all.numbers.is_empty() && reader.defects.contains(Defect::VendorSuffix) {
        reader.note(Defect::LostValue);
    }
    all
}
