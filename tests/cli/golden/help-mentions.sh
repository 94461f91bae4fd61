according mentions --help
