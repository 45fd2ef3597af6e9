# SPDX-License-Identifier: MIT
"""naive_lgr_test.py: the examples of RFC 7940 and what the real tables do not use, against tests/naive_lgr.py."""
import io
import sys
import unittest

import naive_lgr

def letters(text):
    return tuple(map(ord, text))


LETTERS = "".join(f'<char cp="{ord(letter):04X}" tag="letter"/>' for letter in "abcd")


def table(data, rules="", version=""):
    meta = f"<meta><unicode-version>{version}</unicode-version></meta>" if version else ""
    return naive_lgr.Table(io.StringIO(
        f'<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0">{meta}<data>{data}</data><rules>{rules}</rules></lgr>'))


def variants(ruleset, label):
    found = ruleset.evaluate(letters(label), 10000).variants
    return {"".join(map(chr, one)): "|".join(sorted(disps)) for one, disps in found.items()}


def matching(rule, labels, data=LETTERS):
    """Those of the labels that match a rule given as the elements inside it."""
    ruleset = table(data, f'<rule name="r">{rule}</rule>')
    return [label for label in labels if ruleset.matches("r", letters(label))]


class Examples(unittest.TestCase):
    """What the RFC prints."""

    def test_variant_triggers(self):            # 7.2.1
        ruleset = table(
            '<char cp="0078"><var cp="0078" type="allocatable"/><var cp="0079" type="blocked"/></char>'
            '<char cp="0079"><var cp="0078" type="allocatable"/></char>',
            '<action disp="blocked" any-variant="blocked"/><action disp="allocatable" only-variants="allocatable"/>'
            '<action disp="some-disp" any-variant="allocatable"/>')
        self.assertEqual(variants(ruleset, "xx"),
                         {"xx": "allocatable", "xy": "blocked", "yx": "blocked", "yy": "blocked"})
        self.assertEqual(variants(ruleset, "yy"), {"xx": "allocatable", "xy": "some-disp", "yx": "some-disp", "yy": "valid"})

    def test_out_of_repertoire(self):           # 7.2.1
        ruleset = table(
            '<char cp="0570"><var cp="0068" type="blocked"/></char>'
            '<char cp="0068"><var cp="0068" type="out-of-repertoire-var"/><var cp="0570" type="blocked"/></char>',
            '<action disp="invalid" any-variant="out-of-repertoire-var"/>')
        self.assertEqual(ruleset.evaluate((0x68,), 10).disposition, "invalid")
        self.assertEqual(variants(ruleset, "\u0570"), {"\u0570": "valid", "h": "blocked"})

    def test_duplicates(self):                  # 8.4
        ruleset = table('<char cp="0061"><var cp="0061" type="allocatable"/></char><char cp="0062"/>'
                        '<char cp="0061 0062"><var cp="0061 0062" type="blocked"/></char>')
        self.assertEqual(variants(ruleset, "ab"), {"ab": "allocatable|blocked"})

    def test_mixed_digits(self):                # 6.3.9: a whole-label condition, and only for labels with such a digit
        one, two = (f'<class from-tag="{tag}"/>' for tag in ("arabic", "extended"))
        pair = "<rule>{}<any count='0+'/>{}</rule>".format
        ruleset = table('<range first-cp="0660" last-cp="0669" not-when="mixed" tag="arabic"/><char cp="0061"/>'
                        '<range first-cp="06F0" last-cp="06F9" not-when="mixed" tag="extended"/>',
                        f'<rule name="mixed"><choice>{pair(one, two)}{pair(two, one)}</choice></rule>')
        disposition = lambda label: ruleset.evaluate(naive_lgr.parse_label(label), 10).disposition
        self.assertEqual([disposition("U+" + label) for label in ("0661 0061 0662", "06F1", "0661 0061 06F1", "06F1 0661")],
                         ["valid", "valid", "invalid", "invalid"])

    def test_anchor_is_at_its_place(self):      # 6.4.1
        ruleset = table('<char cp="0375" when="preceding-greek"/><char cp="03B1"/><char cp="0061"/>',
                        '<class name="greek-script" property="sc:Grek"/><rule name="preceding-greek"><anchor/>'
                        '<look-ahead><class by-ref="greek-script"/></look-ahead></rule>', "11.0.0")
        good = [label for label in ("\u0375\u03b1", "\u0375a", "\u0375\u03b1\u0375a", "\u0375", "a\u0375\u03b1")
                if ruleset.parse(letters(label)) is not None]
        self.assertEqual(good, ["\u0375\u03b1", "a\u0375\u03b1"])

    def test_katakana_dot(self):                # 6.4.3
        classes = "".join(f'<class property="sc:{script}"/>' for script in ("Hani", "Kana", "Hira"))
        ruleset = table('<char cp="30FB" when="japanese"/><char cp="0061"/><char cp="3042"/>',
                        f'<rule name="japanese"><union>{classes}</union></rule>', "11.0.0")
        good = [label for label in ("a\u30fba", "a\u30fba\u3042", "\u3042\u30fb")
                if ruleset.parse(letters(label)) is not None]
        self.assertEqual(good, ["a\u30fba\u3042", "\u3042\u30fb"])

    def test_leading_letter(self):              # 6.3.8, with letters a-c, marks d and digits 1
        ruleset = table(LETTERS + '<char cp="0031"/>', """
            <class name="letter">0061-0063</class><class name="mark">0064</class><class name="digit">0031</class>
            <rule name="grapheme"><class by-ref="letter" count="1+"/><class by-ref="mark" count="0+"/></rule>
            <rule name="leading"><start/><rule by-ref="grapheme" count="1"/><choice count="0+">
            <rule by-ref="grapheme" count="0+"/><class by-ref="digit" count="0+"/></choice><end/></rule>""")
        good = [label for label in ("a", "ad1b", "1a", "da", "a1d", "abd1", "") if
                ruleset.matches("leading", letters(label))]
        self.assertEqual(good, ["a", "ad1b", "abd1"])


