according table --help
