according reread --help
