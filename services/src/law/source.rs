//! Whether the entries of the law say how sure they are.

use domain::source::is_unverified;

/// Seen in the text that is named after it.
const SOURCED: &str = "sourced: ";

/// Whether a source says how sure the figure is, as each entry of the files here does.
pub(super) fn is_marked(source: &str) -> bool {
    source.contains(SOURCED) || is_unverified(source)
}
