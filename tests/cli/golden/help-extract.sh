according extract --help
