//! Whether anything can come of what is printed.

/// Whether standard output leads nowhere: it was closed before the program began, or is a null device that is open in both
/// directions. The two look the same, since the runtime puts the second in the place of the first before anything else.
#[cfg(unix)]
pub(super) fn lead_nowhere() -> bool {
    use rustix::fs::OFlags;
    use std::os::unix::fs::MetadataExt;
    let out = std::io::stdout();
    let null = std::fs::metadata("/dev/null").map(|null| null.rdev());
    let (Ok(null), Ok(own)) = (null, rustix::fs::fstat(&out)) else { return false };
    let is_null = own.st_rdev == null && null != 0;
    is_null && rustix::fs::fcntl_getfl(&out).is_ok_and(|flags| flags.contains(OFlags::RDWR))
}

/// Elsewhere a closed stream refuses what is written to it.
#[cfg(not(unix))]
pub(super) fn lead_nowhere() -> bool {
    false
}
