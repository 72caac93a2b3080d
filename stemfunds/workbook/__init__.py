"""Plans as workbooks: the template that a district fills in, its reader, and findings written back on the cells."""
