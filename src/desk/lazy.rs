//! Values made on first use, by whichever thread comes first.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::DeskError;

/// A value that is made on first use and shared from then on.
///
/// A failed attempt leaves nothing behind: the next call tries again.
pub(super) struct Lazy<T>(Mutex<Option<Arc<T>>>);

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Lazy<T> {
    /// The value, made by `make` where there is none yet; other callers wait meanwhile.
    pub(super) fn get(
        &self,
        make: impl FnOnce() -> Result<T, DeskError>,
    ) -> Result<Arc<T>, DeskError> {
        let mut slot = lock(&self.0);
        if let Some(value) = &*slot {
            return Ok(Arc::clone(value));
        }
        let value = Arc::new(make()?);
        *slot = Some(Arc::clone(&value));
        Ok(value)
    }

    /// Puts another value in its place; who has the old one keeps it.
    pub(super) fn put(&self, value: Arc<T>) {
        *lock(&self.0) = Some(value);
    }

    /// Drops the value, so that the next call makes it anew.
    pub(super) fn clear(&self) {
        *lock(&self.0) = None;
    }

    /// Drops a value that is no longer good, unless there is another by now.
    pub(super) fn forget(&self, value: &Arc<T>) {
        let mut slot = lock(&self.0);
        if slot.as_ref().is_some_and(|held| Arc::ptr_eq(held, value)) {
            *slot = None;
        }
    }
}

/// Locks; what a panicking thread left is still a whole value here, since every write is one
/// assignment.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_and_again_when_it_was_forgotten() {
        let lazy = Lazy::default();
        let first = lazy.get(|| Ok(1)).unwrap();
        assert_eq!(*lazy.get(|| Ok(2)).unwrap(), 1);
        lazy.forget(&first);
        let second = lazy.get(|| Ok(2)).unwrap();
        assert_eq!(*second, 2);
        lazy.forget(&first);
        assert_eq!(*lazy.get(|| Ok(3)).unwrap(), 2);
    }

    #[test]
    fn a_failed_attempt_leaves_nothing_behind() {
        let lazy = Lazy::default();
        let failed = lazy.get(|| {
            Err(DeskError::NoLibrary {
                path: "gone".into(),
            })
        });
        assert!(failed.is_err());
        assert_eq!(*lazy.get(|| Ok(1)).unwrap(), 1);
    }
}
