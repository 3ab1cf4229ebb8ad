//! What people type, before anything is done with it: texts, figures, and positions as maps give them.

mod figure;
mod invisible;
mod issue;
mod mark;
mod position;
mod printable;
mod text;

pub use figure::{NotAFigure, figure, grouped};
pub use issue::Issue;
pub use position::{LatLng, PositionIssue, position};
pub use printable::printable;
pub use text::{Text, can_name, clean};
