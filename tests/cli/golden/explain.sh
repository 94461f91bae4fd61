according explain killed 14 a*
