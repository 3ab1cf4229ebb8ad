//! The pages of the bureau: what waits, findings, enterprises' files, tip-offs, cases, and the administration. Each
//! begins with somebody who is signed in; whether the role may, the use case says.

mod addresses;
mod admin;
mod alarms;
mod cases;
mod enterprises;
mod exceedances;
mod findings;
mod inbox;
mod marks;
mod register;
mod signs;
mod tips;

use axum::routing::get;

use super::Routes;
pub(super) use admin::{AdminPage, nav as admin_nav, picture as seal_picture};

/// The addresses of the bureau.
pub(super) fn routes() -> Routes {
    Routes::default()
        .at("/bureau", get(inbox::show))
        .at("/bureau/alarms", get(alarms::show))
        .at("/bureau/signs/{id}", get(signs::show).post(signs::post))
        .at("/bureau/exceedances", get(exceedances::queue))
        .at("/bureau/exceedances/{id}", get(exceedances::show).post(exceedances::post))
        .at("/bureau/findings", get(findings::queue))
        .at("/bureau/findings/{id}", get(findings::show).post(findings::post))
        .at("/bureau/marks", get(marks::queue))
        .at("/bureau/marks/{id}", get(marks::show).post(marks::post))
        .at("/bureau/enterprises", get(enterprises::search))
        .at("/bureau/enterprises/{credit_code}", get(enterprises::show))
        .at("/bureau/premises/{id}", get(enterprises::premises))
        .at("/bureau/enterprises/{credit_code}/declarations/{quarter}/{version}", get(enterprises::declaration))
        .at(
            "/bureau/enterprises/{credit_code}/declarations/{quarter}/{version}/text",
            get(enterprises::declaration_text),
        )
        .at("/bureau/cases", get(cases::list))
        .at("/bureau/cases/new", get(cases::new).post(cases::begin))
        .at("/bureau/cases/{case_no}", get(cases::show).post(cases::post))
        .at("/bureau/cases/{case_no}/edit", get(cases::edit).post(cases::write))
        .and(tips::routes())
        .and(register::routes())
        .and(admin::routes())
}
