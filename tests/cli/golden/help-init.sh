according init --help
