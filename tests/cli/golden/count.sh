according count --rule ucdp-style a*
according count --rule lowest --event e-0000000000000000 a*
according count a*
according count --rule origin a1-agency.txt
