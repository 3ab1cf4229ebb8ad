//! What an archive of evidence is made of; whoever writes it and whoever verifies it share this.

use domain::{
    chain::{Digest, at_arrival},
    credit_code::CreditCode,
    device::ProtocolEdition,
    outlet::OutletCode,
    time::{Day, Stamp},
};
use entities::raw_frame;
use serde::{Deserialize, Serialize};

/// The form of an archive.
pub const FORM: &str = "mingjian-evidence-2";
/// The form of archives that lack [`LATER`] and are read all the same.
pub const FIRST_FORM: &str = "mingjian-evidence-1";

pub const README: &str = "README.md";
pub const DEVICES: &str = "devices.json";
pub const LIMITS: &str = "limits.csv";
pub const OWN_MEANS: &str = "own_means.csv";
pub const CHAINS: &str = "chains.csv";
pub const FRAMES: &str = "frames.jsonl";
pub const VALUES: &str = "measurements.csv";
pub const ACTS: &str = "acts.jsonl";
pub const MARKS: &str = "marks.jsonl";
pub const EXCEEDANCES: &str = "exceedances.jsonl";
/// Comes last: it has the checksums of the others.
pub const MANIFEST: &str = "manifest.json";

/// All files, in their order.
pub const ALL: [&str; 11] =
    [README, DEVICES, LIMITS, OWN_MEANS, CHAINS, FRAMES, VALUES, ACTS, MARKS, EXCEEDANCES, MANIFEST];

/// Those that the first form lacked.
pub const LATER: [&str; 2] = [MARKS, EXCEEDANCES];

/// The columns of [`CHAINS`].
pub const CHAIN_COLUMNS: [&str; 6] = ["day", "device", "frames", "head", "first_frame", "last_frame"];

/// The columns of [`VALUES`].
pub const VALUE_COLUMNS: [&str; 15] = [
    "frame_id",
    "received_ms",
    "interval",
    "at_ms",
    "at",
    "pollutant",
    "revision",
    "value",
    "measured",
    "converted",
    "low",
    "high",
    "amount",
    "flag",
    "resent",
];

/// The columns of [`OWN_MEANS`].
pub const MEAN_COLUMNS: [&str; 15] = [
    "interval",
    "at",
    "pollutant",
    "revision",
    "value",
    "measured",
    "conversion",
    "made_of",
    "valid",
    "due",
    "weighted",
    "outcome",
    "reason",
    "worked_out_at",
    "newest_frame_id",
];

/// The columns of [`LIMITS`].
pub const LIMIT_COLUMNS: [&str; 10] =
    ["pollutant", "low", "high", "unit", "averaging", "reference_oxygen", "basis", "source", "valid_from", "valid_to"];

/// What an archive is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORM`].
    pub form: String,
    /// The version of the program that wrote it.
    pub program: String,
    /// When.
    pub made_at: String,
    /// Who asked for it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Whose outlet.
    pub enterprise: Whose,
    /// Which outlet.
    pub outlet: Which,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The days of arrival whose chains are in it.
    pub days: Vec<Day>,
    /// Frames that arrived before this day may have been removed after their term.
    pub frames_removed_before: Option<Day>,
    /// Real-time and minute values of before this day may have been removed after their term.
    pub values_removed_before: Option<Day>,
    /// The number of the first frame that was ever linked; absent where none is.
    pub chained_from: Option<i64>,
    /// The other files, in their order.
    pub files: Vec<File>,
}

/// An enterprise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whose {
    /// Its credit code.
    pub credit_code: CreditCode,
    /// Its name.
    pub name: String,
}

/// An outlet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Its code.
    pub code: OutletCode,
    /// Its name.
    pub name: String,
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its name.
    pub name: String,
    /// The SHA-256 of what it holds.
    pub sha256: Digest,
    /// How many bytes that are.
    pub bytes: u64,
    /// How many rows, without a header.
    pub rows: u64,
}

