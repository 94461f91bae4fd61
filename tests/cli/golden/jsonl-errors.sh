printf '7\n{"id":"a","text":"Two people were killed in Lima on 4 May 2011."}\n{"id":"b"}\n{"id":"a","text":"x"}\n' |
  according extract --jsonl
