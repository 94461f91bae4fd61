according extract a1-agency.txt c1*
