"""Find copies of one story, choose the copy to publish, and describe what differs in the others."""
