//! Who runs this portal: what a Chinese government site must say of itself in its head and foot, and what may stand there.

use serde::{Deserialize, Serialize};

use crate::{
    input::{Issue, clean},
    lang::Lang,
    map::ApprovalNumber,
};

/// The most characters of a name.
pub const LONGEST_NAME: usize = 80;
/// The most characters of an address in words, and of an address of the web.
pub const LONGEST_LINE: usize = 200;
/// The most characters of the text with which the home page begins.
pub const LONGEST_OPENING: usize = 600;

/// A name in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Both {
    /// A name from two literals.
    pub fn new(zh: &str, en: &str) -> Self {
        Self { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// The name in `lang`.
    pub fn in_lang(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty() && self.en.is_empty()
    }
}

/// The site's own particulars. An empty string hides its line: a portal on trial has no record number yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The city, for example 东莞市.
    pub city: Both,
    /// The organ that answers for the site (主办单位), by its full name.
    pub bureau: Both,
    /// The body that runs it (承办单位).
    pub operator: Both,
    /// Postal address and office telephone.
    pub contact: Both,
    /// The text with which the home page begins; empty: it begins with what is happening now.
    #[serde(default, skip_serializing_if = "Both::is_empty")]
    pub opening: Both,
    /// The organ's telephone as a person dials it.
    pub telephone: String,
    /// The bureau's own environmental hotline beside 12345: `12369` where that number still answers. Empty: there is none.
    #[serde(default)]
    pub hotline: String,
    /// The name of the rules by which tip-offs are rewarded, while such rules are in force. Absent: no reward is named
    /// anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reward: Option<Both>,
    /// The full name of the instrument that orders the quarterly self-declaration. Absent: pages say that the bureau asks for
    /// it, and name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<Both>,
    /// Where a weakness of the portal is reported, for `/.well-known/security.txt`: `mailto:…`, `https://…` or `tel:…`.
    /// Empty: the organ's telephone.
    #[serde(default)]
    pub security_contact: String,
    /// Whether nobody has to have a second factor beside the password. Otherwise whoever signs for an enterprise, opens
    /// identities, publishes, keeps the register or gives others their rights gets one before doing anything else.
    #[serde(default)]
    pub optional_second_factor: bool,
    /// The site's domain name.
    pub domain: String,
    /// Ten digits given by the national survey of government sites (网站标识码).
    pub identification_code: String,
    /// Record number of the Ministry of Industry and Information Technology (ICP备案号).
    pub icp: String,
    /// Record number of the public security organ (公安机关备案号).
    pub police: String,
    /// Page of the party and government organ mark (党政机关网站标识).
    pub mark_url: String,
    /// Where a reader reports an error of the site (我为政府网站找错).
    pub errata_url: String,
    /// The approval number of the map that pages show (审图号). Empty: no boundary and no river is shown to the public.
    #[serde(default)]
    pub map_approval: String,
    /// Who made that map and what it was drawn from, as its approval asks for.
    #[serde(default, skip_serializing_if = "Both::is_empty")]
    pub map_source: Both,
    /// The instrument that allows the tax office to tell the bureau what enterprises earn. Empty: a delivery that says so is
    /// refused, and only bands and yes or no are taken.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub turnover_basis: String,
    /// Whether what is past its term is removed at night.
    #[serde(default)]
    pub nightly_retention: bool,
    /// The address of the seal's picture, where there is one. The picture comes by the portal's pages alone.
    #[serde(skip)]
    pub seal: Option<String>,
    /// Whether what the portal shows is the invented city, whose logins everybody may know. Who serves it says so, and no
    /// file can: invented cases under a real bureau's name would be taken for real ones.
    #[serde(skip)]
    pub is_demo: bool,
}

