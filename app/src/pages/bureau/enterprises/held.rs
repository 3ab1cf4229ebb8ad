//! What the register has of an enterprise that is not for everybody: its treatment facilities, and who answers for it.

use domain::fixed::Micro;
use domain::lang::Lang;
use domain::person::Duty;
use leptos::prelude::*;
use rust_decimal::Decimal;
use services::bureau::{EnterpriseFile, Person, Treatment};

use crate::number::grouped_decimal;
use crate::pages::parts::chinese;
use crate::texts::bureau_enterprises as texts;
use crate::ui::summary_list::{Fact, SummaryList};

/// The section; nothing where the register has neither.
pub fn view(lang: Lang, file: &EnterpriseFile) -> Option<impl IntoView + use<>> {
    let persons = file.persons.iter().map(|person| self::person(lang, person));
    let facts: Vec<Fact> = persons.chain(file.treatments.iter().map(|one| treatment(lang, one))).collect();
    (!facts.is_empty()).then(|| {
        view! {
            <section aria-labelledby="held" class="flow">
                <h2 id="held">{texts::held(lang)}</h2>
                <p class="small">{texts::held_what(lang)}</p>
                <SummaryList facts/>
            </section>
        }
    })
}

fn person(lang: Lang, Person { duty, name, phone }: &Person) -> Fact {
    let duty = match duty {
        Duty::LegalRepresentative => texts::legal_representative(lang),
        Duty::Manager => texts::manager(lang),
        Duty::EnvironmentalOfficer => texts::environmental_officer(lang),
    };
    let (name, phone) = (name.clone(), phone.clone());
    Fact::new(duty, view! { <span lang=chinese(lang)>{name}</span> " " <span class="code">{phone}</span> })
}

fn treatment(lang: Lang, Treatment { code, name, process, capacity }: &Treatment) -> Fact {
    let said = |(capacity, unit): &(Micro, String)| {
        texts::built_for(lang, grouped_decimal(&Decimal::from(*capacity).normalize().to_string()), unit)
    };
    let name = [name, process].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join("，");
    let built_for = capacity.as_ref().map(said);
    Fact::new(code, view! { <span lang=chinese(lang)>{name}</span> " " <span class="small">{built_for}</span> })
}
