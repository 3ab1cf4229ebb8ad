//! By what the quarterly declaration is asked for, what it does not take the place of, and what late filing is.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::duty as texts;
use crate::web::Site;

/// Which instrument orders it, as the site says; where it says nothing, who asks for it.
pub fn ordered(lang: Lang, site: &Site) -> String {
    match &site.programme {
        Some(programme) => texts::ordered(lang, programme.in_lang(lang)),
        None => texts::asked(lang, site.bureau.in_lang(lang)),
    }
}

/// All of it in one paragraph.
pub fn duty(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let words = [&*ordered(lang, site), texts::instead(lang), texts::late(lang)].join(lang.pick("", " "));
    view! { <p class="small soft">{words}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn it_names_the_instrument_of_the_site_or_none() {
        let (demo, bare) = (Site::demo(), Site { programme: None, ..Site::demo() });
        let page = |site: Site| render(move || duty(Lang::Zh, &site));
        let (named, unnamed) = (page(demo), page(bare));
        assert!(named.contains("依据《示范市排污单位季度自主申报工作方案》"), "{named}");
        assert!(unnamed.contains("由示范市生态环境局组织") && !unnamed.contains("工作方案"), "{unnamed}");
        for words in [named, unnamed] {
            assert!(words.contains("不代替排污许可证执行报告") && words.contains("补报"), "{words}");
        }
    }
}
