//! What modules keep in the memory of the process.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// Something that a module keeps in memory for the whole portal: one of each type, made when it is first asked for. Its
/// clones are one thing.
///
/// What must survive a restart, or be seen by another process, is no part: it belongs into the store.
pub trait Part: Any + Clone + Default + Send + Sync {}

/// The parts of a portal by their type. All clones are one set.
#[derive(Clone, Default)]
pub(super) struct Parts(Arc<RwLock<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>>);

impl Parts {
    pub(super) fn get<T: Part>(&self) -> T {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&TypeId::of::<T>()).cloned();
        let part = known.unwrap_or_else(|| {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            // Somebody else may have made it since.
            all.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default())).clone()
        });
        part.downcast_ref::<T>().cloned().unwrap_or_default()
    }

    /// A set of its own: the same parts as far as there are any yet, but for this one.
    pub(super) fn with<T: Part>(&self, part: T) -> Self {
        let mut all = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        all.insert(TypeId::of::<T>(), Arc::new(part));
        Self(Arc::new(RwLock::new(all)))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Clone, Default)]
    struct Count(Arc<AtomicUsize>);
    impl Part for Count {}

    #[derive(Clone, Default, PartialEq, Debug)]
    struct Name(&'static str);
    impl Part for Name {}

    #[test]
    fn a_part_is_made_once_and_is_the_same_for_all() {
        let parts = Parts::default();
        parts.get::<Count>().0.fetch_add(1, Ordering::Relaxed);
        parts.clone().get::<Count>().0.fetch_add(1, Ordering::Relaxed);
        assert_eq!(parts.get::<Count>().0.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn another_part_in_its_place_changes_no_other_set() {
        let parts = Parts::default();
        let count = parts.get::<Count>();
        let named = parts.with(Name("other"));
        assert_eq!((parts.get(), named.get()), (Name(""), Name("other")));
        count.0.fetch_add(1, Ordering::Relaxed);
        assert_eq!(named.get::<Count>().0.load(Ordering::Relaxed), 1, "the rest is still shared");
    }
}
