"""The readable reference of all rules, made from the rules themselves."""
