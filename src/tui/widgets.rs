//! Small things that views are painted with.

pub(super) mod chart;
pub(super) mod gauge;
pub(super) mod line;
