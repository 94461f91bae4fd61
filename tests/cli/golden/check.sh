according check a* b* c*
according check --json b* | grep -v earliest
according check --all b*
