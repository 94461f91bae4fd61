according agreement --help
