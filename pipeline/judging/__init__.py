"""What an article is: relevance, kind, speakers and quotations, each with its reasons."""
