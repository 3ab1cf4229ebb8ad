//! The pages and the REST interface, asked without a socket where that is possible.

mod accounts;
mod addresses;
mod bureau;
mod cache;
mod csv;
mod devices;
mod duplicates;
mod feeds;
mod filing;
mod functions;
mod hostile;
mod life;
mod live;
mod made_for;
mod openapi;
mod people;
mod register;
mod rest;
mod roles;
mod routes;
mod second_factor;
mod sessions;
mod site;
mod tips;
mod tokens;
mod world;
