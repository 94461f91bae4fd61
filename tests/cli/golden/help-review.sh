according review --help
