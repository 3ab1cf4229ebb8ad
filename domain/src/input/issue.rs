//! What can be wrong with what somebody typed or sent.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DayIssue, PositionIssue};
use crate::case::{CaseSlip, ProgressSlip};
use crate::command::CommandSlip;
use crate::credit_code::BadCreditCode;
use crate::exceedance;
use crate::finding::Lacks;
use crate::mark::MarkSlip;

/// What is wrong with a field, by its kind and with all that a sentence about it needs. Pages say it in the reader's
/// language (`app/texts/issues.toml`); the English sentence is for programs and for the command line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Issue {
    /// Nothing that anybody can see was written.
    #[error("write something")]
    Missing,
    /// None of the choices was made.
    #[error("this is none of the choices")]
    NoChoice,
    /// The box that must be ticked is not.
    #[error("tick this")]
    NotTicked,
    /// Less than so many characters.
    #[error("write at least {0} characters")]
    Short(usize),
    /// More than so many characters.
    #[error("at most {0} characters")]
    Long(usize),
    /// So much more than so many characters that only the beginning was kept.
    #[error("far too long: only the beginning was kept; at most {0} characters")]
    Cut(usize),
    /// Something of it was lost on its way: it has a character that stands for one that could not be read.
    #[error("something of it was lost: it has a mark in the place of a character; compare it with the original")]
    Broken,
    /// More than so many rows.
    #[error("at most {0} rows are taken")]
    ManyRows(usize),
    /// More than so many photos.
    #[error("at most {0} photos")]
    ManyPhotos(usize),
    /// No amount of money: yuan with at most two digits after the point.
    #[error("write an amount in yuan, such as 325000")]
    NoAmount,
    /// No day.
    #[error(transparent)]
    Day(DayIssue),
    /// No position.
    #[error(transparent)]
    Position(PositionIssue),
    /// A position far from the city, which nobody has confirmed.
    #[error("this position lies far outside of the city")]
    FarAway,
    /// A tip-off that does not say what was seen.
    #[error("say what you saw, smelt or heard")]
    SaysNothing,
    /// A tip-off that does not say where.
    #[error("say where it is: the enterprise, an address, or a position")]
    Nowhere,
    /// No receipt code of a tip-off.
    #[error("a receipt code has 16 digits")]
    NoReceiptCode,
    /// No tip-off has this receipt code.
    #[error("no tip-off has this receipt code")]
    UnknownReceiptCode,
    /// Too little of a name to look for it.
    #[error("write at least {0} characters to look for")]
    ShortName(usize),
    /// No credit code.
    #[error(transparent)]
    CreditCode(BadCreditCode),
    /// No enterprise has this credit code.
    #[error("no enterprise has this credit code")]
    UnknownEnterprise,
    /// The enterprise that was chosen from a list is not there.
    #[error("the chosen enterprise was not found")]
    LostChoice,
    /// A role of enterprises needs one.
    #[error("this role needs an enterprise")]
    NeedsEnterprise,
    /// A role of the bureau has none.
    #[error("this role belongs to the bureau, not to an enterprise")]
    NoEnterpriseWanted,
    /// No town has this code.
    #[error("no town has this code")]
    UnknownTown,
    /// A local role needs a town, or sees nothing.
    #[error("this role needs a town: without one it sees nothing")]
    NeedsTown,
    /// A role that is not tied to a town has none.
    #[error("this role is not tied to a town")]
    NoTownWanted,
    /// No login: it is missing, too short or too long, or has characters that it may not have.
    #[error("a login has 2 to 64 letters, digits or . - _ @")]
    BadLogin,
    /// Somebody has this login, or had it: a closed account keeps its own.
    #[error("there is an account with this login already")]
    LoginTaken,
    /// A name of more than so many characters, or with some that none has.
    #[error("a name has at most {0} characters, and no line breaks")]
    BadName(usize),
    /// Mail cannot be sent to this.
    #[error("this is not a mail address; write name@example.com")]
    BadEmail,
    /// A password of less than so many characters.
    #[error("a password needs at least {0} characters")]
    ShortPassword(usize),
    /// A password of more than so many characters.
    #[error("a password may have at most {0} characters")]
    LongPassword(usize),
    /// The two new passwords differ.
    #[error("the two passwords are not the same")]
    NotTheSame,
    /// It is not the password of this person.
    #[error("the password is wrong")]
    WrongPassword,
    /// No invitation has this code.
    #[error("no invitation has this code")]
    UnknownInvitation,
    /// It is not the code that the authenticator shows, nor a recovery code that is left; or it was used before.
    #[error("the code is wrong, or was used before")]
    WrongCode,
    /// The login, the password or the code is wrong; which one is not told.
    #[error("the login or the password is wrong")]
    SignInRefused,
    /// Tried too often: so many seconds to wait.
    #[error("too many tries; try again in {0} seconds")]
    Wait(u64),
    /// Something about a case that its rules do not allow.
    #[error(transparent)]
    Case(CaseSlip),
    /// A day before the one that it must follow.
    #[error("this is before {0}")]
    Before(NaiveDate),
    /// A day after the last one that it may be.
    #[error("this is after {0}")]
    After(NaiveDate),
    /// An outcome of a finding that claims what has not happened.
    #[error(transparent)]
    Groundless(Lacks),
    /// An outcome of an event of exceedance that cannot be said yet.
    #[error(transparent)]
    Unready(exceedance::Lacks),
    /// A sign that would be read as markup, or one that nobody sees.
    #[error("write it without < and >, in one line, and without signs that nobody sees")]
    Markup,
    /// No address of a page.
    #[error("write an address that begins with https:// or http://")]
    BadLink,
    /// No telephone number.
    #[error("write a telephone number in digits")]
    BadTelephone,
    /// No domain name.
    #[error("write a domain name, such as portal.example.gov.cn")]
    BadDomain,
    /// No identification code of a government site.
    #[error("an identification code of a site has ten digits")]
    BadIdentification,
    /// No picture that can stand for a seal.
    #[error("choose a PNG picture of at most {kilobytes} KB and {side} by {side} pixels")]
    BadSeal {
        /// The most kilobytes.
        kilobytes: usize,
        /// The most pixels of a side.
        side: u32,
    },
    /// No approval number of a map.
    #[error("write the approval number as it was given: authority, year in brackets, number")]
    BadApproval,
    /// There is no case with this number.
    #[error("there is no case with this number")]
    UnknownCase,
    /// No moment: a day and a time of day.
    #[error("write a day and a time, such as 2026-11-22 08:00")]
    NoMoment,
    /// Something about a mark that its rules do not allow.
    #[error(transparent)]
    Mark(MarkSlip),
    /// Something about a command for a logger that cannot be.
    #[error(transparent)]
    Command(CommandSlip),
    /// Something that only programs and the command line send, in English.
    #[error("{0}")]
    Said(String),
}

