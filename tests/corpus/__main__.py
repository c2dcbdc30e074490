"""`python -m tests.corpus FOLDER` writes every file of the corpus, for other readers to try themselves on."""

import sys
from pathlib import Path

from tests.corpus import cases

for case in cases():
    folder = Path(sys.argv[1]) / case.name
    folder.mkdir(parents=True, exist_ok=True)
    print(case.make(folder))
