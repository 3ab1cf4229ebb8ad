//! Everything that happened around an enterprise, on one line. Each source is one query, however long the line is.

mod cases;
mod declarations;
mod exceedances;
mod findings;
mod marks;
mod tips;

use std::str::FromStr;

use domain::{
    access::{Action, may},
    case::{ViolationKind, Withdrawal},
    credit_code::CreditCode,
    exceedance::EventOutcome,
    finding::{Outcome, Severity},
    limit::Averaging,
    mark::{MarkKind, MarkState},
    money::Fen,
    outlet::OutletCode,
    quarter::Quarter,
    time::Stamp,
    tip::TipStatus,
};

use super::enterprise::find;
use crate::{
    Ctx, Names, Pollutant, Result,
    accounts::Actor,
    public::{PageOf, Paging},
};

/// What an event belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Declarations.
    Declarations,
    /// Findings of the cross-check.
    Findings,
    /// Events of exceedance.
    Exceedances,
    /// Marks of the enterprise on its data.
    Marks,
    /// Tip-offs.
    Tips,
    /// Cases.
    Cases,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When; the first moment of a day of which no hour is known.
    pub at: Stamp,
    /// What it belongs to.
    pub kind: Kind,
    /// What it was.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A declaration was signed.
    Signed {
        /// For which quarter.
        quarter: Quarter,
        /// 1, 2, …
        version: i32,
        /// Whether the first one came after the due day.
        late: bool,
        /// Why it was corrected; empty for version 1.
        reason: String,
    },
    /// The cross-check found something.
    Found(FindingRef),
    /// The enterprise was asked about it.
    Asked(FindingRef),
    /// The enterprise explained it.
    Explained(FindingRef),
    /// It was settled.
    Settled(FindingRef, Outcome),
    /// Means began to stand above a limit.
    Exceeded(ExceedanceRef),
    /// The enterprise was asked about it.
    ExceedanceAsked(ExceedanceRef),
    /// The enterprise said what happened, asked or not.
    ExceedanceAnswered(ExceedanceRef),
    /// The bureau settled such an event.
    ExceedanceSettled(ExceedanceRef, EventOutcome),
    /// The enterprise marked its data, or asked for a late mark.
    Marked(MarkRef),
    /// A tip-off came in.
    TipReceived {
        /// Its number.
        tip_no: String,
        /// What it is about.
        about: Option<ViolationKind>,
        /// Where it stands today.
        status: TipStatus,
    },
    /// A tip-off was answered.
    TipAnswered {
        /// Its number.
        tip_no: String,
    },
    /// The day of an act.
    Acted(CaseRef),
    /// The day of a decision, with the fine.
    Decided(CaseRef, Fen),
    /// A decision was published.
    Published(CaseRef),
    /// The violation was put right.
    Rectified(CaseRef),
    /// The file was closed.
    Closed(CaseRef),
    /// A decision was taken down before its term ended.
    Withdrawn(CaseRef, Withdrawal),
}

/// Which finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingRef {
    /// Its key, as in addresses.
    pub id: i64,
    /// How grave.
    pub severity: Severity,
    /// The rule's sentence.
    pub said: Names,
}

/// Which event of exceedance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExceedanceRef {
    /// Its key, as in addresses.
    pub id: i64,
    /// At which outlet.
    pub outlet: OutletCode,
    /// Of what.
    pub pollutant: Pollutant,
    /// The mean that the limit names.
    pub averaging: Averaging,
    /// How many periods stand above.
    pub periods: u32,
}

/// Which mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkRef {
    /// Its key, as in addresses.
    pub id: i64,
    /// At which outlet.
    pub outlet: OutletCode,
    /// What it says.
    pub kind: MarkKind,
    /// Its first moment.
    pub from: Stamp,
    /// The first moment after it; none while it is open.
    pub to: Option<Stamp>,
    /// Where it stands.
    pub state: MarkState,
}

/// Which case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRef {
    /// Its number, as in addresses.
    pub case_no: String,
    /// What was done.
    pub kind: ViolationKind,
}

/// One page of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The events, newest first.
    pub events: PageOf<Event>,
    /// What the role may see at all, with how many events there are of each.
    pub kinds: Vec<(Kind, u64)>,
}

/// What happened around the enterprise with a credit code, of one kind or of all that the role may see.
pub async fn timeline(
    ctx: &Ctx,
    actor: &Actor,
    credit_code: &CreditCode,
    (kind, paging): (Option<Kind>, Paging),
) -> Result<Timeline> {
    actor.must(Action::ReadEnterpriseFile)?;
    let id = find(ctx, actor, credit_code).await?.id;
    let mut events = Vec::new();
    let mut kinds = Vec::new();
    for own in Kind::ALL.into_iter().filter(|own| own.is_open_to(actor)) {
        let found = match own {
            Kind::Declarations => declarations::events(ctx, id).await?,
            Kind::Findings => findings::events(ctx, id).await?,
            Kind::Exceedances => exceedances::events(ctx, id).await?,
            Kind::Marks => marks::events(ctx, id).await?,
            Kind::Tips => tips::events(ctx, actor, id).await?,
            Kind::Cases => cases::events(ctx, actor, id).await?,
        };
        kinds.push((own, u64::try_from(found.len()).unwrap_or(u64::MAX)));
        if kind.is_none_or(|wanted| wanted == own) {
            events.extend(found);
        }
    }
    // Stable: what happened at the same moment keeps the order of its source.
    events.sort_by_key(|event| std::cmp::Reverse(event.at));
    let total = u64::try_from(events.len()).unwrap_or(u64::MAX);
    let skipped = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let shown = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    let page = events.into_iter().skip(skipped).take(shown).collect();
    Ok(Timeline { events: PageOf::new(page, total, paging), kinds })
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Declarations, Self::Findings, Self::Exceedances, Self::Marks, Self::Tips, Self::Cases];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Declarations => "declarations",
            Self::Findings => "findings",
            Self::Exceedances => "exceedances",
            Self::Marks => "marks",
            Self::Tips => "tips",
            Self::Cases => "cases",
        }
    }

    /// Whether a role sees events of this kind. Published cases everybody sees.
    fn is_open_to(self, actor: &Actor) -> bool {
        match self {
            Self::Declarations | Self::Cases => true,
            Self::Findings => may(actor.role, Action::ReadFindings),
            Self::Exceedances => may(actor.role, Action::ReadExceedances),
            Self::Marks => may(actor.role, Action::ReadMarks),
            Self::Tips => may(actor.role, Action::ReadTip),
        }
    }
}

impl FromStr for Kind {
    type Err = domain::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        known.ok_or_else(|| domain::UnknownWord { kind: "kind of event", word: text.to_owned() })
    }
}
