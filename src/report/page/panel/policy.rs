//! What a browser is told to refuse.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::Digest;
use sha2::Sha256;

/// Whatever is not on the page already.
const STILL: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The policy of a page: nothing is run on it but one script, if there is one, and what that makes of the page's own text.
pub(in crate::report::page) fn policy(script: Option<&str>) -> String {
    script.map_or_else(
        || STILL.to_owned(),
        |script| {
            let fingerprint = BASE64_STANDARD.encode(Sha256::digest(script));
            format!("{STILL}; script-src 'sha256-{fingerprint}' 'wasm-unsafe-eval'; worker-src blob:")
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_named_by_its_fingerprint() {
        // `printf "alert('Hello, world.');" | openssl dgst -sha256 -binary | openssl base64`, as the standard has it.
        let hello = "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        let policy = policy(Some("alert('Hello, world.');"));
        assert!(
            policy.ends_with(&format!("; script-src 'sha256-{hello}' 'wasm-unsafe-eval'; worker-src blob:"))
        );
        assert!(!policy.replace("style-src 'unsafe-inline'", "").contains("'unsafe-"), "{policy}");
    }
}
