"""The words and facts that people edit without Python, and the thin code that loads, checks and searches them."""

import os

# Before numpy is imported anywhere: what is learned in several threads goes quicker where each product has but one, and
# what is answered never needs more.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
