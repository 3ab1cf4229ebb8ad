//! Every form of a signed-in page says for whom the page was made. It is put in here, into the finished document, so that
//! no page can forget it.

use leptos::prelude::*;

use crate::web::{MADE_FOR, MadeFor};

/// How a form begins.
const FORM: &str = "<form ";
/// What marks one that changes something. Those that only search keep their addresses short.
const POSTS: &str = "method=\"post\"";

/// `html` with a hidden field in each form that changes something. Neither a text nor an attribute can be mistaken for a
/// form: leptos escapes the `<` and the `>` of both.
pub fn name_owner(html: &str, made_for: &MadeFor) -> String {
    let value = made_for.to_string();
    // A browser that goes back must not put an older owner into a newer form.
    let field = view! { <input type="hidden" name=MADE_FOR value=value autocomplete="off"/> }.to_html();
    let mut named = String::with_capacity(html.len() + 8 * field.len());
    let mut rest = html;
    while let Some(start) = rest.find(FORM) {
        let end = rest[start..].find('>').map_or(rest.len(), |length| start + length + 1);
        named.push_str(&rest[..end]);
        if rest[start..end].contains(POSTS) {
            named.push_str(&field);
        }
        rest = &rest[end..];
    }
    named.push_str(rest);
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_that_changes_something_gets_the_field() {
        let html = "<p>a</p><form method=\"post\" action=\"/a\"><b>1</b></form><form action=\"/s\" method=\"get\">2</form>\
            <form class=\"x\" method=\"post\">3</form>";
        let named = name_owner(html, &MadeFor::parse("12.3 甲（\"乙\" & <丙>）"));
        let field = "<input type=\"hidden\" name=\"made-for\" value=\"12.3 甲（&quot;乙&quot; &amp; &lt;丙&gt;）\" autocomplete=\"off\">";
        let want = format!(
            "<p>a</p><form method=\"post\" action=\"/a\">{field}<b>1</b></form><form action=\"/s\" method=\"get\">2</form>\
             <form class=\"x\" method=\"post\">{field}3</form>"
        );
        assert_eq!(named, want);
        assert_eq!(name_owner("<p>no form</p>", &MadeFor::parse("1")), "<p>no form</p>");
    }
}
