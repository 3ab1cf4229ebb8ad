//! The form: what a declaration is filled in by.
//!
//! [`fields`] is one table with a row for each field: what it is called, where it stands, its unit, whether it is
//! needed, how large it can be, how it is read and written. Everybody walks it: the rules of the editor, the canonical
//! text that is signed, the editor in the browser, the pages that show a declaration or what changed in it, the bounds
//! of a draft. Nobody else lists fields. A field that stands in a struct and not in the table fails a test; one
//! that stands in the table and of which the editor knows no hint does not compile.
//!
//! The names of fields and sections stand here too, in both languages, and not among the texts of the pages: the rules
//! say them in sentences, on the server, in the browser and at the command line, and a sentence must call a field what
//! the form calls it. Pages ask [`Field::name`].

mod fields;
mod path;
mod rows;
mod section;
mod spec;
mod value;

pub use fields::Field;
pub use path::FieldPath;
pub use section::Section;
pub use spec::{Holds, Measure, Needed, Role, Spec, Unit};
pub use value::{Slot, Unreadable, Value};
