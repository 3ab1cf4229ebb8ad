//! Classes in words.

use domain::lang::Lang;
use domain::retention::Class;

use crate::texts::admin_retention as texts;

/// What rows of a class are.
pub fn class(lang: Lang, class: Class) -> &'static str {
    match class {
        Class::Frames => texts::frames(lang),
        Class::Values => texts::values(lang),
        Class::Events => texts::events(lang),
        Class::Notices => texts::notices(lang),
        Class::Commands => texts::commands(lang),
        Class::Sessions => texts::sessions(lang),
        Class::Mails => texts::mails(lang),
        Class::Jobs => texts::jobs(lang),
        Class::TipsDeclined => texts::tips_declined(lang),
        Class::TipsAnswered => texts::tips_answered(lang),
    }
}

/// A term: in years where it is whole years.
pub fn term(lang: Lang, months: u32) -> String {
    let months = u64::from(months);
    if months % 12 == 0 { texts::years(lang, months / 12) } else { texts::months(lang, months) }
}
