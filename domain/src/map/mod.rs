//! The city's map: what a `GeoJSON` file (RFC 7946) says of the towns' boundaries, the city's outline and its rivers, in which
//! system its coordinates are, and how the map is drawn.
//!
//! Everything is kept in WGS-84. The system of a file is said by whoever imports it: the numbers do not tell, and a guess
//! would put a river five hundred metres from where it flows.

mod approval;
mod drawing;
mod feature;
mod line;
mod read;
mod slip;
mod system;

pub use approval::ApprovalNumber;
pub use drawing::{Frame, MOST_SINGLE, Mark, Spot, WIDTH, marks};
pub use line::{Line, Point, from_text, thinned, to_text};
pub use read::{Drawing, Reading, River, Town, TownShape, read};
pub use slip::{Place, Slip, Wrong};
pub use system::{System, Unknown};

/// The most bytes of a file.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// The most features of a file.
pub const MOST_FEATURES: usize = 2_000;
/// The most points of all lines of a file.
pub const MOST_POINTS: usize = 200_000;
/// The most points that a page draws; more are left out until so many are left.
pub const MOST_DRAWN: usize = 8_000;
/// How far the line that a page draws may lie from the one that is kept, in metres, where that is enough to come below
/// [`MOST_DRAWN`]; otherwise twice as far, and so on. On a wide screen a large city has a hundred metres to the pixel.
pub const TOLERANCE: u32 = 30;
/// The most faults that are told one by one.
pub const MOST_TOLD: usize = 500;

text_enum! {
    /// What a shape of the map is.
    pub enum ShapeKind {
        /// The outline of the city.
        City = "city",
        /// The boundary of a town.
        Town = "town",
        /// A river, a lake's middle line or a channel.
        River = "river",
    }
}
