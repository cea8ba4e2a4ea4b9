refone/best.toml: error: there is no file `refone/best.toml`
