//! `…/marks`: what an enterprise marked about the data of an outlet.

use axum::{Json, extract::State};
use domain::{
    mark::{MarkKind, Reach},
    time::Stamp,
};
use serde::Serialize;
use services::marks::{MarksPart, PublicMark, published};
use utoipa::ToSchema;

use super::{ApiError, Rest, params::Ask};

/// A piece of the stretch.
#[derive(Debug, Serialize, ToSchema)]
pub struct Marks {
    /// The newest first. One that goes on beyond the piece is in the next one too.
    items: Vec<Mark>,
    /// What to give as `from` for the rest; null where this is all.
    #[schema(example = "2026-12-23T00:00:00+08:00")]
    next: Option<String>,
}

/// A mark in force. The enterprise set it and answers for its truth; nobody has checked it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Mark {
    /// `device`: the monitor did not work; `works`: the works was not as usual.
    #[schema(example = "works")]
    family: &'static str,
    /// What it says.
    #[schema(example = "cold-start")]
    kind: MarkKind,
    /// Codes of the pollutants in HJ 212 of which it speaks; empty: all of the outlet.
    pollutants: Vec<String>,
    /// Its first moment, RFC 3339 with the offset +08:00.
    #[schema(example = "2026-11-22T08:00:00+08:00", format = DateTime)]
    from: String,
    /// The first moment after it; null while it is open.
    #[schema(example = "2026-11-22T11:00:00+08:00", format = DateTime)]
    to: Option<String>,
    /// Whether the enterprise stated that treatment ran as it must.
    treatment_runs: bool,
    /// For how many minutes from its beginning data are no basis for an exceedance by the marking rule. Null for a device mark,
    /// which makes all data of its time invalid, and where `no_effect` says why a mark changes nothing. By itself: where marks
    /// follow each other, or the time of the year is used up, less of it counts; some rules speak of some pollutants only, and
    /// up to a ceiling.
    #[schema(example = 240)]
    counts_minutes: Option<u32>,
    /// Why it changes nothing: `no-rule` for such works, `no-time` for such a mark, `not-stated` that treatment ran; null where
    /// it does.
    no_effect: Option<&'static str>,
    /// The works of which the time limit is, in Chinese; null without any.
    #[schema(example = "锅炉")]
    works: Option<String>,
    /// How sure the time limit is, and what it is from; null without any.
    source: Option<String>,
    /// When it was set.
    #[schema(example = "2026-11-22T12:30:00+08:00", format = DateTime)]
    set_at: String,
    /// Whether it came late and the bureau granted it.
    granted: bool,
}

/// Marks on the data of an outlet
///
/// What the enterprise says about its monitor or its works (自动监测设备标记、工况标记): those in force, of the last 48 hours and to
/// come unless told. No mark means that the enterprise does not object to its data. 400 days at once.
#[utoipa::path(
    get, path = "/enterprises/{credit_code}/outlets/{code}/marks", tag = "measurements",
    params(
        ("credit_code" = String, Path, description = "Unified social credit code", example = "91350100M000100Y43"),
        ("code" = String, Path, description = "Code of the outlet", example = "DA001"),
        ("from" = Option<String>, Query, description = "Those that go on after this moment or day; 48 hours ago when absent", example = "2026-11-22T00:00:00+08:00"),
        ("to" = Option<String>, Query, description = "Those that begin before this moment or day; those to come too when absent", example = "2026-11-23")
    ),
    responses(
        (status = 200, description = "A piece of the stretch", body = Marks),
        (status = 400, description = "Parameters that make no sense, each named", body = ApiError),
        (status = 404, description = "No such enterprise or outlet", body = ApiError)
    )
)]
pub async fn list(State(rest): State<Rest>, mut ask: Ask) -> Result<Json<Marks>, ApiError> {
    let (credit_code, outlet) = (ask.path("credit_code"), ask.path("code"));
    let stretch = (ask.moment("from"), ask.moment("to"));
    ask.finish()?;
    let (credit_code, outlet) = credit_code.zip(outlet).ok_or_else(ApiError::internal)?;
    let MarksPart { items, next } = published(&rest.ctx, (&credit_code, outlet), stretch).await?;
    Ok(Json(Marks { items: items.into_iter().map(shown).collect(), next: next.map(Stamp::rfc3339) }))
}

fn shown(public: PublicMark) -> Mark {
    let PublicMark { mark, reach, rule, set_at, granted, .. } = public;
    let (counts_minutes, no_effect) = match reach {
        Reach::Whole => (None, None),
        Reach::Minutes { minutes, .. } => (Some(minutes), None),
        Reach::NoRule => (None, Some("no-rule")),
        Reach::NoTime => (None, Some("no-time")),
        Reach::NotStated => (None, Some("not-stated")),
    };
    let rule = rule.filter(|_| !mark.kind.is_device());
    Mark {
        family: if mark.kind.is_device() { "device" } else { "works" },
        kind: mark.kind,
        pollutants: mark.pollutants,
        from: mark.from.rfc3339(),
        to: mark.to.map(Stamp::rfc3339),
        treatment_runs: mark.treatment_runs,
        counts_minutes,
        no_effect,
        works: rule.map(|rule| rule.name.clone()),
        source: rule.map(|rule| rule.source.clone()),
        set_at: set_at.rfc3339(),
        granted,
    }
}
