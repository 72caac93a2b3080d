"""A State's own form, filled as the form map of a State pack says."""
