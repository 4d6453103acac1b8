//! How long to pause before the next attempt: exponential, with full jitter over the upper half,
//! after "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// The pause after `failures` failures in a row (from 1), at most `base` × 32.
pub(super) fn pause(base: Duration, failures: u32) -> Duration {
    let whole = base.saturating_mul(1 << failures.saturating_sub(1).min(5));
    whole.mul_f64(0.5 + 0.5 * chance())
}

/// A number from 0 to 1. The standard library seeds its hasher at random, which is all that jitter needs.
fn chance() -> f64 {
    let bits = RandomState::new().build_hasher().finish() >> 40;
    f64::from(u32::try_from(bits).expect("24 bits fit")) / f64::from(1 << 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_within_their_half() {
        for failures in 1..=10 {
            let whole = Duration::from_secs(1 << (failures - 1).min(5));
            let pause = pause(Duration::from_secs(1), failures);
            assert!(
                pause >= whole / 2 && pause <= whole,
                "{failures}: {pause:?}"
            );
        }
    }
}
