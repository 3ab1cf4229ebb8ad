//! Any bytes into the codec. Run with `cargo +nightly fuzz run decode` in the folder above `fuzz`.
#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|stream: &[u8]| check::check(stream));
