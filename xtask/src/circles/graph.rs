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

/// Names that reach each other.
#[derive(Debug, PartialEq, Eq)]
pub struct Circle {
    /// All of them, in order. A way round through them is one of many, and another one as soon as an import changes; the
    /// set is the same until one is parted from it or joins it.
    pub names: Vec<String>,
    /// One short way round, with an example of each step.
    pub way: String,
}

/// Every set of names that reach each other.
pub fn circles(graph: &Graph) -> Vec<Circle> {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for name in graph.keys() {
        if told.contains(name.as_str()) {
            continue;
        }
        if let Some(way) = shortest(graph, name) {
            let others = reached(graph, name).into_iter();
            let mutual: BTreeSet<&str> = others.filter(|other| reached(graph, other).contains(name.as_str())).collect();
            told.extend(&mutual);
            found.push(Circle { names: mutual.into_iter().map(str::to_owned).collect(), way: show(graph, &way) });
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
    format!("{}: {}", way.join(" -> "), examples.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(arrows: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::new();
        for (from, to) in arrows {
            point(&mut graph, from, to, format!("{from} names {to}"));
        }
        graph
    }

    fn names(graph: &Graph) -> Vec<Vec<String>> {
        circles(graph).into_iter().map(|circle| circle.names).collect()
    }

    #[test]
    fn a_circle_is_the_set_of_its_names_whatever_ways_lead_round_it() {
        let long = graph(&[("a", "b"), ("b", "c"), ("c", "a"), ("a", "d"), ("d", "e")]);
        assert_eq!(names(&long), [["a", "b", "c"]]);
        // A shorter way round is no other circle.
        let with_a_short_cut = graph(&[("a", "b"), ("b", "c"), ("c", "a"), ("b", "a"), ("a", "d"), ("d", "e")]);
        assert_eq!(names(&with_a_short_cut), names(&long));
        assert_ne!(circles(&with_a_short_cut)[0].way, circles(&long)[0].way);
    }

    #[test]
    fn circles_that_do_not_reach_each_other_are_two() {
        let apart = graph(&[("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")]);
        assert_eq!(names(&apart), [["a", "b"], ["c", "d"]]);
    }
}
