hneg/best.toml: error: there is no file `hneg/best.toml`
