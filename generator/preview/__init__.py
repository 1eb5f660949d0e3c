"""What an editor has in the browser while working: the site as it will be, and the desk."""
