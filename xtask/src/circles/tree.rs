//! The modules of a crate, and what each names.

use super::graph::{self, Circle, Graph};
use super::names::Names;
use std::collections::BTreeMap;
use std::path::Path;

/// A module, from the root of its crate: `["tips", "bureau"]`.
pub type Module = Vec<String>;

/// How often a name may be handed on before it is taken for one that goes round.
const DEEPEST: usize = 8;

/// All modules of a crate that have files.
#[derive(Default)]
pub struct Crate {
    modules: BTreeMap<Module, Names>,
}

/// The module that a file of `src/` holds.
pub fn module_of(file: &Path) -> Option<Module> {
    let stem = file.to_str()?.strip_suffix(".rs")?;
    let mut module: Module = stem.split('/').map(str::to_owned).collect();
    if matches!(module.last()?.as_str(), "mod" | "lib" | "main") {
        module.pop();
    }
    Some(module)
}

impl Crate {
    /// Adds what a file says. A program and the library beside it are one crate here.
    pub fn add(&mut self, module: Module, names: Names) {
        let all = self.modules.entry(module).or_default();
        all.children.extend(names.children);
        all.used.extend(names.used);
        all.handed_on.extend(names.handed_on);
    }

    /// Every circle among the children of one module, with the name of that parent.
    pub fn circles(&self) -> Vec<(String, Circle)> {
        let mut levels: BTreeMap<Module, Graph> = BTreeMap::new();
        for (from, names) in &self.modules {
            for path in &names.used {
                let Some(to) = self.resolve(from, path, DEEPEST) else { continue };
                let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
                if let (Some(left), Some(right)) = (from.get(shared), to.get(shared)) {
                    let example = format!("{} names {}", from.join("/"), path.join("::"));
                    graph::point(levels.entry(from[..shared].to_vec()).or_default(), left, right, example);
                }
            }
        }
        let told = |(parent, graph): (&Module, &Graph)| {
            let parent = if parent.is_empty() { "the root".to_owned() } else { parent.join("/") };
            graph::circles(graph).into_iter().map(move |circle| (parent.clone(), circle)).collect::<Vec<_>>()
        };
        levels.iter().flat_map(told).collect()
    }

    /// The module in which the last name of a path is defined; none if the path leads out of the crate.
    fn resolve(&self, from: &Module, path: &[String], most: usize) -> Option<Module> {
        let (first, mut rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "crate" => Module::new(),
            "self" => from.clone(),
            "super" => parent(from)?,
            child if self.is_child(from, child) => {
                rest = path;
                from.clone()
            }
            _ => return None,
        };
        while let Some((next, after)) = rest.split_first() {
            if next == "super" {
                at = parent(&at)?;
            } else if self.is_child(&at, next) {
                at.push(next.clone());
            } else {
                return Some(self.origin(&at, next, most).unwrap_or(at));
            }
            rest = after;
        }
        Some(at)
    }

    /// Where a name comes from that a module hands on.
    fn origin(&self, module: &Module, name: &str, most: usize) -> Option<Module> {
        let handed_on = &self.modules.get(module)?.handed_on;
        let (_, path) = handed_on.iter().find(|(handed, _)| handed == name)?;
        self.resolve(module, path, most.checked_sub(1)?)
    }

    fn is_child(&self, module: &Module, name: &str) -> bool {
        self.modules.get(module).is_some_and(|names| names.children.iter().any(|child| child == name))
    }
}

fn parent(module: &Module) -> Option<Module> {
    let (_, above) = module.split_last()?;
    Some(above.to_vec())
}

#[cfg(test)]
mod tests {
    use super::super::names;
    use super::*;

    fn circles(files: &[(&str, &str)]) -> Vec<(String, Circle)> {
        let mut all = Crate::default();
        for (file, text) in files {
            all.add(module_of(Path::new(file)).unwrap(), names::of(text).unwrap());
        }
        all.circles()
    }

    #[test]
    fn siblings_that_name_each_other_are_found_through_what_their_parents_hand_on() {
        let found = circles(&[
            ("lib.rs", "mod web; mod pages;"),
            ("web/mod.rs", "mod form; pub use form::Form;"),
            ("web/form.rs", "use crate::pages::error;"),
            ("pages/mod.rs", "pub mod error;"),
            ("pages/error.rs", "use crate::web::Form;"),
        ]);
        let names = ["pages", "web"].map(str::to_owned).to_vec();
        let way = "pages -> web -> pages: pages/error names crate::web::Form; web/form names crate::pages::error";
        assert_eq!(found, [("the root".to_owned(), Circle { names, way: way.to_owned() })]);
    }

    #[test]
    fn a_parent_and_its_child_are_no_circle() {
        let files = [("lib.rs", "mod a;"), ("a/mod.rs", "mod b; use b::B; pub struct A;"), ("a/b.rs", "use super::A;")];
        assert_eq!(circles(&files), []);
    }

    #[test]
    fn what_a_parent_hands_on_is_its_childs() {
        let found = circles(&[
            ("lib.rs", "mod a; mod b; pub use a::A; pub use b::B;"),
            ("a.rs", "use crate::B; pub struct A;"),
            ("b.rs", "use super::A; pub struct B;"),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
