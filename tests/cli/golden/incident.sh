according incident ../docs/examples/port.incident a*
according incident --json ../docs/examples/port.incident a4-union.html
according count --rule lowest --incident ../docs/examples/port.incident a*
according count --rule lowest --incident ../docs/examples/port.incident --event e-0000000000000000 a*
printf 'incident Nowhere\nplace Nosuchplaceatall\n' | according incident - a1-agency.txt
printf 'incident Nowhere\nperiod March\n' | according incident - a1-agency.txt
