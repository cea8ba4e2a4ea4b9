h0/best.toml: error: there is no file `h0/best.toml`
