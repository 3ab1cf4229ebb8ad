//! What the form of the site sends.

use domain::site::{Both, FIELDS, Site};
use serde::Deserialize;
use services::Seen;
use services::input::Incoming;
use validator::Validate;

/// The fields of the form as they were typed. Which of them are wrong `domain::site` says, for the whole site at once.
#[derive(Clone, Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub struct Sent {
    /// `preview`, or `save`.
    pub act: String,
    pub seen: Seen,
    pub city_zh: String,
    pub city_en: String,
    pub bureau_zh: String,
    pub bureau_en: String,
    pub operator_zh: String,
    pub operator_en: String,
    pub contact_zh: String,
    pub contact_en: String,
    pub telephone: String,
    pub hotline: String,
    pub opening_zh: String,
    pub opening_en: String,
    pub reward_zh: String,
    pub reward_en: String,
    pub programme_zh: String,
    pub programme_en: String,
    pub domain: String,
    pub identification_code: String,
    pub icp: String,
    pub police: String,
    pub mark_url: String,
    pub errata_url: String,
    pub security_contact: String,
    pub map_approval: String,
    pub map_source_zh: String,
    pub map_source_en: String,
    pub turnover_basis: String,
    pub nightly_retention: String,
    pub reason: String,
}

impl Incoming for Sent {
    const FIELDS: &'static [&'static str] = FIELDS;
}

impl Sent {
    /// The form as it is filled in with what holds.
    pub fn of(site: &Site, seen: Seen) -> Self {
        let reward = site.reward.clone().unwrap_or_default();
        let programme = site.programme.clone().unwrap_or_default();
        let text = |value: &str| value.to_owned();
        Self {
            act: String::new(),
            seen,
            city_zh: text(&site.city.zh),
            city_en: text(&site.city.en),
            bureau_zh: text(&site.bureau.zh),
            bureau_en: text(&site.bureau.en),
            operator_zh: text(&site.operator.zh),
            operator_en: text(&site.operator.en),
            contact_zh: text(&site.contact.zh),
            contact_en: text(&site.contact.en),
            telephone: text(&site.telephone),
            hotline: text(&site.hotline),
            opening_zh: text(&site.opening.zh),
            opening_en: text(&site.opening.en),
            reward_zh: reward.zh,
            reward_en: reward.en,
            programme_zh: programme.zh,
            programme_en: programme.en,
            domain: text(&site.domain),
            identification_code: text(&site.identification_code),
            icp: text(&site.icp),
            police: text(&site.police),
            mark_url: text(&site.mark_url),
            errata_url: text(&site.errata_url),
            security_contact: text(&site.security_contact),
            map_approval: text(&site.map_approval),
            map_source_zh: text(&site.map_source.zh),
            map_source_en: text(&site.map_source.en),
            turnover_basis: text(&site.turnover_basis),
            nightly_retention: if site.nightly_retention { "yes".to_owned() } else { String::new() },
            reason: String::new(),
        }
    }

    /// The site as it would be.
    pub fn site(&self, now: &Site) -> Site {
        let both = |zh: &str, en: &str| Both::new(zh, en);
        let named = |zh: &str, en: &str| Some(both(zh, en)).filter(|name| !name.is_empty());
        let text = |value: &str| value.to_owned();
        Site {
            city: both(&self.city_zh, &self.city_en),
            bureau: both(&self.bureau_zh, &self.bureau_en),
            operator: both(&self.operator_zh, &self.operator_en),
            contact: both(&self.contact_zh, &self.contact_en),
            opening: both(&self.opening_zh, &self.opening_en),
            telephone: text(&self.telephone),
            hotline: text(&self.hotline),
            reward: named(&self.reward_zh, &self.reward_en),
            programme: named(&self.programme_zh, &self.programme_en),
            security_contact: text(&self.security_contact),
            map_approval: text(&self.map_approval),
            map_source: both(&self.map_source_zh, &self.map_source_en),
            domain: text(&self.domain),
            identification_code: text(&self.identification_code),
            icp: text(&self.icp),
            police: text(&self.police),
            mark_url: text(&self.mark_url),
            errata_url: text(&self.errata_url),
            turnover_basis: text(&self.turnover_basis),
            nightly_retention: self.nightly_retention == "yes",
            ..now.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_comes_back_as_it_is() {
        let site = Site { reward: Some(Both::new("办法", "Rules")), nightly_retention: true, ..Site::demo() };
        assert_eq!(Sent::of(&site, Seen::default()).site(&site), site);
        let bare = Site { programme: None, ..Site::demo() };
        assert_eq!(Sent::of(&bare, Seen::default()).site(&bare), bare);
    }
}
