"""The channels, storage, delivery and the command line.

Numbers are worked out on one thread: tables of a few hundred rows gain nothing by a second one, which goes on spinning
behind each product, takes the processor from other chats, and makes a long message cost up to six times as much.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read once, where numpy is first imported
