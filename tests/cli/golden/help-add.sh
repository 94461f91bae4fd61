according add --help
