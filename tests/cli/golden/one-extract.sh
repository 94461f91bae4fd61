printf 'Officials said 12 people were killed in a fire in Oslo on 3 May 2015.\n' | according extract -
