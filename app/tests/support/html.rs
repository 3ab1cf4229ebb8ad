//! Just enough reading of HTML for the tests: our own pages close every element that is not void.

/// Elements that have no end tag.
const VOID: [&str; 6] = ["meta", "link", "input", "br", "hr", "!doctype"];

/// Elements whose text is nobody's who reads the page: what somebody writes, and what a program reads.
const NOT_READ: [&str; 2] = ["textarea", "pre"];

/// The values of an attribute wherever it occurs, as text.
pub fn values(body: &str, attribute: &str) -> Vec<String> {
    let tags = body.split('<').skip(1).filter_map(|piece| piece.split_once('>')).map(|(tag, _)| tag);
    tags.filter_map(|tag| value(tag, attribute)).collect()
}

/// The texts between the tags, each with the language of the element it stands in.
pub fn texts(body: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    let mut langs: Vec<(String, String)> = Vec::new();
    // What leptos leaves inside an island where there is nothing to show.
    let body = body.replace("<!--<() />-->", "");
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default().to_lowercase();
        let around = langs.last().map(|(_, lang)| lang.clone()).unwrap_or_default();
        if tag.starts_with('/') {
            let open = langs.pop().map(|(name, _)| name);
            assert_eq!(open.as_ref(), Some(&name), "<{tag}> closes another element near: {text}");
        } else if !VOID.contains(&&*name) && !tag.starts_with('!') {
            let lang = if NOT_READ.contains(&&*name) { "zh".to_owned() } else { around };
            langs.push((name, value(tag, "lang").unwrap_or(lang)));
        }
        let lang = langs.last().map(|(_, lang)| lang.clone()).unwrap_or_default();
        texts.push((text.to_owned(), lang));
    }
    texts
}

fn value(tag: &str, attribute: &str) -> Option<String> {
    let start = tag.find(&format!(" {attribute}=\""))? + attribute.len() + 3;
    let text = tag[start..].split('"').next()?;
    Some(text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}
