//! Declarations of the last four quarters: most agree with the history and the meters within a few per cent.

mod activity;
mod content;
mod course;

use std::fmt::Write;

use chrono::NaiveDate;
use domain::{declaration::DeclarationStatus, enterprise::ManagementClass, quarter::Quarter, time::Stamp};
use sha2::{Digest, Sha256};

use self::course::Course;
use super::{
    city::{City, Enterprise},
    history::{Total, Window},
};
use crate::{Error, Result};
pub use activity::{Activity, activity};

/// By enterprise, outlet, quarter and channel.
pub type Totals = Vec<Vec<Option<Vec<Vec<Total>>>>>;

/// A declaration with what was signed.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The enterprise's place in the city.
    pub enterprise: usize,
    /// The quarter.
    pub quarter: Quarter,
    /// Where it stands.
    pub status: DeclarationStatus,
    /// `Content` as JSON.
    pub draft: String,
    /// Last save.
    pub updated_at: Stamp,
    /// Signed versions, oldest first.
    pub versions: Vec<Version>,
}

/// A signed version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1, 2, …
    pub number: i32,
    /// Printed on the receipt.
    pub receipt_no: String,
    /// `Content` as JSON.
    pub content: String,
    /// SHA-256 of it.
    pub hash: String,
    /// Why it was corrected.
    pub reason: &'static str,
    /// When.
    pub submitted_at: Stamp,
}

/// All declarations of key and simplified enterprises.
pub fn declarations(city: &City, window: &Window, totals: &Totals) -> Result<Vec<Declaration>> {
    let declaring = city.enterprises.iter().filter(|e| e.class != ManagementClass::Registered);
    let mut all = Vec::new();
    for enterprise in declaring {
        for (n, &quarter) in window.quarters.iter().enumerate() {
            let newest = n + 1 == window.quarters.len();
            let course = course::course(enterprise, quarter, newest, city.today);
            if course != Course::Missing {
                let activity = activity(enterprise, quarter, n, &totals[enterprise.number]);
                all.push(declaration(enterprise, quarter, &course, &activity)?);
            }
        }
    }
    Ok(all)
}

fn declaration(e: &Enterprise, quarter: Quarter, course: &Course, activity: &Activity) -> Result<Declaration> {
    let right = json(&content::content(e, activity))?;
    let (status, submitted_on) = match course {
        Course::Missing | Course::Draft(_) => (DeclarationStatus::Draft, None),
        Course::Submitted(day) => (DeclarationStatus::Submitted, Some(*day)),
        Course::Accepted(day) => (DeclarationStatus::Accepted, Some(*day)),
        Course::Returned(day) => (DeclarationStatus::Returned, Some(*day)),
        Course::Corrected(day, _) => (DeclarationStatus::Corrected, Some(*day)),
    };
    let mut versions = Vec::new();
    let mut draft = right.clone();
    if let Some(day) = submitted_on {
        // What is corrected later had a slip of one digit first.
        let slipped = matches!(course, Course::Corrected(..) | Course::Returned(_));
        let first = if slipped { json(&content::with_slip(e, activity))? } else { right.clone() };
        draft.clone_from(&first);
        versions.push(version(e, quarter, 1, first, "", at(day, e.number)));
    }
    if let Course::Corrected(_, day) = course {
        let reason = "废水排放量多录一位，已按流量计累计读数更正。";
        versions.push(version(e, quarter, 2, right.clone(), reason, at(*day, e.number)));
        draft = right;
    }
    let updated_at = match (versions.last(), course) {
        (Some(version), _) => version.submitted_at,
        (None, Course::Draft(day)) => at(*day, e.number),
        (None, _) => quarter.end(),
    };
    Ok(Declaration { enterprise: e.number, quarter, status, draft, updated_at, versions })
}

fn version(e: &Enterprise, quarter: Quarter, number: i32, content: String, reason: &'static str, at: Stamp) -> Version {
    let hash = hexadecimal(&Sha256::digest(content.as_bytes()));
    Version {
        number,
        receipt_no: format!("SB{quarter}-{:05}-{number}", e.number + 1),
        content,
        hash,
        reason,
        submitted_at: at,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// A moment of a working day.
fn at(day: NaiveDate, enterprise: usize) -> Stamp {
    let minute = 9 * 60 + i64::try_from(enterprise * 37 % 480).unwrap_or(0);
    domain::time::start_of(day).plus(minute * domain::time::MINUTE)
}

fn json(content: &domain::declaration::Content) -> Result<String> {
    serde_json::to_string(content).map_err(|error| Error::invalid("content", error))
}
