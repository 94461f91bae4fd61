according passages .
