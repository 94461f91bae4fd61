according explain --rule ibc-style killed a*
according explain --rule acled-style killed --event e-0000000000000000 a*
according explain --rule lowest --incident ../docs/examples/port.incident injured a*
according explain --json --rule origin killed b1-commission.txt b3-paper.html b5-encyclopaedia.html
according explain --rule ucdp-style injured a*
according explain --event e-0000000000000000 killed 17 a*
