ref0t/best.toml: error: there is no file `ref0t/best.toml`
