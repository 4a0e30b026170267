"""The case: the people of a household, their plans, the years of each, and what a flow sees of them."""
