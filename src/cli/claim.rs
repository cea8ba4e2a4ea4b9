//! A folder of results that one run at a time writes into.

use std::fs;
use std::fs::File;
use std::fs::TryLockError;
use std::path::Path;
use std::path::PathBuf;

/// What says that somebody writes into a folder.
const LOCK: &str = ".apportion-lock";

/// Where answers of a batch wait, inside the folder of results.
pub(super) const PARTS: &str = "parts";

/// How the names of files begin that are not in their places yet.
pub(super) const BESIDE: &str = ".apportion-beside-";

/// A folder that this run alone writes into, for as long as this lives.
#[derive(Debug)]
pub(super) struct Claim {
    folder: PathBuf,
    lock: File,
}

impl Claim {
    /// Makes the folder where it does not exist, claims it, and sweeps up what a killed run has left half-written.
    ///
    /// # Errors
    /// In words: it is no folder and cannot be one, or another run writes into it.
    pub(super) fn on(folder: &Path) -> Result<Self, String> {
        let shown = folder.display();
        let cannot = |error: std::io::Error| format!("--out: {shown} cannot be written into: {error}");
        if folder.exists() && !folder.is_dir() {
            return Err(format!("--out: {shown} is no folder; allowed: a folder, or the name of a new one"));
        }
        fs::create_dir_all(folder).map_err(cannot)?;
        let lock = File::options().create(true).append(true).open(folder.join(LOCK)).map_err(cannot)?;
        match lock.try_lock() {
            // A run that has just ended has taken its lock away with it.
            Ok(()) if folder.join(LOCK).exists() => {}
            Ok(()) | Err(TryLockError::WouldBlock) => {
                return Err(format!(
                    "--out: another run writes into {shown}; allowed: another folder, or later"
                ));
            }
            // Some file systems know no locks: then nobody can be kept out.
            Err(TryLockError::Error(_)) => {}
        }
        sweep(folder);
        sweep(&folder.join(PARTS));
        Ok(Self { folder: folder.to_owned(), lock })
    }
}

/// Does away with what a killed run has left half-written.
fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let is_left =
        |entry: &fs::DirEntry| entry.file_name().to_str().is_some_and(|name| name.starts_with(BESIDE));
    for left in entries.filter(is_left) {
        drop(fs::remove_file(left.path()));
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        give_up(&self.folder);
        drop(self.lock.unlock());
    }
}

/// Takes away what a claim has put into a folder; a folder in which nothing else was put is not left behind.
pub(super) fn give_up(folder: &Path) {
    drop(fs::remove_file(folder.join(LOCK)));
    drop(fs::remove_dir(folder));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_run_at_a_time_writes_into_a_folder() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("results");
        let first = Claim::on(&folder).unwrap();
        assert!(Claim::on(&folder).unwrap_err().contains("another run writes into"));
        drop(first);
        assert!(!folder.exists(), "nothing was put there");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(format!("{BESIDE}x")), "half").unwrap();
        fs::write(folder.join("mine"), "whole").unwrap();
        drop(Claim::on(&folder).unwrap());
        let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["mine"]);
        assert!(Claim::on(&folder.join("mine")).unwrap_err().contains("is no folder"));
    }
}
