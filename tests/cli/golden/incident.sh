according incident port.incident a*
according incident --json port.incident a4-union.html
according count --rule lowest --incident port.incident a*
according count --rule lowest --incident port.incident --event e-0000000000000000 a*
printf 'incident Nowhere\nplace Nosuchplaceatall\n' | according incident - a1-agency.txt
printf 'incident Nowhere\nperiod March\n' | according incident - a1-agency.txt
