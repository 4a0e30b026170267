"""The words and facts that people edit without Python, and the thin code that loads, checks and searches them."""
