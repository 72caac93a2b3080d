"""Questions in free text: what is meant, what every fund says to it, and which fact would decide most."""
