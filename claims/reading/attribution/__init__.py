"""Attribution: who says what in which words, with one module for each kind of pattern."""
