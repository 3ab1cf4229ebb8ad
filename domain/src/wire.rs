//! What travels between the server and other programs, browsers among them: one struct for both ends.

use serde::{Deserialize, Serialize};

/// A measured value as the REST interface and the live stream send it.
///
/// ```
/// let json = r#"{"enterprise":"91350100M000100Y43","outlet":"DW001","pollutant":"w20121","name":"总镍",
///     "name_en":"total nickel","interval":"realtime","at":"2026-11-22T14:35:20+08:00","value":0.62,"unit":"mg/L",
///     "limit":null,"limit_low":null,"over":false,"judged":false,"flag":"N","valid":true,"resent":false,"revision":1,
///     "received_at":"2026-11-22T14:35:21+08:00"}"#;
/// let measurement: domain::wire::Measurement = serde_json::from_str(json).unwrap();
/// assert_eq!(measurement.value, Some(0.62));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(clippy::struct_excessive_bools, reason = "each answers a question of its own in the interface")]
pub struct Measurement {
    /// Unified social credit code of the enterprise.
    #[cfg_attr(feature = "openapi", schema(example = "91350100M000100Y43"))]
    pub enterprise: String,
    /// Code of the outlet in the permit.
    #[cfg_attr(feature = "openapi", schema(example = "DW001"))]
    pub outlet: String,
    /// Code of the pollutant in HJ 212.
    #[cfg_attr(feature = "openapi", schema(example = "w20121"))]
    pub pollutant: String,
    /// Its Chinese name.
    #[cfg_attr(feature = "openapi", schema(example = "总镍"))]
    pub name: String,
    /// Its English name.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "total nickel"))]
    pub name_en: String,
    /// The period that the value stands for: `realtime`, `minute`, `five-minutes` (furnaces), `hour` or `day`.
    #[cfg_attr(feature = "openapi", schema(example = "realtime"))]
    pub interval: String,
    /// The instant, or the start of the period, RFC 3339 with the offset +08:00.
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-22T14:35:20+08:00", format = DateTime))]
    pub at: String,
    /// The value, for gas of combustion the converted concentration where one was sent; null when the logger sent none.
    #[cfg_attr(feature = "openapi", schema(example = 0.62))]
    pub value: Option<f64>,
    /// The unit of value and limit; empty for pH.
    #[cfg_attr(feature = "openapi", schema(example = "mg/L"))]
    pub unit: String,
    /// The highest value allowed on that day for the mean of this interval; null where the law reads no limit on it.
    #[cfg_attr(feature = "openapi", schema(example = 0.5))]
    pub limit: Option<f64>,
    /// The lowest value allowed on that day for the mean of this interval; pH has one.
    #[serde(default)]
    pub limit_low: Option<f64>,
    /// Whether a valid mean is beyond the limit that the law reads on it. A datum, not a violation; and where it is false,
    /// [`judged`](Self::judged) says whether that means "within". Marks of the enterprise, and what the bureau has found of a
    /// mean, are not in it: these are data of their own.
    pub over: bool,
    /// Whether anything was judged: a valid mean that has a limit of its own. A real-time value is not, unless its limit
    /// is read on each value.
    #[serde(default)]
    pub judged: bool,
    /// The logger's mark, one letter; `N` is normal. The portal's own: `!` a value that cannot be, `-` no mark was sent,
    /// `?` a mark that is none, `~` a mean whose period had not ended when it came, `*` an instant value in place of a mean
    /// or the other way round, `f` and `p` the `F` and `P` of the 2005 edition (source out of operation, power failure).
    #[cfg_attr(feature = "openapi", schema(example = "N"))]
    pub flag: String,
    /// Whether the value counts: the instrument worked normally and sent a figure.
    pub valid: bool,
    /// Whether it was sent again later.
    pub resent: bool,
    /// 1, and one more for each changed value of the same moment.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub revision: i32,
    /// When it arrived, RFC 3339 with the offset +08:00.
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-22T14:35:21+08:00", format = DateTime))]
    pub received_at: String,
}