/// The fields that a person writes, in the order of the form.
pub const FIELDS: &[&str] = &[
    "city_zh",
    "city_en",
    "bureau_zh",
    "bureau_en",
    "operator_zh",
    "operator_en",
    "contact_zh",
    "contact_en",
    "telephone",
    "hotline",
    "opening_zh",
    "opening_en",
    "reward_zh",
    "reward_en",
    "programme_zh",
    "programme_en",
    "domain",
    "identification_code",
    "icp",
    "police",
    "mark_url",
    "errata_url",
    "security_contact",
    "map_approval",
    "map_source_zh",
    "map_source_en",
    "turnover_basis",
    "nightly_retention",
    "reason",
];

impl Site {
    /// The invented particulars of the demo city.
    pub fn demo() -> Self {
        Self {
            city: Both::new("示范市", "Shifan City"),
            bureau: Both::new("示范市生态环境局", "Shifan Municipal Bureau of Ecology and Environment"),
            operator: Both::new("示范市生态环境监控中心", "Shifan Environmental Monitoring Centre"),
            contact: Both::new("示范市澄溪镇明镜路 1 号", "1 Mingjing Road, Chengxi Town, Shifan City"),
            opening: Both::default(),
            telephone: "0000-12345678".to_owned(),
            hotline: String::new(),
            reward: None,
            programme: Some(Both::new(
                "《示范市排污单位季度自主申报工作方案》",
                "the Work Programme for the Quarterly Self-Declaration of Dischargers in Shifan City",
            )),
            security_contact: String::new(),
            optional_second_factor: false,
            domain: "mingjian.example".to_owned(),
            identification_code: "0000000000".to_owned(),
            icp: "示ICP备00000000号-1".to_owned(),
            police: "示公网安备 00000000000000号".to_owned(),
            mark_url: String::new(),
            errata_url: String::new(),
            map_approval: "示S(2026)000号".to_owned(),
            map_source: Both::new("虚构底图，由演示程序绘制", "an invented map, drawn by the demo"),
            turnover_basis: String::new(),
            nightly_retention: false,
            seal: None,
            is_demo: true,
        }
    }

    /// The same as it is kept: without white space around, and without a reward that has no name.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        for (_, value, _) in self.fields_mut() {
            clean(value).trim().clone_into(value);
        }
        self.reward = self.reward.filter(|reward| !reward.is_empty());
        self.programme = self.programme.filter(|programme| !programme.is_empty());
        if let Ok(number) = self.map_approval.parse::<ApprovalNumber>() {
            number.as_str().clone_into(&mut self.map_approval);
        }
        self
    }

    /// All that is wrong with it, by field. What comes in by a form is shown to everybody: no markup, no line that breaks
    /// where none may, no address that leads elsewhere than to a page.
    pub fn issues(&self) -> Vec<(&'static str, Issue)> {
        let mut site = self.clone();
        site.fields_mut()
            .into_iter()
            .filter_map(|(name, value, kind)| kind.wrong(value).map(|issue| (name, issue)))
            .collect()
    }

    /// Each field that a person writes, with what may stand in it.
    fn fields_mut(&mut self) -> Vec<(&'static str, &mut String, Kind)> {
        let name = |least| Kind::Line { least, most: LONGEST_NAME };
        let line = Kind::Line { least: 0, most: LONGEST_LINE };
        let mut all = vec![
            ("city_zh", &mut self.city.zh, name(1)),
            ("city_en", &mut self.city.en, name(1)),
            ("bureau_zh", &mut self.bureau.zh, name(1)),
            ("bureau_en", &mut self.bureau.en, name(1)),
            ("operator_zh", &mut self.operator.zh, name(0)),
            ("operator_en", &mut self.operator.en, name(0)),
            ("contact_zh", &mut self.contact.zh, line),
            ("contact_en", &mut self.contact.en, line),
            ("telephone", &mut self.telephone, Kind::Telephone),
            ("hotline", &mut self.hotline, Kind::Telephone),
            ("opening_zh", &mut self.opening.zh, Kind::Opening),
            ("opening_en", &mut self.opening.en, Kind::Opening),
        ];
        let long = Kind::Line { least: 1, most: LONGEST_LINE };
        if let Some(reward) = &mut self.reward {
            all.push(("reward_zh", &mut reward.zh, name(1)));
            all.push(("reward_en", &mut reward.en, name(1)));
        }
        if let Some(programme) = &mut self.programme {
            all.push(("programme_zh", &mut programme.zh, long));
            all.push(("programme_en", &mut programme.en, long));
        }
        all.extend([
            ("domain", &mut self.domain, Kind::Domain),
            ("identification_code", &mut self.identification_code, Kind::Digits),
            ("icp", &mut self.icp, name(0)),
            ("police", &mut self.police, name(0)),
            ("mark_url", &mut self.mark_url, Kind::Link(&["https://", "http://"])),
            ("errata_url", &mut self.errata_url, Kind::Link(&["https://", "http://"])),
            ("security_contact", &mut self.security_contact, Kind::Link(&["https://", "mailto:", "tel:"])),
            ("map_approval", &mut self.map_approval, Kind::Approval),
            ("map_source_zh", &mut self.map_source.zh, line),
            ("map_source_en", &mut self.map_source.en, line),
            ("turnover_basis", &mut self.turnover_basis, line),
        ]);
        all
    }
}

