"""Braiding: who pays for what, the best assignment of the costs of a plan to its awards."""
