w1/best.toml: error: there is no file `w1/best.toml`
