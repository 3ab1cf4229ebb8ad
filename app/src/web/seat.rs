//! Somebody who is signed in, and for whom they work.

use domain::lang::Lang;
use services::Names;
use services::accounts::{self, Actor};
use services::{Ctx, Error};

use super::{MadeFor, Site, role_name};
use crate::texts::shell as texts;

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Seat {
    /// The person.
    pub actor: Actor,
    /// The enterprise, or the town of a branch; none for those of the bureau itself.
    pub office: Option<Names>,
}

impl Seat {
    /// The seat of somebody who is signed in.
    pub async fn of(ctx: &Ctx, actor: Actor) -> Result<Self, Error> {
        let office = accounts::office(ctx, &actor).await?;
        Ok(Self { actor, office })
    }

    /// Name, role and enterprise or office in one line.
    pub fn who(&self, lang: Lang, site: &Site) -> String {
        texts::person(lang, &self.actor.name, role_name(lang, self.actor.role), self.office(lang, site))
    }

    /// The enterprise or office.
    pub fn office<'a>(&'a self, lang: Lang, site: &'a Site) -> &'a str {
        self.office.as_ref().map_or_else(|| site.bureau.in_lang(lang), |office| office.pick(lang))
    }

    /// What the forms of this person's pages say.
    pub fn made_for(&self, lang: Lang, site: &Site) -> MadeFor {
        MadeFor::new(&self.actor, self.who(lang, site))
    }
}
