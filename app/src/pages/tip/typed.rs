//! What a reporter typed, as it came, so that a refused form gives it back.

use services::FormKey;

/// The fields of the form. No `Debug`: nothing of a tip-off is for a log.
#[derive(Clone)]
pub struct Typed {
    /// The form's key. Photos that have arrived wait under it.
    pub form: FormKey,
    pub text: String,
    pub kind: String,
    pub when: String,
    /// The enterprise in words.
    pub company: String,
    /// The credit code of the enterprise that was chosen.
    pub enterprise: String,
    pub place: String,
    pub position: String,
    pub contact: String,
    /// The position lies outside of the city, and its reporter says that it is right.
    pub far: bool,
    /// The form came back to look for the enterprise, not to be filed.
    pub finds: bool,
    /// The marks of those photos that wait and are to be taken out.
    pub dropped: Vec<String>,
}

impl Typed {
    /// An empty form.
    pub fn blank() -> Self {
        let none = String::new;
        Self {
            form: FormKey::generate(),
            text: none(),
            kind: none(),
            when: none(),
            company: none(),
            enterprise: none(),
            place: none(),
            position: none(),
            contact: none(),
            far: false,
            finds: false,
            dropped: Vec::new(),
        }
    }

    /// Puts a field in its place. What is not a field of the form is not looked at.
    pub fn put(&mut self, name: &str, value: String) {
        match name {
            // A key that cannot be ours makes a new form of it.
            "form" => self.form = FormKey::parse(&value).unwrap_or_else(FormKey::generate),
            "text" => self.text = value,
            "kind" => self.kind = value,
            "when" => self.when = value,
            "company" => self.company = value,
            "enterprise" => self.enterprise = value,
            "place" => self.place = value,
            "position" => self.position = value,
            "contact" => self.contact = value,
            "far" => self.far = value == "yes",
            "do" => self.finds = value == "find",
            "drop" => self.dropped.push(value),
            _ => {}
        }
    }
}
