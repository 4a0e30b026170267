"""The adapter to Telegram, on python-telegram-bot."""
