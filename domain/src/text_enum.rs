//! One macro for every enumeration that is stored, sent and shown in addresses as the same short text.

/// Defines an enumeration whose variants are texts: `Display`, `FromStr`, serde, `ALL`, the reading of what a form sends,
/// and (with the feature `sea-orm`) a text column all use the same word.
macro_rules! text_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        #[cfg_attr(feature = "sea-orm", sea_orm(value_type = "String"))]
        $vis enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant),+ }

        never_generated!($name);

        impl $name {
            /// Every variant, in the order of their definition.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word used in the store, in addresses and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        // By hand: the derive does not see the words that this macro passes on, and would describe the variants' names.
        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some([$($text),+]))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::input::Read for $name {
            fn read(typed: &str) -> Result<Self, $crate::input::Issue> {
                typed.trim().parse().map_err(|_no_word_of_it| $crate::input::Issue::NoChoice)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err($crate::UnknownWord { kind: stringify!($name), word: text.to_owned() }),
                }
            }
        }
    };
}

/// Lets a text type be part of a primary key: SeaORM asks every key part whether the database can generate it, and a
/// text never can.
macro_rules! never_generated {
    ($name:ident) => {
        #[cfg(feature = "sea-orm")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    };
}
