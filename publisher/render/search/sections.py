"""The text of whole pages for the search: one entry a section, so that what is found is where the link leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from publisher.render.search.entry import Entry, begin, entry

_MAIN = re.compile(r"<main\b[^>]*>(.*?)</main>", re.DOTALL)
_HEADING = re.compile(r"<h([1-3])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
# No words of a text: scripts, menus, programs, small print, the columns of the dictionary, addresses of files, cells of
# nothing but numbers.
_LEFT_OUT = re.compile(
    r"<(script|nav|pre|svg|button|dl)\b.*?</\1>|<p class=\"small\">.*?</p>|<table class=\"data dictionary.*?</table>"
    r"|<a class=\"headerlink\".*?</a>|<code>[^<]*[/_*.][^<]*</code>|<td[^>]*>[\d.,:()（）%–−+×/\s]*</td>",
    re.DOTALL,
)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|q|strong|sub|sup|kbd)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_CODE = re.compile(r"^(?:<a[^>]*>)?<code>([^<]+)</code>")  # a heading that is a code, not words
_LINK = re.compile(r'^<a href="(?:\.\./)+(?:zh|en)/([^"#?]+/)">')  # a heading that leads to a page of its own
_SPACE = re.compile(r"\s+")
MOST_OF_SECTION = {"zh": 280, "en": 1120}  # characters of a section: what it is about stands at its beginning
# Between Chinese characters a line's end is no space.
_BETWEEN = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


def sections(html: str, path: str, language: str) -> Iterator[Entry]:
    """The sections of a page. path: of the page, below the language's folder."""
    match = _MAIN.search(html)
    main = _LEFT_OUT.sub(" ", match[1]) if match else ""
    heads = [*_HEADING.finditer(main)]
    page = plain(heads[0][3]) if heads else ""
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        text = plain(main[head.end() : following.start() if following else len(main)])[: MOST_OF_SECTION[language]]
        name = plain(head[3])
        if not name or not text or text.isdigit():
            continue
        code = _CODE.search(head[3])
        anchor = _ID.search(head[2])
        own = _LINK.search(head[3])
        where = own[1] if own else f"{path}#{anchor[1]}" if anchor and head[1] != "1" else path
        heading = begin(text) if code else name
        title = page if head[1] == "1" else f"{page} › {heading}"
        about = {} if code or heading == text.rstrip("。.") else {language: text}  # the title says it all
        yield entry("pages", where, (title, title), about=about)


def plain(html: str) -> str:
    """The words of a piece of HTML; what stands apart on the page stands apart in the text."""
    text = unescape(_TAG.sub(" ", _INLINE.sub("", html))).replace("¶", " ")
    return _BETWEEN.sub("", _SPACE.sub(" ", text)).strip()
