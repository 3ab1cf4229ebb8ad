//! Commands, states and answers in words.

use domain::command::{AskedBy, CommandKind, CommandState, CommandStep};
use domain::lang::Lang;
use domain::time::SECOND;
use hj212::{ExeRtn, QnRtn};
use services::commands::{CommandRow, StepRow};

use crate::texts::admin_commands as texts;
use crate::ui::tag::Tone;
use crate::ui::when;

/// What a logger is to do.
pub fn kind(lang: Lang, kind: CommandKind) -> &'static str {
    match kind {
        CommandKind::ReadClock => texts::k_read_clock(lang),
        CommandKind::SetClock => texts::k_set_clock(lang),
        CommandKind::SetTimeouts => texts::k_set_timeouts(lang),
        CommandKind::Minutes => texts::k_minutes(lang),
        CommandKind::Hours => texts::k_hours(lang),
        CommandKind::Days => texts::k_days(lang),
        CommandKind::SampleNow => texts::k_sample_now(lang),
        CommandKind::Calibrate => texts::k_calibrate(lang),
    }
}

/// Where a command stands, and what that deserves.
pub fn state(lang: Lang, state: CommandState) -> (Tone, &'static str) {
    match state {
        CommandState::Queued => (Tone::Plain, texts::s_queued(lang)),
        CommandState::Sent => (Tone::Plain, texts::s_sent(lang)),
        CommandState::Accepted => (Tone::Plain, texts::s_accepted(lang)),
        CommandState::Done => (Tone::Ok, texts::s_done(lang)),
        CommandState::Refused => (Tone::Warn, texts::s_refused(lang)),
        CommandState::Failed => (Tone::Warn, texts::s_failed(lang)),
        CommandState::Unanswered => (Tone::Warn, texts::s_unanswered(lang)),
        CommandState::Expired => (Tone::Plain, texts::s_expired(lang)),
        CommandState::Withdrawn => (Tone::Plain, texts::s_withdrawn(lang)),
    }
}

/// `QnRtn` in words.
pub fn taken(lang: Lang, code: u16) -> String {
    let plain = match QnRtn::from(code) {
        QnRtn::Ready => texts::q_ready(lang),
        QnRtn::Refused => texts::q_refused(lang),
        QnRtn::PwError => texts::q_pw(lang),
        QnRtn::MnError => texts::q_mn(lang),
        QnRtn::StError => texts::q_st(lang),
        QnRtn::FlagError => texts::q_flag(lang),
        QnRtn::QnError => texts::q_qn(lang),
        QnRtn::CnError => texts::q_cn(lang),
        QnRtn::CrcError => texts::q_crc(lang),
        QnRtn::Unknown => texts::q_unknown(lang),
        QnRtn::Other(code) => return texts::q_other(lang, code),
    };
    plain.to_owned()
}

/// `ExeRtn` in words.
pub fn ended(lang: Lang, code: u16) -> String {
    let plain = match ExeRtn::from(code) {
        ExeRtn::Success => texts::e_success(lang),
        ExeRtn::Failed => texts::e_failed(lang),
        ExeRtn::ConditionNotMet => texts::e_condition(lang),
        ExeRtn::Timeout => texts::e_timeout(lang),
        ExeRtn::Busy => texts::e_busy(lang),
        ExeRtn::SystemFault => texts::e_fault(lang),
        ExeRtn::NoData => texts::e_no_data(lang),
        ExeRtn::Other(code) => return texts::e_other(lang, code),
    };
    plain.to_owned()
}

/// Who asked, and when.
pub fn who(lang: Lang, row: &CommandRow) -> String {
    let at = when::moment(lang, row.asked_at);
    match &row.person {
        Some(name) => texts::by_person(lang, name, at),
        None => texts::by_rule(lang, at),
    }
}

/// Why: what the person wrote, or the rule in words.
pub fn why(lang: Lang, row: &CommandRow) -> String {
    match row.asked_by {
        AskedBy::Person => row.reason.clone(),
        AskedBy::ClockRequest => texts::why_clock_request(lang).to_owned(),
        AskedBy::Gap => texts::why_gap(lang).to_owned(),
        AskedBy::ClockDrift => {
            let seconds: i64 = row.reason.parse().unwrap_or_default();
            let lasting = when::lasting(lang, seconds.saturating_abs().saturating_mul(SECOND));
            if seconds > 0 { texts::why_clock_ahead(lang, lasting) } else { texts::why_clock_behind(lang, lasting) }
        }
    }
}

/// A step with what was sent or said.
pub fn step(lang: Lang, row: &StepRow) -> String {
    let code = row.code.unwrap_or_default();
    let plain = match row.step {
        CommandStep::Sent => texts::t_sent(lang).to_owned(),
        CommandStep::Data => texts::t_data(lang).to_owned(),
        CommandStep::Accepted | CommandStep::Refused => taken(lang, code),
        CommandStep::Done | CommandStep::Failed => ended(lang, code),
        CommandStep::Unanswered => texts::s_unanswered(lang).to_owned(),
        CommandStep::Expired => texts::s_expired(lang).to_owned(),
        CommandStep::Withdrawn => texts::s_withdrawn(lang).to_owned(),
    };
    let plain = if row.late { texts::late(lang, plain) } else { plain };
    // Items are told apart so that a narrow screen can break between them.
    let detail = row.detail.replace(';', "; ");
    if detail.is_empty() { plain } else { texts::step_with(lang, plain, detail) }
}
