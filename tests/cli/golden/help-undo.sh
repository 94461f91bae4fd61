according undo --help
