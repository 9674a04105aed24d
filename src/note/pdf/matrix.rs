//! Places on a page: the matrices of ISO 32000-1, 8.3.

/// The six numbers of a matrix in the order in which they are written: the ways of what runs to
/// the right and of what runs up, and the shift.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub [f32; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub(super) const fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// A matrix as written; `None` where it has not six numbers.
    pub(super) fn of(numbers: &[f32]) -> Option<Self> {
        numbers.try_into().ok().map(Self)
    }

    /// This one first, the other after it.
    pub(super) fn then(self, other: Self) -> Self {
        let [ax, ay, bx, by, x, y] = self.0;
        let (ax, ay) = other.way(ax, ay);
        let (bx, by) = other.way(bx, by);
        let (x, y) = other.way(x, y);
        let (dx, dy) = other.origin();
        Self([ax, ay, bx, by, x + dx, y + dy])
    }

    /// Where a way leads, without the shift.
    fn way(self, x: f32, y: f32) -> (f32, f32) {
        let [ax, ay, bx, by, ..] = self.0;
        (x * ax + y * bx, x * ay + y * by)
    }

    /// Where the origin goes.
    pub(super) const fn origin(self) -> (f32, f32) {
        let [.., x, y] = self.0;
        (x, y)
    }

    /// By how much heights grow.
    pub(super) fn height(self) -> f32 {
        let [_, _, x, y, ..] = self.0;
        x.hypot(y)
    }

    /// Where what runs to the right runs now: by how many degrees further to the left, in whole
    /// quarters, and whether that is its way but for a tenth.
    pub(super) fn quarter(self) -> (i64, bool) {
        let [x, y, ..] = self.0;
        let (degrees, along, across) = match (x.abs() >= y.abs(), x < 0.0, y < 0.0) {
            (true, false, _) => (0, x, y),
            (true, true, _) => (180, x, y),
            (false, _, false) => (90, y, x),
            (false, _, true) => (270, y, x),
        };
        (degrees, across.abs() < along.abs() * 0.1)
    }

    /// Shows a page of a size turned by quarters, as its `Rotate` says.
    pub(super) const fn turned(degrees: i64, width: f32, height: f32) -> Self {
        match degrees.rem_euclid(360) {
            90 => Self([0.0, -1.0, 1.0, 0.0, 0.0, width]),
            180 => Self([-1.0, 0.0, 0.0, -1.0, width, height]),
            270 => Self([0.0, 1.0, -1.0, 0.0, height, 0.0]),
            _ => Self::IDENTITY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_follow_each_other() {
        let scale = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::shift(1.0, 3.0).then(scale).origin(), (2.0, 6.0));
        assert_eq!(scale.then(Matrix::shift(1.0, 3.0)).origin(), (1.0, 3.0));
        assert!((scale.then(scale).height() - 4.0).abs() < f32::EPSILON);
    }

    #[test]
    fn a_turn_by_its_quarter_makes_a_text_run_to_the_right() {
        for (way, quarter) in [
            ((1.0, 0.05), (0, true)),
            ((0.0, 1.0), (90, true)),
            ((-2.0, 0.1), (180, true)),
            ((0.0, -1.0), (270, true)),
            ((1.0, 0.6), (0, false)),
            ((0.6, -1.0), (270, false)),
        ] {
            let text = Matrix([way.0, way.1, -way.1, way.0, 30.0, 40.0]);
            assert_eq!(text.quarter(), quarter, "{way:?}");
            let turned = text.then(Matrix::turned(quarter.0, 0.0, 0.0));
            assert_eq!(turned.quarter(), (0, quarter.1), "{way:?}");
        }
    }

    #[test]
    fn turned_pages_are_shown_upright() {
        // Text that runs up the paper, on a page that is shown turned by a quarter.
        let up = Matrix([0.0, 1.0, -1.0, 0.0, 100.0, 50.0]);
        assert_eq!(up.quarter(), (90, true));
        let shown = up.then(Matrix::turned(90, 600.0, 800.0));
        assert_eq!(shown.quarter(), (0, true));
        assert_eq!(shown.origin(), (50.0, 500.0));
        for degrees in [0, 180, 270, -90, 45] {
            let corner = Matrix::shift(0.0, 0.0).then(Matrix::turned(degrees, 600.0, 800.0));
            let (x, y) = corner.origin();
            assert!((0.0..=800.0).contains(&x) && (0.0..=800.0).contains(&y));
        }
    }
}
