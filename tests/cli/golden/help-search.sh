according search --help
