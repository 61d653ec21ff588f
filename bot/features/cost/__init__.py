"""What a text costs: exact tokens, OpenAI's prices, US dollars and RMB."""
