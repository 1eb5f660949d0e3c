"""What several test files share: archives, sites, a running preview, a browser, and where files are."""
