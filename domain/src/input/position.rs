//! A position as people's maps give it.

use rust_decimal::Decimal;

use crate::fixed::Micro;

/// A position, WGS-84 degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatLng {
    /// Latitude, north positive.
    pub lat: Micro,
    /// Longitude, east positive.
    pub lng: Micro,
}

impl LatLng {
    /// Whether there is such a place.
    pub const fn is_on_earth(self) -> bool {
        self.lat.0.unsigned_abs() <= 90_000_000 && self.lng.0.unsigned_abs() <= 180_000_000
    }
}

/// What is wrong with a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum PositionIssue {
    /// Something in it is neither a number nor a mark of a position.
    #[error("something in it is no part of a position; write latitude and longitude like 22.90012, 113.80034")]
    Unreadable,
    /// There is one number where two are needed.
    #[error("one of the two numbers is missing; write latitude and longitude like 22.90012, 113.80034")]
    OneNumber,
    /// There are more numbers than two.
    #[error("there are more than two numbers; write latitude and longitude like 22.90012, 113.80034")]
    ManyNumbers,
    /// Both are latitudes, or both longitudes.
    #[error("both numbers are marked as latitude, or both as longitude")]
    SameTwice,
    /// Minutes or seconds of sixty and more, or behind degrees with a fraction.
    #[error("minutes and seconds go from 0 to 59")]
    BadMinutes,
    /// Marked the one way, and possible only the other way.
    #[error("a latitude is at most 90 degrees; are latitude and longitude the other way round?")]
    OtherWayRound,
    /// No such place.
    #[error("latitude is -90 to 90 degrees, longitude -180 to 180")]
    NotOnEarth,
}

/// Reads a position: decimal degrees or degrees, minutes and seconds, with or without marks (`N`, `北纬`, `°`), full-width
/// or not, parted by a comma or a blank. Without marks latitude comes first, unless only the other order can be meant:
/// Chinese maps give longitude first. Nothing where nothing was typed.
///
/// # Errors
/// Which of the things is wrong.
pub fn position(typed: &str) -> Result<Option<LatLng>, PositionIssue> {
    let tokens = tokens(&super::clean(typed))?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let [first, second] = angles(&tokens)?;
    let axes = (first.mark.map(Mark::axis), second.mark.map(Mark::axis));
    let (one, other) = (first.degrees()?, second.degrees()?);
    let (lat, lng) = match axes {
        (Some(a), Some(b)) if a == b => return Err(PositionIssue::SameTwice),
        (Some(Axis::Lat), _) | (_, Some(Axis::Lng)) => (one, other),
        (Some(Axis::Lng), _) | (_, Some(Axis::Lat)) => (other, one),
        (None, None) => unmarked(one, other),
    };
    let is_marked = axes != (None, None);
    match (on_earth(lat, lng), on_earth(lng, lat)) {
        (Some(position), _) => Ok(Some(position)),
        (None, Some(_)) if is_marked => Err(PositionIssue::OtherWayRound),
        _ => Err(PositionIssue::NotOnEarth),
    }
}

/// Latitude first; longitude first where only that is on earth, or only that is in China.
fn unmarked(first: Decimal, second: Decimal) -> (Decimal, Decimal) {
    let swap = match (on_earth(first, second), on_earth(second, first)) {
        (None, Some(_)) => true,
        (Some(_), Some(_)) => !in_china(first, second) && in_china(second, first),
        _ => false,
    };
    if swap { (second, first) } else { (first, second) }
}

fn on_earth(lat: Decimal, lng: Decimal) -> Option<LatLng> {
    let position = LatLng { lat: Micro::round(lat).ok()?, lng: Micro::round(lng).ok()? };
    position.is_on_earth().then_some(position)
}

