"""Pure words that every feature shares: money, amounts, times, language, screens. No I/O here."""
