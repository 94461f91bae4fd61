printf 'Nothing happened.\n' | according reconcile -
