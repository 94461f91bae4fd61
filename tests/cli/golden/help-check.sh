according check --help
