"""Builds the documentation site: pages with real output, made while the site is made. `python -m mkdocs build --strict`."""
