"""`report.html`: a batch as one page that a browser opens without a server."""
