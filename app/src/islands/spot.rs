//! A value of a drawing that is pointed at, and what is said of it.

/// Which value is meant.
#[derive(Clone, Copy, Debug)]
pub enum Spot {
    /// The one nearest to this share of the width.
    Share(f64),
    /// This one, counted from the left.
    Number(usize),
}

/// What is said of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Its number, counted from the left.
    pub place: usize,
    /// How far right it stands, of 1000.
    pub x: i64,
    /// Its time and figure.
    pub text: String,
}
