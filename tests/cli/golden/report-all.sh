according report --all .
