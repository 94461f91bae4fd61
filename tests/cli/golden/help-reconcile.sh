according reconcile --help
