"""Gets pages: the only room that knows Scrapy and Twisted; it reads no page and writes no archive itself."""
