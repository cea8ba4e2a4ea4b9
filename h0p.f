h0p/best.toml: error: there is no file `h0p/best.toml`
