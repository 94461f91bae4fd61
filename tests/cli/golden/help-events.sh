according events --help
