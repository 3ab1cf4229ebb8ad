//! Every form of a signed-in page says for whom the page was made. It is put in here, into the finished document, so that
//! no page can forget it: in a hidden field, and of a form with files in its address instead, because such a form is not read
//! before its page takes it. Said twice it could say two things.

use leptos::prelude::*;

use crate::web::{MADE_FOR, MadeFor, encode};

/// How a form begins.
const FORM: &str = "<form ";
/// What marks one that changes something. Those that only search keep their addresses short.
const POSTS: &str = "method=\"post\"";
/// What marks one with files.
const FILES: &str = "enctype=\"multipart/form-data\"";
/// Where its address begins.
const ACTION: &str = " action=\"";

/// `html` with the owner in each form that changes something. Neither a text nor an attribute can be mistaken for a
/// form: leptos escapes the `<` and the `>` of both.
pub fn name_owner(html: &str, made_for: &MadeFor) -> String {
    let value = made_for.to_string();
    // A browser that goes back must not put an older owner into a newer form.
    let field = view! { <input type="hidden" name=MADE_FOR value=value autocomplete="off"/> }.to_html();
    let own = format!("name=\"{MADE_FOR}\"");
    let mut named = String::with_capacity(html.len() + 8 * field.len());
    let mut rest = html;
    while let Some(start) = rest.find(FORM) {
        let end = rest[start..].find('>').map_or(rest.len(), |length| start + length + 1);
        let (before, tag) = rest[..end].split_at(start);
        named.push_str(before);
        if tag.contains(POSTS) {
            if tag.contains(FILES) {
                named.push_str(&addressed(tag, made_for.key()));
            } else {
                named.push_str(tag);
                // A form that is sent once more brings along for whom it was made.
                let inside = rest[end..].split("</form>").next().unwrap_or_default();
                if !inside.contains(&own) {
                    named.push_str(&field);
                }
            }
        } else {
            named.push_str(tag);
        }
        rest = &rest[end..];
    }
    named.push_str(rest);
    named
}

/// The beginning of a form whose address says its owner; one without an address goes to that of its page.
fn addressed(tag: &str, key: &str) -> String {
    let owner = format!("{MADE_FOR}={}", encode(key));
    let Some(start) = tag.find(ACTION).map(|at| at + ACTION.len()) else {
        return tag.replacen(FORM, &format!("{}{ACTION}?{owner}\" ", FORM.trim_end()), 1);
    };
    let end = tag[start..].find('"').map_or(tag.len(), |length| start + length);
    let joint = if tag[start..end].contains('?') { "&amp;" } else { "?" };
    format!("{}{joint}{owner}{}", &tag[..end], &tag[end..])
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
        let again = format!("<form method=\"post\" action=\"/a\">{field}</form>");
        assert_eq!(name_owner(&again, &MadeFor::parse("12.3 甲")), again, "said already");
        let files = |tag: &str| {
            let named = name_owner(&format!("<form method=\"post\" {FILES}{tag}>x"), &MadeFor::parse("12.3 甲"));
            let (tag, inside) = named.split_once('>').unwrap();
            assert_eq!(inside, "x", "said in the address, and not once more");
            tag.replace(&format!(" method=\"post\" {FILES}"), "")
        };
        assert_eq!(files(" action=\"/a\" class=\"x\""), "<form action=\"/a?made-for=12.3\" class=\"x\"");
        assert_eq!(files(" action=\"/a?b=c&amp;d=e\""), "<form action=\"/a?b=c&amp;d=e&amp;made-for=12.3\"");
        assert_eq!(files(" class=\"x\""), "<form action=\"?made-for=12.3\" class=\"x\"");
        assert_eq!(name_owner("<p>no form</p>", &MadeFor::parse("1")), "<p>no form</p>");
    }
}
