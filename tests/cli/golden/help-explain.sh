according explain --help
