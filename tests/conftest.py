"""What all tests share: no test asserts a time, so hypothesis does not either."""

import os

from hypothesis import settings

settings.register_profile("anew", deadline=None)
# A change is judged by the same examples each time; new ones are looked for with HYPOTHESIS=anew.
settings.register_profile("same", parent=settings.get_profile("anew"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS", "same"))
