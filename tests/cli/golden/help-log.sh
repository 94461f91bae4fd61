according log --help