class Rules(unittest.TestCase):
    def test_search_and_positions(self):
        self.assertEqual(matching('<char cp="0062"/>', ["b", "abc", "ac", ""]), ["b", "abc"])
        self.assertEqual(matching('<start/><char cp="0062"/>', ["ba", "ab"]), ["ba"])
        self.assertEqual(matching('<char cp="0062"/><end/>', ["ba", "ab"]), ["ab"])
        self.assertEqual(matching("<start/><end/>", ["", "a"]), [""])

    def test_counts(self):
        whole = '<start/><char cp="0061 0062" count="{}"/><end/>'.format
        labels = ["", "ab", "abab", "ababab", "aab"]
        for count, good in (("2", ["abab"]), ("0+", labels[:4]), ("2+", labels[2:4]), ("0:1", labels[:2]),
                            ("1:2", labels[1:3]), ("2:2", ["abab"])):
            self.assertEqual(matching(whole(count), labels), good, count)

    def test_counted_nullable(self):            # what may match nothing, repeated, ends
        self.assertEqual(matching('<start/><choice count="2+"><char cp="0061" count="0+"/><char cp="0062"/></choice><end/>',
                                  ["", "aabb", "c"]), ["", "aabb"])

    def test_backtracking_is_not_missed(self):  # the first alternative, or the longest run, is not the one that fits
        self.assertEqual(matching('<start/><choice><char cp="0061"/><char cp="0061 0062"/></choice><char cp="0063"/>',
                                  ["ac", "abc", "bc"]), ["ac", "abc"])
        self.assertEqual(matching('<start/><any count="0+"/><char cp="0061"/><end/>', ["aaa", "aab"]), ["aaa"])

    def test_sets(self):
        one, two = "<class>0061-0062</class>", "<class>0062 0063</class>"
        for name, content, good in (
                ("union", one + two + "<class>0064</class>", "abcd"), ("intersection", one + two, "b"),
                ("difference", one + two, "a"), ("symmetric-difference", one + two, "ac"), ("complement", one, "cd")):
            self.assertEqual("".join(matching(f"<{name}>{content}</{name}>", "abcd")), good, name)
        self.assertEqual(matching('<class from-tag="unknown"/>', ["a", ""]), [])

    def test_actions(self):
        ruleset = table(LETTERS, '<rule name="b"><char cp="0062"/></rule><action disp="with" match="b"/>'
                                 '<action disp="without" not-match="b"/>')
        self.assertEqual([ruleset.evaluate(letters(label), 10).disposition for label in ("ab", "ac")],
                         ["with", "without"])

    def test_default_actions(self):             # 7.6; other types are ignored there (8.3, step 3)
        data = ('<char cp="0061"><var cp="0062" type="activated"/><var cp="0063" type="mine"/><var cp="0064"/></char>'
                '<char cp="0062"/><char cp="0063"/><char cp="0064"/>')
        self.assertEqual(variants(table(data), "a"), {"a": "valid", "b": "activated", "c": "valid", "d": "valid"})
        self.assertEqual(variants(table(data), "aa")["bc"], "activated")

    def test_only_variants(self):
        ruleset = table('<char cp="0061"><var cp="0062" type="t"/></char><char cp="0062"/>',
                        '<action disp="all" only-variants="t"/><action disp="some" all-variants="t"/>')
        self.assertEqual(variants(ruleset, "aa"), {"aa": "valid", "ab": "some", "ba": "some", "bb": "all"})


