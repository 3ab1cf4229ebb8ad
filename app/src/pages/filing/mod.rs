//! The enterprise's side: its quarters, the draft of one, the signature, the receipt, the correction.

mod check;
mod correction;
mod correction_form;
mod entries;
mod exceedances;
mod findings;
mod form_state;
mod marks;
mod parts;
mod quarter;
mod quarters;
mod receipt;
mod section;
mod signs;
mod version;

use axum::routing::{get, post};

use super::Routes;

/// The addresses under `/filing`.
pub fn routes() -> Routes {
    Routes::default()
        .at("/filing", get(quarters::show))
        .at("/filing/exceedances", get(exceedances::list))
        .at("/filing/exceedances/{id}", get(exceedances::show).post(exceedances::answer))
        .at("/filing/findings", get(findings::list))
        .at("/filing/findings/{id}", get(findings::show).post(findings::explain))
        .at("/filing/marks", get(marks::show).post(marks::set))
        .at("/filing/marks/{id}", get(marks::show_one).post(marks::act))
        .at("/filing/signs", get(signs::list))
        .at("/filing/signs/{id}", get(signs::show).post(signs::answer))
        .at("/filing/{quarter}", get(quarter::show))
        .at("/filing/{quarter}/check", get(check::show).post(check::sign))
        .at("/filing/{quarter}/correction", post(correction::begin))
        .at("/filing/{quarter}/correction/abandon", post(correction::abandon))
        .at("/filing/{quarter}/receipts/{number}", get(receipt::show))
        .at("/filing/{quarter}/versions/{number}", get(version::show))
        .at("/filing/{quarter}/versions/{number}/text", get(version::text))
        .at("/filing/{quarter}/{section}", get(section::show))
}
