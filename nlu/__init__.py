"""What people's words mean: single inputs, match formulas, whole messages, plan documents. Knows the core alone."""
