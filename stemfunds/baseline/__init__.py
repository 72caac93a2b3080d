"""Findings that a person has accepted for a time: with reason, owner and the day on which that ends."""
