according diff --help
