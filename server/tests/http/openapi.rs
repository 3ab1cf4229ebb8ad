//! The description of the interface.

use serde_json::Value;

use super::world::World;

#[tokio::test]
async fn describes_every_address_with_a_sentence_and_an_answer() {
    let world = World::new().await;
    let description = world.get("/api/v1/openapi.json").await.json();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"), "{}", description["openapi"]);
    assert_eq!(description["servers"][0]["url"], "/api/v1");
    let paths = description["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 23);
    for (path, item) in paths {
        for (method, done) in item.as_object().unwrap() {
            assert!(done["summary"].as_str().is_some_and(|text| !text.is_empty()), "{method} {path}");
            let done_well = ["200", "201"].into_iter().find(|code| done["responses"][code]["content"].is_object());
            assert!(done_well.is_some(), "{method} {path}");
            assert!(done["tags"].is_array(), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let world = World::new().await;
    let description = world.get("/api/v1/openapi.json").await.json();
    let mut references = Vec::new();
    collect(&description, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(description.pointer(pointer).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn every_required_field_of_the_answers_is_described_as_sent() {
    let world = World::new().await;
    let description = world.get("/api/v1/openapi.json").await.json();
    let measurement = &description["components"]["schemas"]["Measurement"]["properties"];
    let sent = world.get(&format!("{}/latest", super::world::WORKS)).await.json();
    for field in sent["items"][0].as_object().unwrap().keys() {
        assert!(measurement[field].is_object(), "{field} is sent and not described");
    }
    assert_eq!(measurement["value"]["example"], 0.62);
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            references.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| collect(field, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}

#[tokio::test]
async fn every_enumeration_has_the_words_of_the_answers() {
    fn words<T: serde::Serialize>(all: &[T]) -> Vec<Value> {
        all.iter().map(|one| serde_json::to_value(one).unwrap()).collect()
    }
    let sent = [
        ("Interval", words(domain::measurement::Interval::ALL)),
        ("ManagementClass", words(domain::enterprise::ManagementClass::ALL)),
        ("Averaging", words(domain::limit::Averaging::ALL)),
        ("OutletKind", words(domain::outlet::OutletKind::ALL)),
        ("EventEnd", words(domain::exceedance::EventEnd::ALL)),
        ("Ground", words(domain::exceedance::Ground::ALL)),
        ("MadeBy", words(domain::exceedance::MadeBy::ALL)),
        ("MarkKind", words(domain::mark::MarkKind::ALL)),
        ("Discharge", words(domain::outlet::Discharge::ALL)),
        ("ViolationKind", words(domain::case::ViolationKind::ALL)),
        ("CaseStatus", words(domain::case::CaseStatus::ALL)),
        ("Measure", words(domain::case::Measure::ALL)),
        ("Sanction", words(domain::case::Sanction::ALL)),
        ("Gravity", words(domain::case::Gravity::ALL)),
        ("Withdrawal", words(domain::case::Withdrawal::ALL)),
        ("TipStatus", words(domain::tip::TipStatus::ALL)),
        ("DeclarationStatus", words(domain::declaration::DeclarationStatus::ALL)),
        ("Certainty", words(domain::source::Certainty::ALL)),
        ("FormerKind", words(domain::enterprise::FormerKind::ALL)),
        ("Scope", words(domain::access::Scope::ALL)),
        ("Method", words(domain::declaration::Method::ALL)),
        // The interface's own, in the words that `rest.rs` expects of its answers.
        ("RecordState", words(&["clean", "attention", "violation", "unfiled", "no-record"])),
        (
            "UnfiledReason",
            words(&[
                "before-portal",
                "before-entry",
                "not-due",
                "undetermined",
                "running",
                "open",
                "late",
                "closed",
                "ceased",
            ]),
        ),
        ("Monitoring", words(&["online", "silent", "none", "trial"])),
    ];
    let world = World::new().await;
    let description = world.get("/api/v1/openapi.json").await.json();
    let schemas = description["components"]["schemas"].as_object().unwrap();
    let mut seen = 0;
    for (name, schema) in schemas {
        let Some(described) = schema["enum"].as_array() else { continue };
        let known = sent.iter().find(|(of, _)| of == name);
        let (_, words) = known.unwrap_or_else(|| panic!("say in this test which words {name} sends"));
        assert_eq!(described, words, "{name}");
        seen += 1;
    }
    assert!(seen > 5, "{seen}");
}

#[tokio::test]
async fn the_server_is_named_where_its_address_is_known() {
    let world = World::new().await;
    let ctx = world.bench.ctx.clone().with_public_url(Some("https://mingjian.example/"));
    let settings = server::http::Settings::new(None, None).unwrap();
    let router = server::http::portal(&ctx, &settings, &world.stop).unwrap();
    let world = World { router, ..world };
    let description = world.get("/api/v1/openapi.json").await.json();
    assert_eq!(description["servers"][0]["url"], "https://mingjian.example/api/v1");
    assert!(world.get("/data").await.text().contains("https://mingjian.example/api/v1/enterprises?q="));
}

#[tokio::test]
async fn what_was_not_judged_is_told_apart_from_what_is_within() {
    let world = World::new().await;
    let description = world.get("/api/v1/openapi.json").await.json();
    let fields = &description["components"]["schemas"]["Measurement"]["properties"];
    for field in ["over", "judged"] {
        assert_eq!(fields[field]["type"], "boolean", "{field}");
    }
}
