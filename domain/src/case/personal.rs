//! What must not be published (domain dossier 7.1, typical list, from memory): found before a person has to.
//!
//! Only what has a form of its own can be found: numbers. Names and addresses of persons remain the reviewer's to see.

text_enum! {
    /// A number that belongs to a person.
    pub enum Personal {
        /// An identity card number (居民身份证号).
        IdentityCard = "identity-card",
        /// A mobile telephone number.
        Mobile = "mobile",
        /// A bank card or account number.
        BankAccount = "bank-account",
    }
}

/// The first number of a person in a text, with its kind. A number in full-width digits, or parted by blanks or
/// hyphens, is found too.
pub fn personal_number(text: &str) -> Option<(Personal, String)> {
    runs(text).into_iter().find_map(|(digits, shown)| Some((kind(&digits)?, shown)))
}

/// Stretches of digits as one number each: plain digits, and what stands in the text.
fn runs(text: &str) -> Vec<(String, String)> {
    let mut runs: Vec<(String, String)> = Vec::new();
    let (mut digits, mut shown) = (String::new(), String::new());
    for c in text.chars().chain(['\n']) {
        match digit(c) {
            Some(plain) => {
                digits.push(plain);
                shown.push(c);
            }
            // `X` ends an identity card's number.
            None if digits.len() == 17 && matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ') => {
                digits.push('X');
                shown.push(c);
            }
            None if !digits.is_empty() && !digits.starts_with('?') && matches!(c, ' ' | '-' | '\u{3000}') => {
                shown.push(c);
            }
            // A letter before digits makes them part of a code (a credit code, a permit's number).
            None if c.is_ascii_alphanumeric() => {
                digits.clear();
                shown.clear();
                digits.push('?');
            }
            None => {
                runs.push((std::mem::take(&mut digits), std::mem::take(&mut shown).trim_end().to_owned()));
            }
        }
    }
    runs
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

fn kind(digits: &str) -> Option<Personal> {
    match digits.len() {
        _ if digits.starts_with('?') => None,
        11 if matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..]) => Some(Personal::Mobile),
        18 if is_identity_card(digits) => Some(Personal::IdentityCard),
        16..=19 if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(Personal::BankAccount),
        _ => None,
    }
}

/// Whether the check character fits (GB 11643: ISO 7064, MOD 11-2).
fn is_identity_card(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = number.chars().zip(WEIGHTS).map(|(c, weight)| c.to_digit(10).unwrap_or(0) * weight).sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize);
    number.len() == 18 && number.chars().last() == check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons_are_found_and_those_of_papers_are_not() {
        let cases = [
            ("当事人身份证号 11010519491231002X。", Some((Personal::IdentityCard, "11010519491231002X"))),
            ("电话１３８ ００１３ ８０００，", Some((Personal::Mobile, "１３８ ００１３ ８０００"))),
            ("联系人138-0013-8000", Some((Personal::Mobile, "138-0013-8000"))),
            ("账号 6222 0000 1111 2222 333 收款", Some((Personal::BankAccount, "6222 0000 1111 2222 333"))),
            ("统一社会信用代码 91350100M000100Y43", None),
            ("示环罚字〔2026〕123号，处罚款 325000 元", None),
            ("2026 年 8 月 10 日 23 时至 24 时", None),
            ("信用代码 91350100M000100Y43 电话 13800138000", Some((Personal::Mobile, "13800138000"))),
            ("许可证编号 91440101202611220001V", None),
            ("", None),
        ];
        for (text, want) in cases {
            let found = personal_number(text);
            assert_eq!(found.as_ref().map(|(kind, shown)| (*kind, shown.as_str())), want, "{text}");
        }
    }
}
