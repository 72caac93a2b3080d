"""Starting a plan: from nothing by an interview, or from last year's plan."""
