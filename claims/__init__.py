"""What a claim is, how it is found and checked in text. Pure: no files, no database, no screen."""
