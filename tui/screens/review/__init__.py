"""The review screen: judging an article claim by claim."""