impl From<PositionIssue> for Issue {
    fn from(issue: PositionIssue) -> Self {
        Self::Position(issue)
    }
}

/// What is no case's own is told by its general kind.
impl From<CaseSlip> for Issue {
    fn from(slip: CaseSlip) -> Self {
        match slip {
            CaseSlip::Missing => Self::Missing,
            CaseSlip::Long(most) => Self::Long(most),
            CaseSlip::NoAmount => Self::NoAmount,
            CaseSlip::Before(day) => Self::Before(day),
            slip => Self::Case(slip),
        }
    }
}

impl From<ProgressSlip> for Issue {
    fn from(slip: ProgressSlip) -> Self {
        match slip {
            ProgressSlip::Future => Self::Case(CaseSlip::Future),
            ProgressSlip::Before(day) => Self::Before(day),
        }
    }
}

impl From<exceedance::Lacks> for Issue {
    fn from(lacks: exceedance::Lacks) -> Self {
        Self::Unready(lacks)
    }
}

impl From<Lacks> for Issue {
    fn from(lacks: Lacks) -> Self {
        Self::Groundless(lacks)
    }
}

impl From<CommandSlip> for Issue {
    fn from(slip: CommandSlip) -> Self {
        Self::Command(slip)
    }
}

impl From<MarkSlip> for Issue {
    fn from(slip: MarkSlip) -> Self {
        Self::Mark(slip)
    }
}
