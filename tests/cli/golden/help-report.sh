according report --help
