//! The administrator's side: accounts, loggers, feeds, the audit log, the queue of jobs.

mod accounts;
mod audit;
mod devices;
mod feeds;
mod jobs;
mod messages;
mod nav;
mod pages;
mod retention;
mod site;

use axum::routing::{get, post};

use crate::pages::Routes;
pub use nav::{AdminPage, nav};
pub use site::picture;

/// Every address of the administrator's side.
pub fn routes() -> Routes {
    Routes::default()
        .at("/bureau/accounts", get(accounts::list).post(accounts::open))
        .at("/bureau/accounts/new", get(accounts::new))
        .at("/bureau/accounts/{id}", get(accounts::show))
        .at("/bureau/accounts/{id}/change", get(accounts::ask_for_change).post(accounts::change))
        .at("/bureau/accounts/{id}/cover", get(accounts::ask_for_cover).post(accounts::name_cover))
        .at("/bureau/accounts/{id}/cover/{cover}/end", post(accounts::end_cover))
        .at("/bureau/accounts/{id}/close", get(accounts::ask_to_close).post(accounts::close))
        .at("/bureau/accounts/{id}/password", get(accounts::ask_for_password).post(accounts::reset_password))
        .at("/bureau/accounts/{id}/second-factor", get(accounts::ask_for_reset).post(accounts::reset_second_factor))
        .at("/bureau/accounts/{id}/unified", get(accounts::ask_to_unlink).post(accounts::unlink))
        .at("/bureau/accounts/{id}/end-sessions", post(accounts::end_sessions))
        .at("/bureau/audit", get(audit::list))
        .at("/bureau/audit.csv", get(audit::file))
        .at("/bureau/devices", get(devices::list))
        .at("/bureau/devices/{mn}", get(devices::show))
        .at("/bureau/devices/{mn}/commands", get(devices::commands::show).post(devices::commands::ask))
        .at("/bureau/devices/{mn}/commands/withdraw", post(devices::commands::withdraw))
        .at("/bureau/devices/{mn}/commands/allow", post(devices::commands::allow))
        .at("/bureau/devices/{mn}/commands/forbid", post(devices::commands::forbid))
        .at("/bureau/devices/{mn}/disable", post(devices::disable))
        .at("/bureau/devices/{mn}/enable", post(devices::enable))
        .at("/bureau/devices/{mn}/password", post(devices::reveal))
        .at("/bureau/devices/{mn}/release", post(devices::release))
        .at("/bureau/devices/{mn}/discard", post(devices::discard))
        .at("/bureau/feeds", get(feeds::show))
        .at("/bureau/feeds/{feed}", get(feeds::provider))
        .at("/bureau/feeds/{feed}/import", get(feeds::import_page).post(feeds::import))
        .at("/bureau/feeds/{feed}/template", get(feeds::template))
        .at("/bureau/feeds/{feed}/doubtful", get(feeds::doubtful))
        .at("/bureau/feeds/{feed}/doubtful/{id}", post(feeds::decide))
        .at("/bureau/retention", get(retention::show).post(retention::place))
        .at("/bureau/retention/holds/{id}/lift", post(retention::lift))
        .at("/bureau/site", get(site::show).post(site::post))
        .at("/bureau/site/seal", post(site::post_seal))
        .at("/bureau/jobs", get(jobs::list))
        .at("/bureau/jobs/{id}/retry", post(jobs::retry))
        .at("/bureau/messages", get(messages::list))
        .at("/bureau/messages/{id}/again", post(messages::again))
}
