"""Who could pay, as a document: every activity against every fund, in the formats of the justification."""
