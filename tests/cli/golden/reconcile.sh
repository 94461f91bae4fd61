according reconcile a*
