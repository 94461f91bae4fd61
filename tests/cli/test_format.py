#!/usr/bin/env python3
"""Every line of every command as the interchange format has it, checked by the collection's own
checker where that lies beside the project."""
from support import *

CHECKER = os.path.join(os.path.dirname(ROOT), 'shared', 'eval', 'score_format.py')


class Format(Case):
    def test_examples(self):
        if not os.path.exists(CHECKER):
            self.skipTest('../shared/eval/score_format.py is not here')
        self.write('documents.jsonl', b''.join(example_lines()))
        done = subprocess.run([sys.executable, CHECKER, '--data', self.folder, '--program',
                               PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        text = done.stdout.decode('utf-8', 'replace')
        figures = json.loads(text.splitlines()[-1])['program']
        self.assertEqual(figures['violations'], 0, text)


main()
