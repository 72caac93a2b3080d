"""The results of a check in the formats that people and programs read: one module a format, none knows another."""
