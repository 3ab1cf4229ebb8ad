//! The description of the interface, OpenAPI 3.1.

use axum::{
    body::Bytes,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use utoipa::{
    Modify, OpenApi, openapi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};

/// What stands above the single addresses.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "明鉴 Mingjian: open data of environmental supervision",
        description = "What enterprises discharge, what they declared and what was decided, as the portal publishes it.\n\n\
            * No key is needed to read, and any site's scripts may (`Access-Control-Allow-Origin: *`).\n\
            * Times are RFC 3339 with the offset +08:00. Days, hours and quarters are those of Asia/Shanghai. \
              A time without an offset is taken as Beijing's, a bare day as its first moment.\n\
            * Concentrations are in the unit of their limit (mg/L in water, mg/m³ in gas), whatever the logger sent.\n\
            * `over` says whether a mean that counts is beyond the limit that the law reads on it. Where it is false, `judged` \
              says whether the mean is within its limit (true) or nothing was judged, as no real-time value is. That is \
              a datum and not a violation: violations are decided by the bureau, on the mean that the limit names. Which means are \
              no basis stands in the marks of an outlet and in `/exceedances`.\n\
            * An address with a stroke at its end, or a code in small letters, leads to the one address of what is meant \
              (308).\n\
            * A value is never overwritten: a changed one is a new `revision`, and `as_of` shows what was published at \
              any past moment.\n\
            * Lists end in `.csv` too: UTF-8 with a byte order mark. Trim each cell: a code of digits only ends with a tab, \
              so that a spreadsheet leaves it as it is. Where a file does not hold everything, its name ends with `-part`, \
              its last line begins with `#` and names the address of the rest, and so does the `Link` header; values of \
              one moment are never parted.\n\
            * Every refusal is `{\"error\":{\"code\",\"message\",\"fields\":[{\"path\",\"message\"}]}}`. Codes: \
              `invalid_parameter`, `not_found`, `method_not_allowed`, `too_large`, `uri_too_long`, `too_many_streams`, \
              `timeout`, `unavailable`, `internal`; where something is sent also `invalid_field`, `invalid_json`, \
              `unsupported_media_type`, `throttled`; where a token is needed also `unauthenticated`, `forbidden`, `conflict`, `overtaken`, `not_now`, `locked`.",
        version = "1",
        license(name = "Open data: free to use with attribution to the publishing bureau")
    ),
    servers((url = "/api/v1", description = "This portal")),
    components(schemas(domain::measurement::Interval, domain::access::Scope)),
    modifiers(&Tokens),
    tags(
        (name = "enterprises", description = "The register: enterprises, outlets, limits"),
        (name = "measurements", description = "What the on-line monitors sent"),
        (name = "declarations", description = "The public part of the quarterly declarations"),
        (name = "cases", description = "The exposure board: decided violations while they are published"),
        (name = "tips", description = "Filing a tip-off, and tip-offs in numbers"),
        (name = "tokens", description = "What needs a token: `Authorization: Bearer mj_…`")
    )
)]
pub struct Description;

/// How a program shows its token.
struct Tokens;

impl Modify for Tokens {
    fn modify(&self, description: &mut openapi::OpenApi) {
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.description = Some(
            "A token that a certifier made for the own enterprise, or the administrator for a department. It is for named \
             purposes, ends on a day, and may be used once a second, sixty times at once."
                .to_owned(),
        );
        let components = description.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// The description of the interface at the address under which people reach it, where that is known.
pub fn at(public_url: Option<&str>, mut description: openapi::OpenApi) -> openapi::OpenApi {
    if let Some(url) = public_url {
        let server = openapi::ServerBuilder::new().url(format!("{url}/api/v1")).description(Some("This portal"));
        description.servers = Some(vec![server.build()]);
    }
    description
}

/// The description as an answer.
pub fn show(description: &Bytes) -> Response {
    ([(CONTENT_TYPE, "application/json")], description.clone()).into_response()
}
