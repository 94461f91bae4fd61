according gold --help
