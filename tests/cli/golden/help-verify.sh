according verify --help
