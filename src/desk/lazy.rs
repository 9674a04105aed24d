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
    /// The value, if it is made; does not wait for one that is being made.
    pub(super) fn ready(&self) -> Option<Arc<T>> {
        self.0.try_lock().ok()?.clone()
    }

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
}

/// Locks; what a panicking thread left is still a whole value here, since every write is one
/// assignment.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
