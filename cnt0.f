cnt0/best.toml: error: there is no file `cnt0/best.toml`
