according rules --help