class Parsing(unittest.TestCase):
    def test_longest_first_and_no_way_back(self):       # 8.1
        ruleset = table('<char cp="0061"/><char cp="0061 0062"/><char cp="0062 0063"/>')
        self.assertEqual(ruleset.evaluate(letters("abc"), 10).disposition, "invalid")

    def test_shorter_when_the_context_fails(self):      # 8.1
        ruleset = table('<char cp="0061"/><char cp="0061 0062" not-when="last"/><char cp="0062"/>',
                        '<rule name="last"><anchor/><look-ahead><end/></look-ahead></rule>')
        parsed = ruleset.parse(letters("abab"))
        self.assertEqual([len(element.cp) for at, element in parsed], [2, 1, 1])

    def test_every_partition_gives_variants(self):      # 8.2
        ruleset = table('<char cp="0061"/><char cp="0062"><var cp="0063" type="blocked"/></char><char cp="0063"/>'
                        '<char cp="0061 0062"><var cp="0064" type="allocatable"/></char><char cp="0064"/>')
        self.assertEqual(variants(ruleset, "ab"), {"ab": "valid", "ac": "blocked", "d": "allocatable"})

    def test_variant_must_be_eligible(self):            # 8.3, step 1
        ruleset = table('<char cp="0061"><var cp="0062"/><var cp="0078"/></char><char cp="0062" not-when="twice"/>',
                        '<rule name="twice"><char cp="0062 0062"/></rule>')
        self.assertEqual(variants(ruleset, "aa"), {"aa": "valid", "ab": "valid", "ba": "valid"})

    def test_variant_context_in_the_source(self):
        ruleset = table('<char cp="0061"><var cp="0062" when="first"/></char><char cp="0062"/>',
                        '<rule name="first"><look-behind><start/></look-behind><anchor/></rule>')
        self.assertEqual(variants(ruleset, "aa"), {"aa": "valid", "ba": "valid"})

    def test_null_variants(self):                       # 5.3.3
        data = '<char cp="0061"/><char cp="0062"><var cp="" type="allocatable"/></char>'
        self.assertEqual(variants(table(data), "aba"), {"aba": "valid", "aa": "allocatable"})
        data += '<char cp=""><var cp="0062" type="blocked"/></char>'
        self.assertEqual(variants(table(data), "a"), {"a": "valid", "ba": "blocked", "ab": "blocked", "bab": "blocked"})

    def test_index(self):                               # 8.5: smallest of each element, over all partitions
        ruleset = table('<char cp="0062"><var cp="0061"/><var cp="0061 0061"/></char><char cp="0061"/><char cp="0063"/>')
        self.assertEqual(ruleset.index(letters("bc")), letters("ac"))

    def test_cap(self):
        ruleset = table('<char cp="0061"><var cp="0062"/></char><char cp="0062"/>')
        self.assertIsNone(ruleset.evaluate((0x61,) * 12, 1000).variants)
        self.assertEqual(len(ruleset.evaluate((0x61,) * 9, 1000).variants), 512)


