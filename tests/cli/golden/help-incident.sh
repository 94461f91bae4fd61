according incident --help
