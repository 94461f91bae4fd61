according rules
echo
according rules --compare lowest,highest,latest,acled-style,ucdp-style,airwars-style,ibc-style a*
according rules a*
according rules --compare lowest,nothing a*
