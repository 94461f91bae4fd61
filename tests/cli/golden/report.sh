according report a*
