according sources --help
