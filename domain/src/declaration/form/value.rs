//! What stands in a field: read, and written.

use rust_decimal::Decimal;

use crate::{
    declaration::content::Method,
    input::{self, FigureIssue},
    outlet::OutletCode,
};

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value<'a> {
    /// A figure, or none.
    Figure(Option<Decimal>),
    /// A text.
    Words(&'a str),
    /// An outlet.
    Outlet(OutletCode),
    /// How an amount was worked out.
    Method(Method),
}

/// The place of a field in a declaration, to be written to.
#[derive(Debug)]
pub enum Slot<'a> {
    /// Of a figure.
    Figure(&'a mut Option<Decimal>),
    /// Of a text.
    Words(&'a mut String),
    /// Of an outlet.
    Outlet(&'a mut OutletCode),
    /// Of a method.
    Method(&'a mut Method),
}

/// Why what was typed cannot stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no figure.
    Figure(FigureIssue),
    /// It is no code of an outlet.
    Outlet,
    /// It is no method.
    Method,
}

impl Value<'_> {
    /// As the form shows it: figures with thousands parted, outlets and methods by their words in the store.
    pub fn text(self) -> String {
        match self {
            Self::Figure(value) => value.map(input::grouped).unwrap_or_default(),
            Self::Words(text) => text.to_owned(),
            Self::Outlet(outlet) => outlet.to_string(),
            Self::Method(method) => method.to_string(),
        }
    }

    /// Whether there is a figure, or a text that says something.
    pub fn is_stated(self) -> bool {
        match self {
            Self::Figure(value) => value.is_some(),
            Self::Words(text) => !text.trim().is_empty(),
            Self::Outlet(_) | Self::Method(_) => true,
        }
    }
}

impl Slot<'_> {
    /// Takes what was typed, without the blanks around it.
    ///
    /// # Errors
    /// When it is none of what the field holds. A figure that cannot be read leaves the field empty.
    pub fn write(self, typed: &str) -> Result<(), Unreadable> {
        match self {
            Self::Figure(value) => {
                *value = None;
                *value = input::figure(typed).map_err(Unreadable::Figure)?;
            }
            Self::Words(text) => typed.trim().clone_into(text),
            Self::Outlet(outlet) => *outlet = typed.trim().parse().map_err(|_| Unreadable::Outlet)?,
            Self::Method(method) => *method = typed.trim().parse().map_err(|_| Unreadable::Method)?,
        }
        Ok(())
    }
}

/// Lets the table name a field once and get both ways to it.
macro_rules! both_ways {
    ($($kind:ident: $type:ty, $read:expr;)+) => {$(
        impl<'a> From<&'a $type> for Value<'a> {
            fn from(value: &'a $type) -> Self {
                let read: fn(&'a $type) -> _ = $read;
                Self::$kind(read(value))
            }
        }

        impl<'a> From<&'a mut $type> for Slot<'a> {
            fn from(value: &'a mut $type) -> Self {
                Self::$kind(value)
            }
        }
    )+};
}

both_ways! {
    Figure: Option<Decimal>, |value| *value;
    Words: String, |text| text.as_str();
    Outlet: OutletCode, |outlet| *outlet;
    Method: Method, |method| *method;
}