class Properties(unittest.TestCase):
    def test_values(self):
        value = lambda text, version: naive_lgr.property_set(text, version)
        self.assertIn(0x94D, value("ccc:9", (11, 0)))
        self.assertEqual(value("gc:Mn", (11, 0)), value("gc:Nonspacing_Mark", (11, 0)))
        self.assertLess(value("gc:Mn", (11, 0)), value("gc:M", (11, 0)))
        self.assertIn(0x628, value("jt:D", (11, 0)))
        self.assertIn(0x5D0, value("bc:R", (11, 0)))
        self.assertIn(0x94D, value("InSC:Virama", (11, 0)))
        self.assertIn(0x673, value("Dep:Y", (11, 0)))

    def test_age(self):
        # U+1DFA came with Unicode 14.0; U+1171E has changed its category.
        self.assertEqual([0x1DFA in naive_lgr.property_set("gc:Mn", version) for version in ((13, 0), (14, 0))], [False, True])
        self.assertTrue(0x1DFA in naive_lgr.property_set("gc:Cn", (13, 0)))
        self.assertEqual([0x1171E in naive_lgr.property_set("gc:Mn", version) for version in ((14, 0), (18, 0))], [True, False])


REFUSED = {
    "twice": ('<char cp="0061"/><char cp="0061"/>', ""),
    "in a range": ('<char cp="0061"/><range first-cp="0060" last-cp="0062"/>', ""),
    "null source": ('<char cp=""/>', ""),
    "sequence with a tag": ('<char cp="0061 0062" tag="t"/>', ""),
    "both contexts": ('<char cp="0061" when="r" not-when="r"/>', '<rule name="r"><any/></rule>'),
    "undefined context": ('<char cp="0061" when="r"/>', ""),
    "variant twice": ('<char cp="0061"><var cp="0062"/><var cp="0062" type="t"/></char>', ""),
    "lower case hex": ('<char cp="00e9"/>', ""),
    "used before defined": (LETTERS, '<rule name="r"><rule by-ref="s"/></rule><rule name="s"><any/></rule>'),
    "recursion": (LETTERS, '<rule name="r"><rule by-ref="r"/></rule>'),
    "empty rule": (LETTERS, '<rule name="r"/>'),
    "count 0": (LETTERS, '<rule name="r"><any count="0"/></rule>'),
    "count 2:1": (LETTERS, '<rule name="r"><any count="2:1"/></rule>'),
    "count of start, by reference": (LETTERS, '<rule name="s"><start/></rule><rule name="r"><rule by-ref="s" count="1+"/></rule>'),
    "count in a set": (LETTERS, '<rule name="r"><complement><class count="1">0061</class></complement></rule>'),
    "one alternative": (LETTERS, '<rule name="r"><choice><any/></choice></rule>'),
    "difference of three": (LETTERS, '<difference name="d">' + "<class>0061</class>" * 3 + "</difference>"),
    "action on an anchor": (LETTERS, '<rule name="r"><anchor/></rule><action disp="x" match="r"/>'),
    "no anchor": ('<char cp="0061" when="r"/>', '<rule name="r"><look-ahead><any/></look-ahead></rule>'),
    "two triggers": (LETTERS, '<action disp="x" any-variant="a" all-variants="a"/>'),
    "unknown property": (LETTERS, '<class name="c" property="xx:Y"/>'),
    "nameless": (LETTERS, "<rule><any/></rule>"),
    "text": (LETTERS, '<rule name="r">x<any/></rule>'),
}


class Refusals(unittest.TestCase):
    def test_refused(self):
        for name, (data, rules) in REFUSED.items():
            with self.subTest(name), self.assertRaises(naive_lgr.Refused):
                table(data, rules, "11.0.0")

    def test_property_without_version(self):
        with self.assertRaises(naive_lgr.Refused):
            table(LETTERS, '<class name="c" property="gc:Mn"/>')


if __name__ == "__main__":
    if not naive_lgr.UCD.is_dir():
        print(f"SKIP: {naive_lgr.UCD} is absent")
        sys.exit(77)
    unittest.main()
