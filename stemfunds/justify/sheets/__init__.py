"""The budget justification as a workbook: the same words as the other formats, and figures whose arithmetic is live."""
