"""The learned reader: from the lines of a saved page to its stories, every unit with a label and a probability."""
