"""Calculators of the rulebook worked out step by step, exactly, with the arithmetic in words."""
