"""Which stories are copies of one another, which copy is published, and what differs in the others."""
