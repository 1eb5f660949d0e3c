"""The live preview: the site as it will be, in the browser of an editor."""
