//! Names that systems give, which need be no text.

use std::ffi::OsStr;

/// A name as text. Bytes that are none stand as `\\xff`, so that two names stay two.
#[must_use]
pub fn name_of(name: &OsStr) -> String {
    let mut out = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        out += chunk.valid();
        chunk.invalid().iter().for_each(|byte| out += &format!("\\x{byte:02x}"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(unix)]
    use std::os::unix::ffi::OsStrExt;

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_different() {
        assert_eq!(name_of(OsStr::new("é")), "é");
        assert_eq!(name_of(OsStr::from_bytes(b"a\xff\xfeb")), "a\\xff\\xfeb");
        assert_eq!(name_of(OsStr::from_bytes(b"\xe2\x82")), "\\xe2\\x82", "a letter cut short");
    }
}
