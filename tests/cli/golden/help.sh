according --help
