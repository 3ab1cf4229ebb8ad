//! A case as it is written down.

use chrono::Days;
use domain::{
    case::CaseStatus,
    money::Fen,
    time::{HOUR, Stamp, start_of},
};

use super::{
    Case, amount,
    docket::Plan,
    facts::{Facts, facts},
    law::Laws,
};
use crate::{
    Result,
    demo::{city::City, random::Chance},
};

/// Year and number of a decision.
type Number = (i32, u32);

/// A decided case; `before` counts the enterprise's earlier ones.
pub fn decided(city: &City, laws: &Laws, plan: &Plan, number: Number, before: usize, now: Stamp) -> Result<Case> {
    let enterprise = &city.enterprises[plan.enterprise];
    let mut chance = Chance::of("decision", plan.rank);
    let (rule, newer) = laws.rule(plan.kind, plan.acted_on, plan.decided_on)?;
    let Facts { text, mut factors, rectification } = facts(plan.kind, enterprise, plan.acted_on, &mut chance);
    factors.push(repeated(before));
    // The three on top of the board are from the look: no apology.
    let apologised = plan.rank > 2 && chance.below(4) == 0;
    let fine = amount::fine(rule, &factors, apologised);
    let note = "（行为发生于法典施行前，法典处罚较轻，依其第一千零五十七条适用法典）";
    let basis = format!("{}{}", rule.basis, if newer { note } else { "" });
    let status = status((city.today - plan.decided_on).num_days());
    let rectification = if status == CaseStatus::Decided { "" } else { rectification };
    let published_on = plan.decided_on + Days::new(1 + chance.below(2) as u64);
    let published_at = Some(start_of(published_on).plus(10 * HOUR)).filter(|at| *at <= now);
    Ok(Case {
        published_at,
        withdraw_on: published_at.and(Some(published_on + Days::new(publication_days(fine.amount)))),
        rectification: rectification.to_owned(),
        statement: statement(apologised, status, &mut chance).to_owned(),
        fine: fine.amount,
        discretion: fine.working,
        decided_on: Some(plan.decided_on),
        status,
        basis,
        facts: text,
        ..blank(plan, number)
    })
}

/// A case that is being investigated: not public, nothing decided.
pub fn filed(city: &City, laws: &Laws, plan: &Plan, number: Number) -> Result<Case> {
    let mut chance = Chance::of("investigation", plan.rank);
    let (rule, _) = laws.rule(plan.kind, plan.acted_on, city.today)?;
    let facts = facts(plan.kind, &city.enterprises[plan.enterprise], plan.acted_on, &mut chance);
    Ok(Case { facts: facts.text, basis: rule.basis.clone(), ..blank(plan, number) })
}

/// The circumstance of earlier violations.
const fn repeated(before: usize) -> amount::Factor {
    match before {
        0 => ("两年内首次", 0),
        1 => ("两年内第二次", 10),
        _ => ("两年内第三次以上", 20),
    }
}

/// Where a case stands so many days after its decision.
const fn status(days: i64) -> CaseStatus {
    match days {
        ..=40 => CaseStatus::Decided,
        41..=120 => CaseStatus::Rectified,
        _ => CaseStatus::Closed,
    }
}

fn blank(plan: &Plan, (year, number): Number) -> Case {
    Case {
        enterprise: plan.enterprise,
        case_no: format!("DH-{year}-{number:04}"),
        document_no: format!("示环罚字〔{year}〕{number}号"),
        kind: plan.kind,
        status: CaseStatus::Filed,
        acted_on: plan.acted_on,
        decided_on: None,
        published_at: None,
        withdraw_on: None,
        facts: String::new(),
        basis: String::new(),
        discretion: String::new(),
        rectification: String::new(),
        statement: String::new(),
        fine: Fen(0),
    }
}

/// How long a decision stands on the board: minor three months, ordinary a year, serious three (credit-repair
/// measures of 2026-04-01, at their longest).
const fn publication_days(fine: Fen) -> u64 {
    const ORDINARY: i64 = 5_000_000;
    const SERIOUS: i64 = 20_000_000;
    match fine.0 {
        ..ORDINARY => 91,
        ORDINARY..SERIOUS => 365,
        _ => 1_095,
    }
}

fn statement(apologised: bool, status: CaseStatus, chance: &mut Chance) -> &'static str {
    if apologised {
        return "我单位就上述违法行为向社会公众公开道歉，已组织全员环保培训并完成生态环境志愿服务，\
                承诺今后严格守法，接受社会监督。";
    }
    match (status, chance.below(3)) {
        (CaseStatus::Decided, 0) => "我单位对处罚决定无异议，正在按要求整改，整改进展将在本平台公布。",
        (_, 0) => "我单位已完成整改并缴纳罚款，今后将加强设施巡检和台账管理。",
        _ => "",
    }
}