/// A logger, as it was known when the archive was written. Its password is not told here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// Its key.
    pub key: i64,
    /// Its number in HJ 212.
    pub mn: String,
    /// The edition that it speaks.
    pub edition: ProtocolEdition,
    /// Units in which it sends, where they differ from the code table: `w20117=mg/L,…`.
    pub units: String,
    /// Defects that are accepted from it.
    pub tolerated: String,
    /// When it was installed.
    pub installed_on: Day,
    /// Whether it stands at this outlet.
    pub stands_here: bool,
}

/// A frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Its number.
    pub id: i64,
    /// The logger's key.
    pub device: i64,
    /// When it arrived, in milliseconds since 1970 in UTC.
    pub arrived_ms: i64,
    /// The same, in Beijing's time, to the second.
    pub arrived: String,
    /// Its verdict when the archive was written.
    pub verdict: String,
    /// Its verdict at arrival.
    pub verdict_at_arrival: String,
    /// Defects that were accepted.
    pub tolerated: String,
    /// Its digest, link and place; absent in frames of before there were chains.
    pub digest: Option<Digest>,
    pub link: Option<Digest>,
    pub position: Option<i64>,
    /// Its bytes, where they are printable ASCII and line ends.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
    /// Its bytes in base64, where they are not.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub base64: Option<String>,
}

impl Frame {
    /// A stored frame.
    pub fn of(row: raw_frame::Model) -> Self {
        let seen = super::check::seen(&row);
        let (digest, link, position) = (seen.digest, seen.link, seen.position);
        let verdict_at_arrival = at_arrival(&row.verdict).to_owned();
        let (text, base64) = as_text(row.wire);
        Self {
            id: row.id,
            device: row.device_id.unwrap_or(0),
            arrived_ms: row.received_at.0,
            arrived: row.received_at.rfc3339(),
            verdict: row.verdict,
            verdict_at_arrival,
            tolerated: row.tolerated,
            digest,
            link,
            position,
            text,
            base64,
        }
    }

    /// Its bytes; none where it does not say them in exactly one way.
    pub fn wire(&self) -> Option<Vec<u8>> {
        match (&self.text, &self.base64) {
            (Some(text), None) => Some(text.clone().into_bytes()),
            (None, Some(coded)) => base64::Engine::decode(&base64::engine::general_purpose::STANDARD, coded).ok(),
            _ => None,
        }
    }

    /// The day of its arrival.
    pub fn day(&self) -> Day {
        Day(Stamp(self.arrived_ms).day())
    }
}

/// Bytes as text where nothing is lost by it, otherwise in base64.
fn as_text(wire: Vec<u8>) -> (Option<String>, Option<String>) {
    let is_plain = wire.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\r' | b'\n'));
    match String::from_utf8(wire) {
        Ok(text) if is_plain => (Some(text), None),
        Ok(other) => (None, Some(coded(other.as_bytes()))),
        Err(other) => (None, Some(coded(other.as_bytes()))),
    }
}

fn coded(bytes: &[u8]) -> String {
    base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes)
}

/// Something that a person did to what a logger sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The line of the audit log.
    pub id: i64,
    /// When.
    pub at: String,
    /// In which role.
    pub role: String,
    /// The key of the account.
    pub account: Option<i64>,
    /// What was done.
    pub what: String,
    /// To which logger.
    pub device: i64,
    /// What the log says of it.
    pub detail: serde_json::Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_text_where_nothing_is_lost() {
        for (wire, is_text) in [
            (b"##0004test0000\r\n".to_vec(), true),
            (Vec::new(), true),
            (b"\"\\".to_vec(), true),
            (b"a\0b".to_vec(), false),
            (b"a\tb".to_vec(), false),
            ((0..=255).collect(), false),
            ("中".as_bytes().to_vec(), false),
        ] {
            let row = raw_frame::Model {
                id: 1,
                device_id: None,
                received_at: Stamp(0),
                verdict: "released".into(),
                tolerated: String::new(),
                wire: wire.clone(),
                digest: None,
                link: None,
                position: None,
            };
            let line = serde_json::to_string(&Frame::of(row)).unwrap();
            let read: Frame = serde_json::from_str(&line).unwrap();
            assert_eq!((read.wire(), read.text.is_some()), (Some(wire), is_text), "{line}");
            assert_eq!(read.verdict_at_arrival, "held");
        }
    }
}
