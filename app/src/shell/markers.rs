//! Takes away the marks that only an island needs.
//!
//! Leptos separates neighbouring texts and empty places by `<!>`, from which an island finds its nodes again. Outside
//! the islands nobody looks for them, and a strict reader of HTML calls each one an error.

/// What leptos writes.
const MARK: &str = "<!>";
/// The beginning of an island.
const OPEN: &str = "<leptos-island ";
/// The end of an island.
const CLOSE: &str = "</leptos-island>";

/// `html` without the marks outside its islands. Neither a text nor an attribute can be mistaken for one: leptos escapes
/// the `<` of both.
pub fn without_marks(html: &str) -> String {
    let mut clean = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(OPEN) {
        let (before, island) = rest.split_at(start);
        clean.push_str(&before.replace(MARK, ""));
        let end = end_of_island(island);
        clean.push_str(&island[..end]);
        rest = &island[end..];
    }
    clean.push_str(&rest.replace(MARK, ""));
    clean
}

/// Where the island ends that `html` begins with; islands inside it belong to it.
fn end_of_island(html: &str) -> usize {
    let (mut depth, mut at) = (1, OPEN.len());
    while depth > 0 {
        let Some(close) = html[at..].find(CLOSE) else { return html.len() };
        depth += html[at..at + close].matches(OPEN).count();
        depth -= 1;
        at += close + CLOSE.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_outside_islands_and_stay_inside() {
        let html = "<p>a<!>b</p><!><leptos-island data-component=\"X\"><p>1<!> 2</p></leptos-island><i><!></i>";
        let want = "<p>ab</p><leptos-island data-component=\"X\"><p>1<!> 2</p></leptos-island><i></i>";
        assert_eq!(without_marks(html), want);
    }

    #[test]
    fn an_island_in_an_island_belongs_to_it() {
        let html = "<!><leptos-island a><!><leptos-island b><!></leptos-island><!></leptos-island><!>";
        let want = "<leptos-island a><!><leptos-island b><!></leptos-island><!></leptos-island>";
        assert_eq!(without_marks(html), want);
    }

    #[test]
    fn a_page_without_islands_has_no_marks() {
        assert_eq!(without_marks("<p>a<!></p>"), "<p>a</p>");
    }
}
