//! A QR code as a drawing in the page: attributes only, nothing that the policy of the page would refuse.

use std::fmt::Write as _;

use fast_qr::qr::QRBuilder;
use leptos::prelude::*;

/// The clear space around, in modules, as the standard wants it.
const QUIET: usize = 4;

/// The code with its name for those who do not see it; nothing where the text is too long for one.
pub fn qr(text: &str, name: &'static str) -> Option<AnyView> {
    let (size, path) = drawn(text)?;
    let bounds = format!("0 0 {size} {size}");
    Some(
        view! {
            <svg class="qr" role="img" aria-label=name viewBox=bounds shape-rendering="crispEdges">
                <rect width="100%" height="100%" fill="#fff"/>
                <path d=path fill="#000"/>
            </svg>
        }
        .into_any(),
    )
}

/// The length of a side in modules, and the dark ones as squares.
fn drawn(text: &str) -> Option<(usize, String)> {
    let code = QRBuilder::new(text).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code[row][*column].value()) {
            let _infallible = write!(path, "M{} {}h1v1h-1z", column + QUIET, row + QUIET);
        }
    }
    Some((code.size + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::testing::render;

    #[test]
    fn a_code_has_its_corners_and_its_quiet_zone() {
        let (size, path) = drawn("otpauth://totp/Mingjian:wen?secret=GEZDGNBVGY3TQOJQ&issuer=Mingjian").unwrap();
        assert!(size > 2 * QUIET + 21, "{size}");
        // The finder pattern in the upper left corner begins where the quiet zone ends.
        assert!(path.starts_with("M4 4h1v1h-1zM5 4h") && !path.contains("M3 ") && !path.contains(" 3h"), "{path}");
        assert!(drawn(&"x".repeat(5_000)).is_none());
        let html = render(|| qr("x", "name").unwrap());
        assert!(html.contains("role=\"img\" aria-label=\"name\"") && !html.contains("style="), "{html}");
    }
}
