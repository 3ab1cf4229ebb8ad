//! Where the bureau's pages about a thing stand: every page that names the thing leads there.

use domain::credit_code::CreditCode;
use domain::quarter::Quarter;

/// The page of a case.
pub fn case_address(case_no: &str) -> String {
    format!("/bureau/cases/{}", crate::web::encode(case_no))
}

/// The page of an event of exceedance.
pub fn exceedance_address(id: i64) -> String {
    format!("/bureau/exceedances/{id}")
}

/// The page of a finding.
pub fn finding_address(id: i64) -> String {
    format!("/bureau/findings/{id}")
}

/// The page of a mark.
pub fn mark_address(id: i64) -> String {
    format!("/bureau/marks/{id}")
}

/// The page of a sign in the data.
pub fn sign_address(id: i64) -> String {
    format!("/bureau/signs/{id}")
}

/// The page of premises with their tenants.
pub fn premises_address(id: i64) -> String {
    format!("/bureau/premises/{id}")
}

/// The page of an enterprise's file.
pub fn file_address(credit_code: CreditCode) -> String {
    format!("/bureau/enterprises/{credit_code}")
}

/// The page of a signed version of its declaration.
pub fn declaration_address(credit_code: CreditCode, quarter: Quarter, version: i32) -> String {
    format!("{}/declarations/{quarter}/{version}", file_address(credit_code))
}
