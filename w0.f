w0/best.toml: error: there is no file `w0/best.toml`
