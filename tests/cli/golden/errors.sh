according
according extrct
according extract
according extract --threads 0 a1-agency.txt
according report --working a1-agency.txt
according explain killed 147
according extract none.txt
