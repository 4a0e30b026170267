"""Reminders: asked for, set, listed, changed, ended, and what happens when one comes due."""
