//! A release carries the built front end inside itself: it is compiled again when a file of that is new. And it is linked to be small.

use std::env::var;

/// Where the program is loaded is told in a few bytes for many addresses in place of 24 bytes for each; and functions that are the
/// same instruction by instruction, as pages have thousands, stand once. Both are arguments of the linker that rustc brings
/// along for this target.
const SMALL: [&str; 2] = ["-Wl,-z,pack-relative-relocs", "-Wl,--icf=all"];

fn main() {
    let is = |name, value| var(name).is_ok_and(|told| told == value);
    let embeds = is("PROFILE", "release");
    let watched = if embeds { "../target/site" } else { "build.rs" };
    println!("cargo::rerun-if-changed={watched}");
    if embeds && is("TARGET", "x86_64-unknown-linux-gnu") {
        for argument in SMALL {
            println!("cargo::rustc-link-arg-bins={argument}");
        }
    }
}
