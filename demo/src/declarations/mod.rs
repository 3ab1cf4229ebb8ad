//! Declarations of the last four quarters: most agree with the history and the meters within a few per cent. All of
//! them pass the rules that the editor has, and all receipts are numbered as the portal numbers them.

mod activity;
mod content;
mod context;
mod course;
mod emissions;
mod slip;

use chrono::NaiveDate;
use domain::{
    declaration::{Content, DeclarationStatus, ReceiptNo, canonical},
    quarter::Quarter,
    time::Stamp,
};

use self::course::Course;
use super::{
    city::{City, Enterprise},
    history::{Total, Window},
};
pub use activity::{Activity, activity};
pub use content::TREATMENT;
use services::{Error, Result, declarations::digest};

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
    /// Its canonical text.
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
    /// Printed on the receipt; given when all versions of the quarter are known.
    pub receipt_no: String,
    /// The canonical text.
    pub content: String,
    /// SHA-256 of it.
    pub hash: String,
    /// Why it was corrected.
    pub reason: &'static str,
    /// When.
    pub submitted_at: Stamp,
}

/// All declarations of the enterprises that must declare.
pub fn declarations(city: &City, window: &Window, totals: &Totals) -> Result<Vec<Declaration>> {
    let declaring = city.enterprises.iter().filter(|e| e.class.has_permit());
    let mut all = Vec::new();
    for e in declaring {
        let mut last = None;
        for (n, &quarter) in window.quarters.iter().enumerate() {
            let age = window.quarters.len() - 1 - n;
            let course = course::course(e, quarter, age, city.today);
            if course == Course::Missing {
                last = None;
                continue;
            }
            let context = context::context(e, quarter, last.take());
            let done = activity(e, quarter, n, &totals[e.number]);
            let mut blank = context.blank();
            emissions::fill(e, n, &totals[e.number], &done, &context, &mut blank.emissions);
            let right = content::content(e, &done, blank, age);
            all.push(declaration(e, &context, &course, &right));
            last = Some(right);
        }
    }
    number_receipts(&mut all)?;
    Ok(all)
}

fn declaration(
    e: &Enterprise,
    context: &domain::declaration::check::Context,
    course: &Course,
    right: &Content,
) -> Declaration {
    let sealed = |content: &Content| canonical(&content::explained(content.clone(), context));
    let mut versions = Vec::new();
    let mut sign = |day: &NaiveDate, content: &Content, reason| {
        let text = sealed(content);
        versions.push(version(versions.len(), &text, reason, at(*day, e.number)));
        text
    };
    let slipped = || content::with_slip(right);
    let (status, draft) = match course {
        Course::Missing | Course::Draft(_) => (DeclarationStatus::Draft, canonical(&content::unfinished(right))),
        Course::Submitted(day) => (DeclarationStatus::Submitted, sign(day, right, "")),
        Course::Accepted(day) => (DeclarationStatus::Accepted, sign(day, right, "")),
        Course::Returned(day) => (DeclarationStatus::Returned, sign(day, &slipped(), "")),
        Course::Corrected(first, second) => {
            sign(first, &slipped(), "");
            let reason = "废水排放量多录一位，已按流量计累计读数更正。";
            (DeclarationStatus::Corrected, sign(second, right, reason))
        }
    };
    let updated_at = match (versions.last(), course) {
        (Some(version), _) => version.submitted_at,
        (None, Course::Draft(day)) => at(*day, e.number),
        (None, _) => context.quarter.end(),
    };
    Declaration { enterprise: e.number, quarter: context.quarter, status, draft, updated_at, versions }
}

fn version(before: usize, text: &str, reason: &'static str, at: Stamp) -> Version {
    Version {
        number: i32::try_from(before).unwrap_or(0) + 1,
        receipt_no: String::new(),
        content: text.to_owned(),
        hash: digest(text),
        reason,
        submitted_at: at,
    }
}

/// Numbers the receipts of each quarter in the order of filing.
fn number_receipts(all: &mut [Declaration]) -> Result<()> {
    let mut versions: Vec<_> =
        all.iter_mut().flat_map(|d| d.versions.iter_mut().map(|version| (d.quarter, d.enterprise, version))).collect();
    versions.sort_by_key(|(quarter, enterprise, version)| (*quarter, version.submitted_at, *enterprise));
    let mut count = 0;
    let mut before = None;
    for (quarter, _, version) in versions {
        count = if before == Some(quarter) { count + 1 } else { 1 };
        before = Some(quarter);
        let number =
            ReceiptNo::new(quarter, count).ok_or_else(|| Error::invalid("enterprises", "too many receipts"))?;
        version.receipt_no = number.to_string();
    }
    Ok(())
}

/// A moment of a working day.
fn at(day: NaiveDate, enterprise: usize) -> Stamp {
    let minute = 9 * 60 + i64::try_from(enterprise * 37 % 480).unwrap_or(0);
    domain::time::start_of(day).plus(minute * domain::time::MINUTE)
}
