"""Plain text in whatever encoding it comes."""


def decoded(data: bytes) -> str:
    """The text in `data`: UTF-8 and UTF-16 are told apart, all else is taken as Western."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if looks_like_utf_16(data):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Windows-1252 is what is meant by Latin-1 in files from people; a few of its bytes are undefined.
        return data.decode("cp1252", errors="replace")


def looks_like_utf_16(data: bytes) -> bool:
    """Whether every other byte at the head of `data` is mostly zero."""
    head = data[:512]
    return len(head) >= 4 and 2 * max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 2
