"""What all tests share: no test asserts a time, so hypothesis does not either."""

from hypothesis import settings

settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")
