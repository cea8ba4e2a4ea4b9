ref0/best.toml: error: there is no file `ref0/best.toml`
