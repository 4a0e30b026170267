"""The web page: a second channel of the same turns and storage, for who has no Telegram, and the app inside it."""
