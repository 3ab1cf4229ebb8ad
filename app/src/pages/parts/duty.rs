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

/// All of it in one paragraph; what late filing is only where somebody may still file.
pub fn duty(lang: Lang, site: &Site, open: bool) -> impl IntoView + use<> {
    let ordered = ordered(lang, site);
    let words = [&*ordered, texts::instead(lang)].into_iter().chain(open.then(|| texts::late(lang)));
    let words = words.collect::<Vec<_>>().join(lang.pick("", " "));
    view! { <p class="small soft">{words}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn it_names_the_instrument_of_the_site_or_none() {
        let (demo, bare) = (Site::demo(), Site { programme: None, ..Site::demo() });
        let page = |site: Site| render(move || duty(Lang::Zh, &site, true));
        let (named, unnamed) = (page(demo), page(bare));
        assert!(named.contains("依据《示范市排污单位季度自主申报工作方案》"), "{named}");
        assert!(unnamed.contains("由示范市生态环境局组织") && !unnamed.contains("工作方案"), "{unnamed}");
        let filed = render(|| duty(Lang::Zh, &Site::demo(), false));
        assert!(!filed.contains("补报"), "{filed}");
        for words in [named, unnamed] {
            assert!(words.contains("不代替排污许可证执行报告") && words.contains("补报"), "{words}");
        }
    }
}
