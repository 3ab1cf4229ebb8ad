//! Division codes (行政区划代码, GB/T 2260 and GB/T 10114): two digits of the province, two of the city, two of the county, three of the town.

/// The four municipalities (直辖市): their districts stand under several codes of the second level.
const MUNICIPALITIES: [&str; 4] = ["11", "12", "31", "50"];

/// The digits that all towns of a city have in common; all of a code that is too short for one.
pub fn city_of(code: &str) -> &str {
    let is_municipality = MUNICIPALITIES.iter().any(|province| code.starts_with(province));
    code.get(..if is_municipality { 2 } else { 4 }).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_of_one_city_begin_alike() {
        for (code, want) in [
            ("441900101", "4419"),
            ("442000100", "4420"),
            ("310115102", "31"),
            // A county of Chongqing that has a code of the second level of its own.
            ("500229100", "50"),
            ("44", "44"),
            ("", ""),
            ("镇", "镇"),
        ] {
            assert_eq!(city_of(code), want, "{code}");
        }
    }
}
