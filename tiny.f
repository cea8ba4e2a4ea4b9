tiny/best.toml: error: there is no file `tiny/best.toml`
