"""TokenTally: a Telegram bot that keeps OpenAI API costs in view, in English and Chinese."""
