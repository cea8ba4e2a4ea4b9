su2/best.toml: error: there is no file `su2/best.toml`
