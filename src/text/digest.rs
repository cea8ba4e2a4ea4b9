//! Fingerprints of bytes, as people compare them.

use sha2::Digest;
use sha2::Sha256;

/// The SHA-256 of some bytes in lower-case hexadecimal, as `sha256sum` prints it.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
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
}
