"""The refusal of settings, apart from the settings themselves, so that saying no takes no library."""


class WrongSettings(ValueError):
    """One or more settings cannot be used. `problems` has a line for each, without the values."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("wrong settings:\n" + "\n".join(f"  {problem}" for problem in problems))
        self.problems = problems
