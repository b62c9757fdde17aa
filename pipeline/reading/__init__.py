"""Foreign bytes to values: feeds, listings, sitemaps, previews and articles; always called in the box."""
