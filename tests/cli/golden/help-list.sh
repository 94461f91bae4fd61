according list --help
