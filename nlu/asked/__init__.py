"""Questions that hold their own figures, read into what is to be worked out."""
