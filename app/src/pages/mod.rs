//! The pages: axum handlers that read through `services` and answer HTML. A page is one file or folder.

mod about;
mod account;
mod bureau;
mod cases;
mod data;
mod enterprise;
mod enterprises;
pub mod error;
mod filing;
mod home;
mod invitation;
mod map;
mod outlet;
mod parts;
mod people;
pub mod refusals;
mod routes;
mod screen;
mod sign_in;
mod sitemap;
mod statistics;
mod status;
pub mod tip;
mod tokens;

use axum::Router;
use axum::routing::{get, post};

use crate::web::AppState;
pub use routes::{Routes, page_of_form};

/// Every page. Other addresses are the server's to answer.
pub fn router() -> Router<AppState> {
    routes().router()
}

/// Every page's address.
pub fn routes() -> Routes {
    public()
        .and(tip::routes())
        .and(signing_in())
        .and(filing::routes())
        .and(bureau::routes())
        .and(people::routes())
        .and(tokens::routes())
}

fn public() -> Routes {
    Routes::default()
        .at("/", get(home::show))
        .at("/about", get(about::show))
        .at("/cases", get(cases::board))
        .at("/cases/{case_no}", get(cases::case))
        .at("/data", get(data::show))
        .at("/enterprises", get(enterprises::show))
        .at("/enterprises/{credit_code}", get(enterprise::show))
        .at("/enterprises/{credit_code}/outlets/{code}", get(outlet::show))
        .at("/map", get(map::show))
        .at("/screen/{credit_code}", get(screen::show))
        .at("/site/seal.png", get(bureau::seal_picture))
        .at("/sitemap", get(sitemap::show))
        .at("/statistics", get(statistics::show))
        .at("/status", get(status::show))
}

fn signing_in() -> Routes {
    Routes::default()
        .at("/account", get(account::show))
        .at("/account/now", get(account::now))
        .at("/account/messages", get(account::messages::show).post(account::messages::post))
        .at("/account/password", post(account::change_password))
        .at("/account/second-factor", get(account::second_factor::show))
        .at("/account/second-factor/begin", post(account::second_factor::begin))
        .at("/account/second-factor/confirm", post(account::second_factor::confirm))
        .at("/account/second-factor/remove", post(account::second_factor::remove))
        .at("/account/sign-out-everywhere", post(account::sign_out_everywhere))
        .at("/account/unified", get(account::unified::show))
        .at("/account/unified/link", post(account::unified::link))
        .at("/account/unified/unlink", post(account::unified::unlink))
        .at("/invitation", get(invitation::show).post(invitation::post))
        .at("/sign-in", get(sign_in::show).post(sign_in::post))
        .at("/sign-in/unified", get(sign_in::unified::show).post(sign_in::unified::begin))
        .at("/sign-in/unified/back", get(sign_in::unified::back))
        .at("/sign-in/unified/code", post(sign_in::unified::enter))
        .at("/sign-in/unified/link", post(sign_in::unified::link))
        .at("/sign-out", post(sign_in::sign_out))
}
