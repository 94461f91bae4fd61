according table
according table ../docs/examples/rows.csv ../docs/examples/rows.csv
according table --rule lowst ../docs/examples/rows.csv
according table --rule none.rule ../docs/examples/rows.csv
according table --hierarchy ../docs/examples/rows.csv ../docs/examples/rows.csv
according table --rule origin --hierarchy ../docs/examples/rows.csv ../docs/examples/rows.csv
printf 'object,value\n' | according table -
printf 'object,source,value,low\nS-01,r1,9,nine\n' | according table -
printf 'rule mine\nversion 1\ntitle Mine\nfor killed\n  value biggest\n' >"$TMPDIR/mine.rule"
according table --rule "$TMPDIR/mine.rule" ../docs/examples/rows.csv 2>&1 | sed "s|$TMPDIR|.|"
printf 'rule mine\nversion 1\ntitle Mine\nword dozens 24\nfor killed\n  value greatest\n' >"$TMPDIR/mine.rule"
according table --csv --rule "$TMPDIR/mine.rule" ../docs/examples/rows.csv
