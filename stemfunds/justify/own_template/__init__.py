"""A consultant's own Word template: its tags are checked, then filled in a sandbox with what the other formats say."""
