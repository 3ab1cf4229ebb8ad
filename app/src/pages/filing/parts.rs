//! What the pages of a quarter share: its addresses, its dates, and how far each section is.

use domain::declaration::check::{Problem, Tier};
use domain::declaration::deadline::Phase;
use domain::declaration::form::Section;
use domain::lang::Lang;
use domain::quarter::Quarter;
use leptos::prelude::*;
use services::declarations::{Draft, Source};

use crate::filing_form;
use crate::pages::parts::around;
use crate::texts::filing as texts;
use crate::ui::frame::anchor;
use crate::ui::tag::Tone;
use crate::ui::task_list::Task;
use crate::ui::when;

/// The page of a quarter.
pub fn address(quarter: Quarter) -> String {
    format!("/filing/{quarter}")
}

/// The page of a section.
pub fn section_address(quarter: Quarter, section: Section) -> String {
    format!("/filing/{quarter}/{section}")
}

/// The field that a problem is about, on its page, where all that is missing is told.
pub fn field_address(quarter: Quarter, problem: &Problem) -> String {
    let (section, field) = (problem.path.section(), anchor(&filing_form::element(problem.path)));
    format!("{}?asked=1{field}", section_address(quarter, section))
}

/// Until when, and who saved last: the line below the heading.
pub fn dates(lang: Lang, draft: &Draft) -> String {
    let due = when::date(lang, draft.due_day);
    match draft.phase {
        Phase::Running => {
            texts::row_running(lang, when::date(lang, draft.quarter.next().first_day().pred_opt().unwrap_or_default()))
        }
        Phase::InTime { .. } => texts::row_due(lang, due),
        Phase::Late { .. } => texts::row_late(lang, due, when::date(lang, draft.last_day)),
        Phase::Closed => texts::row_closed(lang, when::date(lang, draft.last_day)),
    }
}

/// Who saved last, and when.
pub fn saved(lang: Lang, draft: &Draft) -> AnyView {
    match &draft.saved {
        None => prefilled(lang, draft).into_any(),
        Some(saved) => {
            let at = when::moment(lang, saved.at);
            match &saved.by {
                Some(by) => around(lang, by, |by| texts::saved_line(lang, at, by)),
                None => texts::saved_line_nobody(lang, at).into_any(),
            }
        }
    }
}

/// What a declaration that nobody has saved begins with: figures only from where there are any.
fn prefilled(lang: Lang, draft: &Draft) -> String {
    let filled =
        |source: &Source| draft.facts.iter().any(|fact| fact.source == *source && fact.path(&draft.content).is_some());
    let name = |source| match source {
        Source::WaterBills => texts::from_water_bills(lang),
        Source::PowerBills => texts::from_power_bills(lang),
        Source::Loggers => texts::from_loggers(lang),
    };
    let sources = [Source::WaterBills, Source::PowerBills, Source::Loggers];
    let names: Vec<_> = sources.into_iter().filter(filled).map(name).collect();
    if names.is_empty() {
        return texts::not_saved_line(lang).to_owned();
    }
    texts::not_saved_prefilled(lang, names.join(lang.pick("、", ", ")))
}

/// How far a section is.
fn state(draft: &Draft, problems: &[Problem], section: Section) -> (Tone, fn(Lang) -> &'static str) {
    let own = || problems.iter().filter(|problem| problem.path.section() == section);
    let missing = own().filter(|problem| problem.is_missing()).count();
    let blocked = own().filter(|problem| problem.tier == Tier::Block).count();
    if section == Section::Remarks && blocked == 0 {
        let said = !section.is_blank(&draft.content);
        return if said { (Tone::Ok, texts::part_done) } else { (Tone::Plain, texts::part_optional) };
    }
    if draft.saved.is_none() {
        (Tone::Plain, texts::part_none)
    } else if blocked > missing {
        (Tone::Over, texts::part_wrong)
    } else if missing > 0 {
        if section.is_blank(&draft.content) { (Tone::Plain, texts::part_none) } else { (Tone::Warn, texts::part_begun) }
    } else if own().any(|problem| problem.hinders(&draft.content)) {
        (Tone::Warn, texts::part_explain)
    } else if section.is_blank(&draft.content) {
        // Nobody has looked at it yet, perhaps.
        (Tone::Plain, texts::part_empty)
    } else {
        (Tone::Ok, texts::part_done)
    }
}

/// The sections with their states, and signing as the last; each leads to its page.
pub fn tasks(lang: Lang, draft: &Draft) -> Vec<Task> {
    let problems = draft.problems();
    let task = |section: Section| {
        let (tone, word) = state(draft, &problems, section);
        let href = Some(section_address(draft.quarter, section));
        Task { label: section.title(lang).to_owned(), href, state: word(lang).to_owned(), tone }
    };
    let mut tasks: Vec<Task> = Section::ALL.iter().copied().map(task).collect();
    let is_nothing = draft.saved.is_none() || draft.is_as_signed;
    let hindered = is_nothing || problems.iter().any(|problem| problem.hinders(&draft.content));
    let (tone, word) = match draft.phase {
        _ if hindered => (Tone::Plain, texts::sign_later(lang)),
        Phase::Running => (Tone::Plain, texts::sign_after_end(lang)),
        _ => (Tone::Ok, texts::sign_ready(lang)),
    };
    let href = Some(format!("{}/check", address(draft.quarter)));
    tasks.push(Task { label: texts::check(lang).to_owned(), href, state: word.to_owned(), tone });
    tasks
}