/// Roughly: a box around the country's land.
fn in_china(lat: Decimal, lng: Decimal) -> bool {
    let within = |value: Decimal, least: i64, most: i64| (Decimal::from(least)..=Decimal::from(most)).contains(&value);
    within(lat, 17, 54) && within(lng, 73, 136)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Axis {
    Lat,
    Lng,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    North,
    South,
    East,
    West,
    Latitude,
    Longitude,
}

impl Mark {
    const fn axis(self) -> Axis {
        match self {
            Self::North | Self::South | Self::Latitude => Axis::Lat,
            Self::East | Self::West | Self::Longitude => Axis::Lng,
        }
    }

    /// A mark by its word, in small letters.
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "n" | "北纬" | "north" => Self::North,
            "s" | "南纬" | "south" => Self::South,
            "e" | "东经" | "east" => Self::East,
            "w" | "西经" | "west" => Self::West,
            "lat" | "latitude" | "纬度" => Self::Latitude,
            "lng" | "lon" | "long" | "longitude" | "经度" => Self::Longitude,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Number(Decimal),
    Degree,
    Minute,
    Second,
    Mark(Mark),
}

/// Takes the text apart; separators and brackets are dropped, a number of its own stands for itself.
fn tokens(text: &str) -> Result<Vec<Token>, PositionIssue> {
    let chars: Vec<char> = text.chars().map(plain).collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let run = |belongs: fn(char) -> bool| chars[at..].iter().take_while(|c| belongs(**c)).collect::<String>();
        let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-' || c == '+';
        at += match c {
            c if is_number(c) => {
                let digits = run(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
                tokens.push(Token::Number(digits.parse().map_err(|_no_number| PositionIssue::Unreadable)?));
                digits.chars().count()
            }
            '°' | '度' => push(&mut tokens, Token::Degree),
            // Two single strokes are one double stroke.
            '\'' if chars.get(at + 1) == Some(&'\'') => push(&mut tokens, Token::Second) + 1,
            '\'' | '分' => push(&mut tokens, Token::Minute),
            '"' | '秒' => push(&mut tokens, Token::Second),
            c if c.is_alphabetic() => {
                let word = run(|c| c.is_alphabetic() && !matches!(c, '分' | '秒'));
                let (mark, length) = mark(&word).ok_or(PositionIssue::Unreadable)?;
                push(&mut tokens, Token::Mark(mark)) - 1 + length
            }
            c if c.is_whitespace() || matches!(c, ',' | ';' | ':' | '=' | '(' | ')' | '[' | ']' | '/' | '|') => 1,
            _ => return Err(PositionIssue::Unreadable),
        };
    }
    Ok(tokens)
}

/// Keeps a token of one character.
fn push(tokens: &mut Vec<Token>, token: Token) -> usize {
    tokens.push(token);
    1
}

/// The mark that a run of letters begins with, the longest one, and how many letters it has.
fn mark(word: &str) -> Option<(Mark, usize)> {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let longest = letters.len().min(9);
    (1..=longest).rev().find_map(|length| Some((Mark::of(&letters[..length].iter().collect::<String>())?, length)))
}

/// The plain twin of what input methods and maps write.
fn plain(c: char) -> char {
    match c {
        // The full-width forms U+FF01 to U+FF5E stand 0xFEE0 above their ASCII twins.
        '\u{ff01}'..='\u{ff5e}' => plain(char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)),
        '、' | '。' => ',',
        '′' | '’' | '‘' | '´' | '`' => '\'',
        '″' | '”' | '“' => '"',
        'º' | '˚' => '°',
        '−' | '–' | '—' | '‐' | '‑' => '-',
        '【' => '(',
        '】' => ')',
        c => c,
    }
}

/// One of the two numbers, with what was said about it.
#[derive(Clone, Copy, Debug, Default)]
struct Angle {
    parts: [Option<Decimal>; 3],
    mark: Option<Mark>,
}

impl Angle {
    fn degrees(self) -> Result<Decimal, PositionIssue> {
        let [degrees, minutes, seconds] = self.parts.map(Option::unwrap_or_default);
        let sixty = Decimal::from(60);
        let is_parted = self.parts[1].is_some() || self.parts[2].is_some();
        let fits = |part: Decimal| part.is_sign_positive() && part < sixty;
        if is_parted && !(degrees.fract().is_zero() && fits(minutes) && fits(seconds)) {
            return Err(PositionIssue::BadMinutes);
        }
        let size = degrees.abs() + minutes / sixty + seconds / (sixty * sixty);
        let is_negative = degrees.is_sign_negative() != matches!(self.mark, Some(Mark::South | Mark::West));
        Ok(if is_negative { -size } else { size })
    }
}

