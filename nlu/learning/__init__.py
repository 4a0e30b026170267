"""Learning from examples: texts as features, and a linear classifier over them. numpy alone, in seconds."""
