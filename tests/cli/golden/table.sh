according table rows.csv
echo
according table --csv rows.csv
for rule in lowest highest median mode latest best-source; do
  echo
  according table --csv --rule $rule rows.csv
done
echo
according table --rule latest rows.csv | head -1
according table --rule origin - <rows.csv | head -1
