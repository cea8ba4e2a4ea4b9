//! How much memory draws may use.

use sysinfo::MemoryRefreshKind;
use sysinfo::System;

/// Where the machine does not say what it has.
const OTHERWISE: u64 = 4_000_000_000;

/// The bytes that were typed, else four fifths of what the machine has: the rest is for the answer itself, and for
/// everything else that runs on it. A container has what its control group allows it.
pub(super) fn usable(typed: Option<u64>) -> u64 {
    typed.unwrap_or_else(|| {
        let mut system = System::new();
        system.refresh_memory_specifics(MemoryRefreshKind::nothing().with_ram());
        let allowed = system.cgroup_limits().map_or(u64::MAX, |limits| limits.total_memory);
        match system.total_memory().min(allowed) {
            0 => OTHERWISE,
            total => total / 5 * 4,
        }
    })
}