/// What may stand in a field.
#[derive(Clone, Copy)]
enum Kind {
    /// One line of so many characters.
    Line { least: usize, most: usize },
    /// Some sentences.
    Opening,
    /// A number as it is dialled, or nothing.
    Telephone,
    /// A host, or nothing.
    Domain,
    /// Ten digits, or nothing.
    Digits,
    /// An address that begins with one of these, or nothing.
    Link(&'static [&'static str]),
    /// The approval number of a map, or nothing.
    Approval,
}

impl Kind {
    fn wrong(self, value: &str) -> Option<Issue> {
        let length = value.chars().count();
        let (least, most) = match self {
            Self::Line { least, most } => (least, most),
            Self::Opening => (0, LONGEST_OPENING),
            Self::Telephone | Self::Digits | Self::Approval => (0, 40),
            Self::Domain | Self::Link(_) => (0, LONGEST_LINE),
        };
        if length < least {
            return Some(Issue::Missing);
        }
        if length > most {
            return Some(Issue::Long(most));
        }
        if value.contains(['<', '>']) || value.contains(is_hidden) {
            return Some(Issue::Markup);
        }
        let is_sound = value.is_empty()
            || match self {
                Self::Line { .. } | Self::Opening => true,
                Self::Telephone => value.chars().all(|c| c.is_ascii_digit() || " -+()".contains(c)),
                Self::Digits => length == 10 && value.chars().all(|c| c.is_ascii_digit()),
                Self::Domain => is_host(value),
                Self::Link(begins) => begins.iter().any(|begin| leads(value, begin)),
                Self::Approval => value.parse::<ApprovalNumber>().is_ok(),
            };
        (!is_sound).then_some(match self {
            Self::Telephone => Issue::BadTelephone,
            Self::Digits => Issue::BadIdentification,
            Self::Domain => Issue::BadDomain,
            Self::Approval => Issue::BadApproval,
            _ => Issue::BadLink,
        })
    }
}

