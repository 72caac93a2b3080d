"""Proof that the rules do what they say: the rule tests beside the rules, and what they cover."""
