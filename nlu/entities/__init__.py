"""What one answer to one question says: an amount, an age, a date, a share, a yes or no."""
