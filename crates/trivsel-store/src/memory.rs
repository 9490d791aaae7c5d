//! What whoever works on an open database remembers of it: it comes and goes with the database, so that two of them in one program never
//! know anything of each other. What is in it is theirs; the store only keeps it.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// One value of each type somebody asked for. Cheap to clone; clones share it.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>>);

impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// The value of this type, made the first time it is asked for.
    pub(crate) fn of<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = all.entry(TypeId::of::<T>()).or_insert_with(|| Arc::new(T::default()));
        // Under its own type stands nothing else.
        Arc::clone(made).downcast().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Mutex;

    use super::Memory;

    #[test]
    fn each_type_has_one_value_and_each_memory_its_own() {
        let memory = Memory::default();
        *memory.clone().of::<Mutex<u8>>().lock().unwrap() = 7;
        assert_eq!(*memory.of::<Mutex<u8>>().lock().unwrap(), 7);
        assert_eq!(*memory.of::<Mutex<u16>>().lock().unwrap(), 0);
        assert_eq!(*Memory::default().of::<Mutex<u8>>().lock().unwrap(), 0);
    }
}
