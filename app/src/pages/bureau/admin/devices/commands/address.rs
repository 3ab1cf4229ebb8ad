//! Where the page is.

use crate::pages::bureau::admin::devices::rows::device_address;

/// The page of a logger's commands.
pub fn commands_address(mn: &str) -> String {
    format!("{}/commands", device_address(mn))
}
