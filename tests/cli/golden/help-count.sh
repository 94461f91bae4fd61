according count --help
