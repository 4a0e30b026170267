"""Movements of money in words: what happened, with how many dollars, and when."""
