//! What was done, in words.

use domain::lang::Lang;
use services::audit::Act;

use crate::texts::admin_acts as texts;

/// The name of an act.
pub fn act_name(lang: Lang, act: Act) -> &'static str {
    match act {
        Act::SignIn => texts::sign_in(lang),
        Act::SignOut => texts::sign_out(lang),
        Act::SignOutEverywhere => texts::sign_out_everywhere(lang),
        Act::ChangePassword => texts::change_password(lang),
        Act::ResetPassword => texts::reset_password(lang),
        Act::OpenAccount => texts::open_account(lang),
        Act::CloseAccount => texts::close_account(lang),
        Act::EndSessions => texts::end_sessions(lang),
        Act::CreateToken => texts::create_token(lang),
        Act::RevokeToken => texts::revoke_token(lang),
        Act::WriteRegister => texts::write_register(lang),
        Act::Deliver => texts::deliver(lang),
        Act::NameSubject => texts::name_subject(lang),
        Act::DisableDevice => texts::disable_device(lang),
        Act::EnableDevice => texts::enable_device(lang),
        Act::RevealPassword => texts::reveal_password(lang),
        Act::ReleaseValues => texts::release_values(lang),
        Act::DiscardValues => texts::discard_values(lang),
        Act::FileTip => texts::file_tip(lang),
        Act::WriteToTip => texts::write_to_tip(lang),
        Act::ReadTip => texts::read_tip(lang),
        Act::AcceptTip => texts::accept_tip(lang),
        Act::DeclineTip => texts::decline_tip(lang),
        Act::HandOverTip => texts::hand_over_tip(lang),
        Act::ReplyToTip => texts::reply_to_tip(lang),
        Act::AnswerTip => texts::answer_tip(lang),
        Act::OpenIdentity => texts::open_identity(lang),
        Act::SaveDeclaration => texts::save_declaration(lang),
        Act::SubmitDeclaration => texts::submit_declaration(lang),
        Act::BeginCorrection => texts::begin_correction(lang),
        Act::AbandonCorrection => texts::abandon_correction(lang),
        Act::CrossCheck => texts::cross_check(lang),
        Act::RetryJob => texts::retry_job(lang),
        Act::AskAboutFinding => texts::ask_about_finding(lang),
        Act::ExplainFinding => texts::explain_finding(lang),
        Act::CloseFinding => texts::close_finding(lang),
        Act::InspectFinding => texts::inspect_finding(lang),
        Act::DraftCase => texts::draft_case(lang),
        Act::SaveCase => texts::save_case(lang),
        Act::SubmitCase => texts::submit_case(lang),
        Act::ReturnCase => texts::return_case(lang),
        Act::ClearCase => texts::clear_case(lang),
        Act::PublishCase => texts::publish_case(lang),
        Act::WithdrawCase => texts::withdraw_case(lang),
        Act::ReportOnCase => texts::report_on_case(lang),
        Act::PublishCaseReport => texts::publish_case_report(lang),
        Act::ReturnCaseReport => texts::return_case_report(lang),
    }
}
