"""Check STEM spending plans against the law of every federal education fund, and say why."""

__version__ = "0.1.0"
