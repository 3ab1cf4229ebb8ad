//! Circles in a small graph.

use std::collections::{BTreeMap, BTreeSet};

/// For each name the names that it points to, each with one example.
pub type Graph = BTreeMap<String, BTreeMap<String, String>>;

/// Lets one name point to another; the first example is kept.
pub fn point(graph: &mut Graph, from: &str, to: &str, example: String) {
    if from != to {
        graph.entry(from.to_owned()).or_default().entry(to.to_owned()).or_insert(example);
    }
}

/// One shortest circle for each set of names that reach each other.
pub fn circles(graph: &Graph) -> Vec<String> {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for name in graph.keys() {
        if told.contains(name.as_str()) {
            continue;
        }
        if let Some(way) = shortest(graph, name) {
            let mutual = reached(graph, name).into_iter().filter(|other| reached(graph, other).contains(name.as_str()));
            told.extend(mutual);
            found.push(show(graph, &way));
        }
    }
    found
}

/// The shortest way from a name back to itself.
fn shortest<'a>(graph: &'a Graph, name: &'a str) -> Option<Vec<&'a str>> {
    let mut ways = vec![vec![name]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let last = way.last().copied()?;
            for next in graph.get(last).into_iter().flat_map(BTreeMap::keys) {
                let on = way.iter().copied().chain([next.as_str()]).collect();
                if next == name {
                    return Some(on);
                }
                if seen.insert(next) {
                    longer.push(on);
                }
            }
        }
        ways = longer;
    }
    None
}

fn reached<'a>(graph: &'a Graph, name: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open = vec![name.to_owned()];
    while let Some(name) = open.pop() {
        for next in graph.get(&name).into_iter().flat_map(BTreeMap::keys) {
            if found.insert(next.as_str()) {
                open.push(next.clone());
            }
        }
    }
    found
}

fn show(graph: &Graph, way: &[&str]) -> String {
    let examples = way.windows(2).filter_map(|step| graph.get(step[0])?.get(step[1]).map(String::as_str));
    format!("{} ({})", way.join(" -> "), examples.collect::<Vec<_>>().join("; "))
}