/// The two numbers. Marks stand before or behind their numbers; the first one tells which.
fn angles(tokens: &[Token]) -> Result<[Angle; 2], PositionIssue> {
    let marks_lead = matches!(tokens.first(), Some(Token::Mark(_)));
    let mut angles: Vec<Angle> = Vec::new();
    let mut waiting = None;
    for (at, token) in tokens.iter().enumerate() {
        let unit = match tokens.get(at + 1) {
            Some(Token::Minute) => 1,
            Some(Token::Second) => 2,
            _ => 0,
        };
        match (token, angles.last_mut()) {
            (Token::Number(value), Some(angle)) if unit > 0 => angle.parts[unit] = Some(*value),
            (Token::Number(value), _) => {
                angles.push(Angle { parts: [Some(*value), None, None], mark: waiting.take() });
            }
            (Token::Mark(mark), _) if marks_lead => waiting = Some(*mark),
            (Token::Mark(mark), Some(angle)) if angle.mark.is_none() => angle.mark = Some(*mark),
            (Token::Degree | Token::Minute | Token::Second, Some(_)) => {}
            _ => return Err(PositionIssue::Unreadable),
        }
    }
    match angles[..] {
        [] => Err(PositionIssue::Unreadable),
        [_] => Err(PositionIssue::OneNumber),
        [first, second] => Ok([first, second]),
        _ => Err(PositionIssue::ManyNumbers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Result<Option<(i64, i64)>, PositionIssue> {
        position(typed).map(|found| found.map(|LatLng { lat, lng }| (lat.0, lng.0)))
    }

    #[test]
    fn one_place_in_many_writings() {
        for typed in [
            "22.90012, 113.80034",
            "113.80034, 22.90012",
            "113.80034,22.90012",
            "２２．９００１２，１１３．８００３４",
            "22.90012\t113.80034",
            "22.90012　113.80034",
            "22.90012、113.80034；",
            "(22.90012, 113.80034)",
            "N22.90012 E113.80034",
            "22.90012N 113.80034E",
            "22.90012° N, 113.80034° E",
            "E113.80034，N22.90012",
            "北纬22.90012 东经113.80034",
            "东经113.80034度，北纬22.90012度",
            "北纬：22.90012，东经：113.80034",
            "lat: 22.90012, lng: 113.80034",
            "经度113.80034 纬度22.90012",
            "22.90012° 113.80034°",
        ] {
            assert_eq!(read(typed), Ok(Some((22_900_120, 113_800_340))), "{typed}");
        }
    }

    #[test]
    fn degrees_minutes_and_seconds() {
        for typed in [
            "22°54′0.4″N 113°48′1.2″E",
            "22°54'0.4\"N, 113°48'1.2\"E",
            "113°48'1.2\" 22°54'0.4\"",
            "北纬22度54分0.4秒，东经113度48分1.2秒",
            "N22°54′0.4″ E113°48′1.2″",
            "22°54'0.4'' 113°48'1.2''",
        ] {
            assert_eq!(read(typed), Ok(Some((22_900_111, 113_800_333))), "{typed}");
        }
        assert_eq!(read("22°54.006'N 113°48.02'E"), Ok(Some((22_900_100, 113_800_333))));
        assert_eq!(read("33°52′S 151°12′E"), Ok(Some((-33_866_667, 151_200_000))));
        assert_eq!(read("-33.9, 151.2"), Ok(Some((-33_900_000, 151_200_000))));
    }

    #[test]
    fn western_china_is_read_by_what_can_be_meant() {
        assert_eq!(read("80.1, 32.5"), Ok(Some((32_500_000, 80_100_000))), "longitude first");
        assert_eq!(read("32.5, 80.1"), Ok(Some((32_500_000, 80_100_000))));
    }

    #[test]
    fn each_fault_has_its_name() {
        use PositionIssue::{BadMinutes, ManyNumbers, NotOnEarth, OneNumber, OtherWayRound, SameTwice, Unreadable};
        for (typed, issue) in [
            ("22.9", OneNumber),
            ("北纬22.9", OneNumber),
            ("here", Unreadable),
            ("桥边", Unreadable),
            ("22.9;x", Unreadable),
            ("22..9, 113", Unreadable),
            ("1,2,3", ManyNumbers),
            ("N22.9 N113.8", SameTwice),
            ("22°61′N 113°48′E", BadMinutes),
            ("22.5°54′N 113°48′E", BadMinutes),
            ("N113.8 E22.9", OtherWayRound),
            ("222.9, 313.8", NotOnEarth),
        ] {
            assert_eq!(read(typed), Err(issue), "{typed}");
        }
        for nothing in ["", "  ", "\u{200b}", "\u{3164}"] {
            assert_eq!(read(nothing), Ok(None), "{nothing:?}");
        }
    }
}
