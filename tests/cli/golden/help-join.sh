according join --help
