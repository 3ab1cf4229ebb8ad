//! Forms with files, as browsers send them.

use axum::{body::Body, http::Method};

use super::world::{Answer, World};

/// The parts of a form: its fields, and its files with their names.
pub fn form(files: &[(&str, &str)], fields: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = |(name, content): &(&str, &str)| {
        format!(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/plain\r\n\r\n{content}\r\n"
        )
    };
    let parts: String = fields.iter().map(field).chain(files.iter().map(file)).collect();
    format!("{parts}--edge--\r\n")
}

/// Sends it from a page that was made for somebody.
pub async fn send(world: &World, page: &str, cookie: &str, made_for: &str, form: String) -> Answer {
    let headers =
        [("cookie", cookie), ("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=edge")];
    world.send(Method::POST, &format!("{page}?made-for={made_for}"), &headers, Body::from(form)).await
}
