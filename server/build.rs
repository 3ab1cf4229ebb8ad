//! A release carries the built front end inside itself: it is compiled again when a file of that is new.

fn main() {
    let embeds = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let watched = if embeds { "../target/site" } else { "build.rs" };
    println!("cargo::rerun-if-changed={watched}");
}
