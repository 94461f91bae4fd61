printf 'Nothing happened.\n' | according report -
