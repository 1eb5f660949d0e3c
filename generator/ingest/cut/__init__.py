"""From the bytes of one saved page to its stories."""
