"""Between Telegram and the features: inbox, order per chat, context, the one sender, last resort for errors."""

import os

# python-telegram-bot then gives spans of time as timedelta, as it will in its next major version.
os.environ.setdefault("PTB_TIMEDELTA", "1")
