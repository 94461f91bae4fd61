according show --help
