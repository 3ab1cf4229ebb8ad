//! A browser's way of sending the form.

use std::io::Cursor;

use axum::{body::Body, http::Method};
use image::{ImageFormat, RgbImage};
use services::FormKey;

use crate::http::world::{Answer, World};

const BOUNDARY: &str = "----mingjian-test";

/// A multipart form under construction.
#[derive(Clone)]
pub struct Form {
    pub body: Vec<u8>,
}

impl Form {
    /// A form with a key of its own.
    pub fn new() -> Self {
        Self::with_key(FormKey::generate().expose())
    }

    /// A form with this key.
    pub fn with_key(key: &str) -> Self {
        Self { body: Vec::new() }.text("form", key)
    }

    /// What and where, which is enough.
    pub fn filled() -> Self {
        Self::new().text("text", "夜里两点排黄水").text("place", "渡口桥下游")
    }

    pub fn text(mut self, name: &str, value: &str) -> Self {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        self.body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
        self
    }

    pub fn photo(mut self, name: &str, file: &[u8]) -> Self {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        self.body.extend([head.as_bytes(), file, b"\r\n"].concat());
        self
    }

    /// Sends it, as a page of the portal does.
    pub async fn send(&self, world: &World) -> Answer {
        self.send_with(world, &[]).await
    }

    /// The same with other headers.
    pub async fn send_with(&self, world: &World, headers: &[(&str, &str)]) -> Answer {
        let body = [&self.body[..], format!("--{BOUNDARY}--\r\n").as_bytes()].concat();
        send(world, &format!("multipart/form-data; boundary={BOUNDARY}"), body, headers).await
    }

    /// Sends it without its end.
    pub async fn send_cut(&self, world: &World, left: usize) -> Answer {
        let body = self.body[..self.body.len() - left].to_vec();
        send(world, &format!("multipart/form-data; boundary={BOUNDARY}"), body, &[]).await
    }
}

/// Sends a body of some kind to `/tip`.
pub async fn send(world: &World, kind: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Answer {
    let own = [("content-type", kind), ("sec-fetch-site", "same-origin")];
    let others: Vec<_> = own.into_iter().filter(|(name, _)| !headers.iter().any(|(other, _)| other == name)).collect();
    let headers: Vec<_> = others.into_iter().chain(headers.iter().copied()).collect();
    world.send(Method::POST, "/tip", &headers, Body::from(body)).await
}

/// A photo; another one for another number.
pub fn photo(number: u8) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    RgbImage::from_pixel(32, 24, image::Rgb([number.wrapping_mul(8), 80, 200]))
        .write_to(&mut file, ImageFormat::Png)
        .unwrap();
    file.into_inner()
}

/// The 16 digits on a receipt.
pub fn code_on(receipt: &Answer) -> String {
    let page = receipt.text();
    let (_, rest) = page.split_once("class=\"reference\">").unwrap_or_else(|| panic!("no receipt: {page}"));
    let code: String = rest.split('<').next().unwrap().chars().filter(char::is_ascii_digit).collect();
    assert_eq!(code.len(), 16, "{page}");
    code
}

/// The value of the hidden field `form` of a page.
pub fn key_on(page: &Answer) -> String {
    let page = page.text();
    let (_, rest) = page.split_once("name=\"form\" value=\"").unwrap_or_else(|| panic!("no form: {page}"));
    rest.split('"').next().unwrap().to_owned()
}
