"""Opening the database, transactions, value codecs and numbered migrations."""
