according export --help
