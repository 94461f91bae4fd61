according explain killed 1000 a*
