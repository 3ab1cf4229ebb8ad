//! cargo-deny, which checks licences, sources and advisories of the dependencies. Used when it is there: it takes
//! longer to compile than it saves, and its list of advisories comes from a server that a build machine may not
//! reach.

use crate::sh;

/// Whether `cargo deny` can be called.
pub fn installed() -> bool {
    sh::on_path("cargo-deny").is_some()
}
