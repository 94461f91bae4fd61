according sources a* b*
printf 'source,rank,mine\nPONTIC NEWS AGENCY,3,x\nthe port authority,9,y\n' >"$TMPDIR/s.csv"
according count --rule best-source --sources "$TMPDIR/s.csv" a*
according rules --compare lowest,best-source --sources "$TMPDIR/s.csv" a*
cd "$TMPDIR"
printf 'name,rank\nx,1\n' >s.csv
according count --rule best-source --sources s.csv "$OLDPWD/a1-agency.txt"
printf 'source,rank\nx,high\n' >s.csv
according count --rule best-source --sources s.csv "$OLDPWD/a1-agency.txt"
printf 'source,rank\nx,1\ny,2\nX,1\n' >s.csv
according count --rule best-source --sources s.csv "$OLDPWD/a1-agency.txt"