/// What nobody sees, and what turns the direction of what stands around it.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_host(value: &str) -> bool {
    let (host, port) = value.split_once(':').map_or((value, None), |(host, port)| (host, Some(port)));
    let is_label = |label: &str| {
        !label.is_empty() && !label.starts_with('-') && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    host.split('.').all(is_label) && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

/// Whether an address begins so, and goes on with what an address may hold.
fn leads(value: &str, begin: &str) -> bool {
    let Some(rest) = value.strip_prefix(begin) else { return false };
    let is_plain = rest.chars().all(|c| c.is_ascii_graphic() && !"\"'\\`{}|^".contains(c));
    if !is_plain || rest.is_empty() {
        return false;
    }
    if begin.ends_with("//") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        return is_host(host);
    }
    begin != "tel:" || rest.chars().all(|c| c.is_ascii_digit() || "-+()".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(change: impl Fn(&mut Site)) -> Vec<(&'static str, Issue)> {
        let mut site = Site::demo();
        change(&mut site);
        site.tidy().issues()
    }

    #[test]
    fn the_demo_is_sound() {
        assert_eq!(Site::demo().issues(), []);
        assert_eq!(wrong(|site| site.reward = Some(Both::default())), [], "a reward without a name is none");
    }

    #[test]
    fn what_everybody_would_see_is_looked_at() {
        /// What spoils a site, the field, and what is said of it.
        type Case = (fn(&mut Site), &'static str, Issue);
        #[rustfmt::skip]
        let cases: [Case; 16] = [
            (|s| s.city.zh = "  ".into(),                       "city_zh",    Issue::Missing),
            (|s| s.city.zh = "城".repeat(81),                    "city_zh",    Issue::Long(80)),
            (|s| s.bureau.en = "<b>Bureau</b>".into(),          "bureau_en",  Issue::Markup),
            (|s| s.contact.zh = "一行\n两行".into(),              "contact_zh", Issue::Markup),
            (|s| s.opening.zh = "字".repeat(601),                "opening_zh", Issue::Long(600)),
            (|s| s.telephone = "javascript:1".into(),           "telephone",  Issue::BadTelephone),
            (|s| s.hotline = "一二三六九".into(),                  "hotline",    Issue::BadTelephone),
            (|s| s.domain = "https://x.example".into(),         "domain",     Issue::BadDomain),
            (|s| s.identification_code = "123".into(),          "identification_code", Issue::BadIdentification),
            (|s| s.mark_url = "javascript:alert(1)".into(),     "mark_url",   Issue::BadLink),
            (|s| s.mark_url = "data:text/html,x".into(),        "mark_url",   Issue::BadLink),
            (|s| s.errata_url = "https://x.example/\"a".into(), "errata_url", Issue::BadLink),
            (|s| s.errata_url = "https:///nowhere".into(),      "errata_url", Issue::BadLink),
            (|s| s.errata_url = "//x.example/".into(),          "errata_url", Issue::BadLink),
            (|s| s.security_contact = "ftp://x".into(),         "security_contact", Issue::BadLink),
            (|s| s.map_approval = "粤S2024-012".into(),          "map_approval", Issue::BadApproval),
        ];
        for (change, field, issue) in cases {
            assert_eq!(wrong(change), [(field, issue)], "{field}");
        }
        // What nobody sees is not said, and not kept either.
        let mut hidden = Site::demo();
        hidden.contact.zh = "路\u{202e}1 号".into();
        assert!(hidden.issues().contains(&("contact_zh", Issue::Markup)));
        assert_eq!(hidden.tidy().contact.zh, "路1 号");
    }

    #[test]
    fn what_sites_need_passes() {
        let mut site = Site::demo();
        site.mark_url = "https://bszs.conac.cn/sitename?method=show&id=0A1B".into();
        site.errata_url = "http://zfwzgl.www.gov.cn/exposure/jiucuo.html".into();
        site.security_contact = "mailto:security@mingjian.example".into();
        site.hotline = "12369".into();
        site.telephone = "+86 (0)769-1234 5678".into();
        site.map_approval = "审图号：粤S（2024）012号".into();
        assert_eq!(site.clone().tidy().map_approval, "粤S(2024)012号");
        site.map_approval = String::new();
        site.domain = "sthj.example.gov.cn:8443".into();
        assert_eq!(site.issues(), []);
        site.security_contact = "tel:+86-769-12345678".into();
        assert_eq!(site.issues(), []);
    }

    #[test]
    fn each_field_that_can_be_wrong_is_one_of_the_form() {
        let mut site = Site { reward: Some(Both::new("x", "x")), ..Site::demo() };
        let names: Vec<_> = site.fields_mut().into_iter().map(|(name, ..)| name).collect();
        assert!(names.iter().all(|name| FIELDS.contains(name)), "{names:?}");
        assert_eq!(names.len() + 2, FIELDS.len(), "all but the switch and the reason");
    }
}
