# SPDX-License-Identifier: MIT
"""Names for the tests of idncheck --report: plain ones, and ones that would break out of a page."""

PLAIN = [name.encode() for name in (
    "example", "b\u00fccher.example", "xn--bcher-kva", "XN--BCHER-KVA.example", "a..b", "my_shop.example", "xn--example-",
    "\u0627\u0631\u062f\u0646", "\u05d0\u05d1.\u0627", "1\u0627", "\u0915\u094d\u200d\u0937", "a\u200db", "\u4f8b\u3048", "gro\u00dfe",
    "\u0301a", "x" * 64, ".".join(["label"] * 60), "", ".", "a.", "-a-", "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444",
    "p\u0430ypal", "\U0001f600", "\u06f1\u0661", "l\u00b7l", "\u30fb", "\u00df" * 70, "A", "\u0130stanbul", "xn--zzzzzz", "xn--a\u00fc")]

HOSTILE = [name if isinstance(name, bytes) else name.encode("utf-8", "surrogatepass") for name in (
    "<script>window.ran=1;alert(1)</script>", "</script><script>window.ran=1</script>", "</td></tr></table><h1>x</h1>",
    "<img src=x onerror=window.ran=1>", "<svg onload=window.ran=1>", "\"><script>window.ran=1</script>", "' onmouseover='window.ran=1",
    "<iframe srcdoc='<script>parent.ran=1</script>'>", "<!--", "-->", "<!-- <script>", "<![CDATA[", "]]>", "<?xml?>", "</title>",
    "<style>*{display:none}</style>", "<base href=http://attacker.example/>", "<link rel=stylesheet href=http://attacker.example/a.css>",
    "<meta http-equiv=refresh content=0;url=http://attacker.example/>", "<a href=javascript:window.ran=1>x</a>", "javascript:window.ran=1",
    "<form action=http://attacker.example><input name=names id=names>", "<bdo dir=rtl>x", "</bdi></th>", "</mark>", "<plaintext>",
    "<textarea>", "<xmp>", "<noscript><p title=\"</noscript><img src=x onerror=window.ran=1>\">", "<template>", "<select><option>",
    "nonce-abc123'; script-src 'unsafe-inline' *", "sha256-AAAA", "'none'; script-src *", "&lt;script&gt;", "&amp;", "&#x3C;", "&notit;",
    "\\u{3C}script\\u{3E}", "\\x{FF}", "\\", "a\\", "${window.ran=1}", "`", "{{7*7}}", "%3Cscript%3E", "'", "\"", "<", ">", "&", "=",
    b"\0", b"a\0b", b"a\0<script>", b"\xff", b"\xff<script>window.ran=1</script>", b"\xc3", b"\xe2\x80", b"\xf4\x90\x80\x80", b"\xc0\xbc",
    b"\xed\xa0\x80", b"a\xe2<b", "\u202egnp.exe", "\u2066\u2067x", "\u200e", "\u2028window.ran=1", "\u2029", "\x85x", "\x1b[31m", "\x07",
    "\x7f", "\t", "a\tb", "\rx", "a\rb", "\x0c", "\u0338", "\u0338\u0338\u0338x", "\u0300<script>", "\u20dd", "\u0e33", "\u0f73", "\ufeff",
    "\ufeffa", "\u00ad", "\u034f", "\u115f", "\u3164", "\ufffc", "\ufffd", "\uffff", "\ufdd0", "\U000e0041", "\U000f0000", "\U0010ffff",
    "\u2800", "\u3000", "\u00a0", "\uff1cscript\uff1e", "\ufe64", "\u0627<b>\u0628", "\u05d0\">\u05d1", "a" * 4096, "<" * 4096, "<" * 4097,
    "\u0627" * 2048, "\u0627" * 3000, "a" * 63 + "\u0627" * 3000, b"\xff" * 4096, "a" * 20000, "<script>window.ran=1</script>" * 800,
    "." * 4096, "!#$%&()*+,/", "xn--" + "a" * 200, "xn--" + "9" * 4000, "\u0300" * 2000, " ", "  a  ", "constructor", "__proto__", "toString", "id", "names",
    "0", "00", "9" * 60, "1e5", "-1", "Infinity", "undefined", "null", "true")]
