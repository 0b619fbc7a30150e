"""One thing written two ways in an article, and one statement told twice."""
