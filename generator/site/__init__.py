"""The site as a value: from manuscripts and authority records to the content of every page. No disk."""
