//! Random numbers that are the same on every machine.
//!
//! `ChaCha` with eight rounds gives the bits; `libm`, which is software, gives logarithm and
//! cosine, because those of the platform differ in the last place.

use std::f64::consts::TAU;

use libm::{cos, log, sin, sqrt};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// One stream of random numbers. Each series has its own, so that a new series leaves the
/// others as they were.
pub(super) struct Noise {
    source: ChaCha8Rng,
    spare: Option<f64>,
}

impl Noise {
    /// The stream of this name for this seed.
    pub(super) fn new(seed: u64, name: &str) -> Self {
        let mut key = [0; 32];
        let parts = seed
            .to_le_bytes()
            .into_iter()
            .chain(hash(name).to_le_bytes());
        for (slot, byte) in key.iter_mut().zip(parts) {
            *slot = byte;
        }
        Self {
            source: ChaCha8Rng::from_seed(key),
            spare: None,
        }
    }

    /// Even between 0 and 1, neither included.
    pub(super) fn uniform(&mut self) -> f64 {
        ((self.source.next_u64() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    /// Normal with mean 0 and variance 1 (Box and Muller 1958).
    pub(super) fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = sqrt(-2.0 * log(self.uniform()));
        let angle = TAU * self.uniform();
        self.spare = Some(radius * sin(angle));
        radius * cos(angle)
    }

    /// Mean 0, variance 1 and the fat tails of daily returns: one day in ten is of twice the
    /// usual size, which makes a kurtosis near 4; nothing is larger than 3.4.
    pub(super) fn shock(&mut self) -> f64 {
        let size = if self.uniform() < 0.1 { 1.8 } else { 0.867 };
        (size * self.normal()).clamp(-3.4, 3.4)
    }

    /// Three numbers between -1 and 1, each a sum of two even ones; cheap, for the shape of bars.
    pub(super) fn triangles(&mut self) -> [f64; 3] {
        const PART: u64 = (1 << 10) - 1;
        let bits = self.source.next_u64();
        [0, 20, 40].map(|shift| {
            let (one, other) = ((bits >> shift) & PART, (bits >> (shift + 10)) & PART);
            (one + other) as f64 / PART as f64 - 1.0
        })
    }
}

/// FNV-1a, which will not change under us as the standard hasher may.
pub(super) fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(mut draw: impl FnMut() -> f64) -> (f64, f64, f64) {
        let values: Vec<f64> = (0..20_000).map(|_| draw()).collect();
        let moment = |power| values.iter().map(|v| libm::pow(*v, power)).sum::<f64>() / 20_000.0;
        (moment(1.0), moment(2.0), moment(4.0))
    }

    #[test]
    fn the_stream_is_fixed_for_seed_and_name() {
        let first = |seed, name| Noise::new(seed, name).uniform();
        assert_eq!(first(1, "SPX").to_bits(), first(1, "SPX").to_bits());
        assert_ne!(first(1, "SPX").to_bits(), first(1, "NDX").to_bits());
        assert_ne!(first(1, "SPX").to_bits(), first(2, "SPX").to_bits());
    }

    #[test]
    fn normals_are_normal() {
        let mut noise = Noise::new(1, "test");
        let (mean, variance, fourth) = moments(|| noise.normal());
        assert!(mean.abs() < 0.02, "{mean}");
        assert!((variance - 1.0).abs() < 0.03, "{variance}");
        assert!((fourth - 3.0).abs() < 0.3, "{fourth}");
    }

    #[test]
    fn shocks_have_fat_tails() {
        let mut noise = Noise::new(1, "test");
        let (mean, variance, fourth) = moments(|| noise.shock());
        assert!(mean.abs() < 0.02, "{mean}");
        assert!((variance - 1.0).abs() < 0.05, "{variance}");
        assert!((3.2..5.5).contains(&fourth), "{fourth}");
    }

    #[test]
    fn triangles_stay_within_one() {
        let mut noise = Noise::new(1, "test");
        for _ in 0..1000 {
            assert!(
                noise
                    .triangles()
                    .iter()
                    .all(|value| (-1.0..=1.0).contains(value))
            );
        }
    }
}
