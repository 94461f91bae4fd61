according passages --help
