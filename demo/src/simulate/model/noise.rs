//! Chance without a generator's state: a hash of (seed, place) is always the same.
//!
//! Only integers and the four basic operations on floats are used, so every machine computes the same values.

/// Scatters the bits of a number (the finaliser of `SplitMix64`).
pub const fn mix(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A seed out of a text (FNV-1a, scattered).
pub fn seed_of(text: &str) -> u64 {
    let hash = text
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    mix(hash)
}

/// A number from 0 to below 1 for a place.
pub fn unit(seed: u64, place: i64) -> f64 {
    /// 2⁻³²: a float holds every 32-bit number.
    const SCALE: f64 = 1.0 / 4_294_967_296.0;
    let bits = mix(seed ^ place.cast_unsigned().wrapping_mul(0xD6E8_FEB8_6659_FD93));
    f64::from(u32::try_from(bits >> 32).unwrap_or(u32::MAX)) * SCALE
}

/// A number from −1 to below 1 for a place.
pub fn signed(seed: u64, place: i64) -> f64 {
    unit(seed, place) * 2.0 - 1.0
}

/// A number from −1 to below 1 that changes steadily: `period` places lie between one free choice and the next.
pub fn drift(seed: u64, place: i64, period: i32) -> f64 {
    let knot = place.div_euclid(period.into());
    let within = i32::try_from(place.rem_euclid(period.into())).unwrap_or(0);
    let share = f64::from(within) / f64::from(period);
    let (before, after) = (signed(seed, knot), signed(seed, knot + 1));
    before + (after - before) * share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_in_their_range_and_scatter() {
        let numbers: Vec<_> = (0..10_000).map(|place| unit(7, place)).collect();
        assert!(numbers.iter().all(|n| (0.0..1.0).contains(n)));
        let mean = numbers.iter().sum::<f64>() / 10_000.0;
        assert!((0.48..0.52).contains(&mean), "{mean}");
    }

    #[test]
    fn the_same_place_gives_the_same_number_for_ever() {
        // Written down once: history and live values of an existing database must go on fitting together.
        assert_eq!(mix(0), 16_294_208_416_658_607_535);
        assert_eq!(seed_of("441900000000000000000001"), seed_of("441900000000000000000001"));
        assert_ne!(seed_of("a"), seed_of("b"));
    }

    #[test]
    fn drift_has_no_jumps() {
        for place in -500..500 {
            let step = (drift(3, place + 1, 24) - drift(3, place, 24)).abs();
            assert!(step <= 2.0 / 24.0 + 1e-9, "{place}: {step}");
        }
    }
}
