according table ../docs/examples/rows.csv
echo
according table --csv ../docs/examples/rows.csv
for rule in lowest highest median mode latest best-source; do
  echo
  according table --csv --rule $rule ../docs/examples/rows.csv
done
echo
according table --rule latest ../docs/examples/rows.csv | head -1
according table --rule origin - <../docs/examples/rows.csv | head -1
