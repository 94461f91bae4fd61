according report none.txt a1-agency.txt
