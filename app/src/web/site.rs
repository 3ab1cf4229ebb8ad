//! Who runs this portal: what a Chinese government site must say of itself in its head and foot.

use domain::lang::Lang;
use serde::{Deserialize, Serialize};

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The organ's telephone as a person dials it.
    pub telephone: String,
    /// The bureau's own environmental hotline beside 12345: `12369` where that number still answers. Empty: there is none.
    #[serde(default)]
    pub hotline: String,
    /// The name of the rules by which tip-offs are rewarded, while such rules are in force. Absent: no reward is named
    /// anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reward: Option<Both>,
    /// The instrument that orders the quarterly self-declaration: the programme of the city, by its full name. Absent: pages say
    /// that the bureau asks for it, and name none.
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
    /// Whether what the portal shows is the invented city, whose logins everybody may know. Who serves it says so, and no
    /// file can: invented cases under a real bureau's name would be taken for real ones.
    #[serde(skip)]
    pub is_demo: bool,
}

impl Site {
    /// The invented particulars of the demo city.
    pub fn demo() -> Self {
        Self {
            city: Both::new("示范市", "Shifan City"),
            bureau: Both::new("示范市生态环境局", "Shifan Municipal Bureau of Ecology and Environment"),
            operator: Both::new("示范市生态环境监控中心", "Shifan Environmental Monitoring Centre"),
            contact: Both::new("示范市澄溪镇明镜路 1 号", "1 Mingjing Road, Chengxi Town, Shifan City"),
            telephone: "0000-12345678".to_owned(),
            hotline: String::new(),
            reward: None,
            programme: Some(Both::new(
                "《示范市排污单位季度自主申报工作方案》（演示城市虚构的文件）",
                "the Work Programme for Quarterly Self-Declaration of Shifan City (invented for the demo city)",
            )),
            security_contact: String::new(),
            optional_second_factor: false,
            domain: "mingjian.example".to_owned(),
            identification_code: "0000000000".to_owned(),
            icp: "示ICP备00000000号-1".to_owned(),
            police: "示公网安备 00000000000000号".to_owned(),
            mark_url: String::new(),
            errata_url: String::new(),
            is_demo: true,
        }
    }
}
