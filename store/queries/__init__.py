"""Everything that is read from the desk: SELECTs, and the values that rows become."""
