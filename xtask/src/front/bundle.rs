//! The bundles: which islands go into which module.

/// A module that a page can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// The islands of public pages, as light as can be.
    Public,
    /// The islands of signed-in work: the declaration editor with its rules.
    Desk,
}

impl Bundle {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Public, Self::Desk];

    /// The stem of its files, and the name of its folder.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Desk => "desk",
        }
    }

    /// The features of `app`. Its dependencies have the same in both, so that cargo compiles them once.
    pub const fn features(self) -> &'static str {
        match self {
            Self::Public => "hydrate,public",
            Self::Desk => "hydrate,desk",
        }
    }
}
