//! How a declaration travels.

use rust_decimal::dec;

use super::*;

#[test]
fn figures_travel_as_exact_text() {
    let content = Content { electricity_kwh: Some(dec!(128734.600)), ..Content::default() };
    let json = serde_json::to_string(&content).unwrap();
    assert!(json.contains(r#""electricity_kwh":"128734.600""#), "{json}");
    assert_eq!(serde_json::from_str::<Content>(&json).unwrap(), content);
}

#[test]
fn a_misspelt_field_is_not_dropped_silently() {
    assert!(serde_json::from_str::<Content>(r#"{"electricity":"5"}"#).is_err());
}
