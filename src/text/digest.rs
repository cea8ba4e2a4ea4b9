//! Fingerprints of bytes, as people compare them.

use sha2::Digest;
use sha2::Sha256;
use std::fmt;

/// The SHA-256 of some bytes in lower-case hexadecimal, as `sha256sum` prints it.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    let mut fingerprint = Fingerprint::default();
    fingerprint.add(bytes);
    fingerprint.hex()
}

/// The SHA-256 of bytes that come piece by piece.
#[derive(Clone, Default)]
pub struct Fingerprint {
    so_far: Sha256,
    bytes: u64,
}

impl Fingerprint {
    /// Takes the next piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.so_far.update(piece);
        self.bytes += piece.len() as u64;
    }

    /// How many bytes there were.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What [`sha256`] says of all of them together.
    #[must_use]
    pub fn hex(&self) -> String {
        self.so_far.clone().finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fingerprint").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_examples_come_out() {
        // FIPS 180-4, appendix: the message `abc`.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert!(sha256(b"").starts_with("e3b0c44298fc1c14"));
    }

    #[test]
    fn pieces_have_the_fingerprint_of_the_whole() {
        let mut fingerprint = Fingerprint::default();
        for piece in ["a", "", "bc"] {
            fingerprint.add(piece.as_bytes());
        }
        assert_eq!((fingerprint.hex(), fingerprint.bytes()), (sha256(b"abc"), 3));
    }
}
