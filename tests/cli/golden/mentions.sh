according mentions a1-agency.txt
