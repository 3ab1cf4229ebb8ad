//! The form of a tip-off as it is shown, with what it needs from the database.

use domain::lang::Lang;
use services::tips::{HeldPhoto, Works, works_named};
use services::{Ctx, Error};

use super::typed::Typed;
use crate::pages::parts::{count, issue};
use crate::web::Form;

/// The form as it is shown.
pub struct Shown {
    pub form: Form<Typed>,
    /// What is said about photos that were not taken.
    pub photos: Vec<String>,
    /// The enterprises to choose from.
    pub choices: Choices,
    /// The position lies outside of the city, and the reporter is asked about it.
    pub far: bool,
    /// The photos that have arrived.
    pub held: Vec<HeldPhoto>,
}

impl Shown {
    /// An empty form, or one about an enterprise.
    pub fn new(typed: Typed, choices: Choices) -> Self {
        Self { form: Form::new(typed), photos: Vec::new(), choices, far: false, held: Vec::new() }
    }

    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.form.issues.is_empty() && self.photos.is_empty()
    }

    /// What is wrong with a field.
    pub fn error(&self, lang: Lang, name: &str) -> Option<String> {
        match name {
            "photo" => (!self.photos.is_empty()).then(|| self.photos.join(" ")),
            name => issue::at(lang, &self.form.issues, name),
        }
    }
}

/// The enterprises to choose from.
#[derive(Default)]
pub struct Choices {
    /// The first of them.
    pub works: Vec<Works>,
    /// How many there are, of which these are the first.
    pub total: u64,
    /// They were looked for, and are not just the one that was chosen before.
    pub searched: bool,
}

impl Choices {
    /// The enterprises that are looked for, or the one that has been chosen. Nobody is kept from filing because of
    /// them: where the database does not answer there are none.
    pub async fn of(ctx: &Ctx, typed: &Typed) -> Self {
        let found = if typed.finds() { Self::found(ctx, typed).await } else { Self::chosen(ctx, typed).await };
        found.unwrap_or_else(|error| {
            tracing::warn!(%error, "no enterprises to choose from");
            Self::default()
        })
    }

    async fn found(ctx: &Ctx, typed: &Typed) -> Result<Self, Error> {
        let (works, total) = works_named(ctx, typed.company.typed()).await?;
        Ok(Self { works, total, searched: true })
    }

    async fn chosen(ctx: &Ctx, typed: &Typed) -> Result<Self, Error> {
        let Ok(Some(chosen)) = typed.enterprise.get() else { return Ok(Self::default()) };
        let (works, _) = works_named(ctx, chosen.as_str()).await?;
        let works: Vec<_> = works.into_iter().filter(|works| works.credit_code == *chosen).collect();
        Ok(Self { total: count(works.len()), works, searched: false })
    }
}
