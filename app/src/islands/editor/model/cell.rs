//! A field with what a person has done to it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::declaration::form::Field;
use domain::input::{self, FigureIssue};

/// How far a person has come with a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// As it was when the page was opened.
    #[default]
    Fresh,
    /// Being typed in.
    Typing,
    /// Typed in and left, or rested in.
    Left,
}

/// Explanations by the rule that asks for them.
pub type Reasons = BTreeMap<Cow<'static, str>, String>;

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which.
    pub field: Field,
    /// The text in it, as typed.
    pub text: String,
    /// Why what looks wrong in it is right.
    pub reasons: Reasons,
    /// How far its person has come.
    pub stage: Stage,
    /// What is saved while `text` cannot be read: the last text that could be, or what somebody else saved after that.
    readable: String,
}

impl Cell {
    /// A field that nobody has come to.
    pub fn new(field: Field, text: String) -> Self {
        Self { field, text, reasons: Reasons::new(), stage: Stage::Fresh, readable: String::new() }
    }

    /// Takes the text that is in the field now.
    pub fn write(&mut self, text: String) {
        let before = std::mem::replace(&mut self.text, text);
        if self.field.is_figure() && input::figure(&before).is_ok() {
            self.readable = before;
        }
    }

    /// Why what stands in it is no figure, where it should be one.
    pub fn garbled(&self) -> Option<FigureIssue> {
        if self.field.is_figure() { input::figure(&self.text).err() } else { None }
    }

    /// Somebody else saved `theirs` in this field. Where nothing can be read here, that is what stays saved: what was typed
    /// before the slip is older, and nobody has chosen it over theirs.
    pub fn overtaken(&mut self, theirs: &str) {
        if self.garbled().is_some() {
            theirs.clone_into(&mut self.readable);
        }
    }

    /// The text; while something else than a figure stands there, the last one that could be read: a slip does not cost
    /// the figure.
    pub fn readable(&self) -> &str {
        if self.garbled().is_some() { &self.readable } else { &self.text }
    }
}
