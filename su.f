su/best.toml: error: there is no file `su/best.toml`
