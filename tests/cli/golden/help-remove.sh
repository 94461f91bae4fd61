according remove --help
