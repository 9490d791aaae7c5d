#!/usr/bin/env python3
"""Turns the Danish spelling dictionary (Stavekontrolden, Debian's hunspell-da) into rows of forms for trivsel-search.

    apt-get download hunspell-da && dpkg-deb -x hunspell-da_*.deb hunspell-da
    python3 crates/trivsel-domain/src/search/lexicon.py hunspell-da/usr/share/hunspell/da_DK \
      | cargo run -p trivsel-domain --example lexicon > crates/trivsel-domain/src/search/danish.lex

Each row: form, base forms, cost and base form as first part of a compound, cost as last part, letters of a base form's last part.

What it does:
1. expands every word with its affixes, as hunspell does;
2. counts over all dictionary words which parts they can be laid out in, three times over, each time with the costs that the counts before
   gave (cost = -log2 of the part's share): parts that many words have become cheap;
3. splits a dictionary word where that is cheap enough and where its last part is inflected as the whole word is.
"""
import collections
import math
import re
import sys

NOUN = set("2 4 5 10 11 13 15 44 45 46 47".split())
VERB = set("20 21 79".split())
INFLECTION = set("""1 2 4 5 7 9 11 12 13 15 18 19 20 21 24 26 27 28 33 34 38 40 41 42 43 44 45 46 47 48 49 50 53 57 58 59 64 65 66 70 71 72
73 74 75 76 77 78 79 82 84 85""".split())
# Flags of the affix file: what is a name, what stands only in compounds, what is forbidden, what needs an affix.
NAME, ONLY_INSIDE, FORBIDDEN, NEEDS_AFFIX = "9", "36", "6", "8"
BEGIN, END, ONLY_PLURAL, PREFIX = "32", "34", "74", "81"

# Prefixes, particles and pieces of foreign words: they begin words without making them compounds.
NOT_FIRST = set("""a ad af al an ans ar at be beg bet bi bid cent da de den der des det di dis dok du e efter eks en er et fe for fore
fort fra frem gen gene gennem han her hun hvor i ikke igen imod in ind inter ja jo ko kon konk kul kur man med mel men mis mod mods neo ned
nej nu når nys om op os over par para pas per peri po pre pro på rap re sam se stat sub sy særlig så tele tid til trans tri u ud und under
ur vel ved vi""".split()) - {"tid", "stat", "par", "bi"}
# Endings that are also words.
NOT_LAST = set("""hed dom skab lighed ing ling ning ens ene erne eren ers ende lig ig som bar sel else isme ist ion tor ger ren ret re ter te
er de se en et ne ler lse gen kab ur iv tage tig var varlig elsk rat graf mat log gram fon lag lem bue dan lom lamisk stik strik""".split()) - {"lag", "stik", "bue"}
SHORT_LAST = set("ro år by ø sø is bi øl mø tå æg ben".split())
# Parts that the dictionary lacks.
FIRST = """ergo fysio fleks flex inde nærved psyko bio øko enkelt dobbelt fælles daglig selv stor små fjern nær højt lav fuld halv special
central lokal hjemme ude alle flere mini maxi mikro makro multi super hyper anti auto foto video nord syd øst vest smørre"""
LAST = "tager givning skrivning valgt ramt glæde fart værker"
# Words that look like compounds.
NO_COMPOUND = set("""anslag bidrage deltage efterår litteratur mellem retfærdig vejleder vejledning kultur islamisk bistand murmeldyr
muselmand kardanled ansvar ansvarlig nysgerrig tålmodig ansøgning engelsk fortsætte støtte støttes personale akkord billede billed biograf automat
psykolog telefon program bidrag bifald bilag bistå bibringe bilægge""".split())
# Nouns whose plural changes its vowel. Compounds follow their last part.
PLURALS = """mænd mand|børn barn|bøger bog|fødder fod|hænder hånd|tænder tand|nætter nat|stænder stand|kræfter kraft|gæs gås|brødre bror
fædre far|mødre mor|døtre datter|bønder bonde|øjne øje|ører øre|køer ko|tæer tå|klør klo|ænder and|rødder rod|stæder stad|stænger stang
tænger tang|strænder strand|bødre boder|engle engel|djævle djævel|søstre søster|brødre broder|fædre fader|mødre moder|svigermødre svigermor"""


def read_affixes(path):
    rules = collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        words = line.split()
        if len(words) < 5 or words[0] != "SFX":
            continue
        _, flag, strip, add, condition = words[:5]
        add, _, then = add.partition("/")
        rules[flag].append((
            "" if strip == "0" else strip,
            "" if add == "0" else add,
            [one for one in then.split(",") if one],
            None if condition == "." else re.compile(f"(?:{condition})$"),
        ))
    return rules


def read_words(path):
    words = []
    for number, line in enumerate(open(path, encoding="utf-8")):
        if number == 0:
            continue
        head, *notes = line.rstrip("\n").split(" ")
        word, _, flags = head.partition("/")
        stems = [note[3:].lower() for note in notes if note.startswith("st:")]
        others = [note[3:].lower() for note in notes if note.startswith("al:")]
        words.append((word, flags.split(",") if flags else [], stems, others))
    return words


def expand(rules, word, flags, depth=0):
    for flag in flags:
        for strip, add, then, condition in rules.get(flag, ()):
            if strip and not word.endswith(strip) or condition and not condition.search(word):
                continue
            form = word[:len(word) - len(strip)] + add
            yield form, then
            if depth < 1:
                yield from expand(rules, form, [flag for flag in then if flag in rules], depth + 1)


def is_plain(word):
    return word.isalpha() and word.islower()


class Danish:
    def __init__(self, stem_of_path):
        self.rules = read_affixes(stem_of_path + ".aff")
        self.words = [row for row in read_words(stem_of_path + ".dic") if FORBIDDEN not in row[1]]
        self.lemmas = collections.defaultdict(set)
        self.first = {}
        self.extra = collections.defaultdict(float)
        self.last = set()
        self.flags = collections.defaultdict(list)
        for word, flags, stems, _ in self.words:
            if not stems:
                self.flags[word].append(set(flags) & INFLECTION)
        self.plurals = {}
        for row in PLURALS.replace("\n", "|").split("|"):
            plural, singular = row.split()
            self.plurals.setdefault(plural, singular)
        self.read()
        self.add_first_parts()
        self.add_last_parts()

    def plural_of(self, word):
        """The base form of an irregular plural, also of a compound's."""
        for length in range(3, len(word) + 1):
            singular = self.plurals.get(word[-length:])
            if singular and (length == len(word) or word[:-length] + singular in self.flags):
                return word[:-length] + singular
        return None

    def read(self):
        for word, flags, stems, others in self.words:
            if word.endswith("-"):
                if PREFIX in flags:
                    self.first.setdefault(word[:-1].lower(), word[:-1].lower())
                continue
            small = word.lower()
            lemma = stems[0] if stems else small
            if ONLY_PLURAL in flags and not stems:
                lemma = self.plural_of(small) or lemma
            if ONLY_INSIDE not in flags and NEEDS_AFFIX not in flags:
                self.lemmas[small].add(lemma)
            for other in others:
                self.lemmas[other].add(lemma)
            for form, then in expand(self.rules, small, flags):
                if ONLY_INSIDE in then:
                    if BEGIN in then and NAME not in flags:
                        self.first.setdefault(form, lemma)
                else:
                    self.lemmas[form].add(lemma)
                if END in then and NAME not in flags:
                    self.last.add(form)

    def add_first_parts(self):
        """Every noun can begin a compound, as it is or linked by -s- or -e-; what the dictionary does not say is dearer."""
        for word, flags, stems, _ in self.words:
            if stems or not is_plain(word) or NAME in flags or ONLY_INSIDE in flags or not NOUN & set(flags) or len(word) < 3:
                continue
            for form in {word, word + "s", word + "e", word[:-1] + "s" if word.endswith("e") else word}:
                if form not in self.first:
                    self.first[form] = word
                    self.extra[form] = 3.0
        for part in FIRST.split():
            self.first.setdefault(part, part)
            self.extra.pop(part, None)
        self.first = {form: lemma for form, lemma in self.first.items() if form.isalpha() and form not in NOT_FIRST and len(form) > 1}

    def add_last_parts(self):
        self.last |= set(LAST.split())
        self.last = {form for form in self.last
                     if form.isalpha() and (len(form) >= 3 and form not in NOT_LAST or form in SHORT_LAST)}

    def layouts(self, word, most=6):
        """The cheapest ways to lay a word out in parts: cost, parts."""
        best = [[] for _ in range(len(word) + 1)]
        for start in range(len(word) - 1, -1, -1):
            ways = []
            if start > 0 and word[start:] in self.last:
                ways.append((self.last_cost(word[start:]), (word[start:],)))
            for end in range(start + 2, len(word)):
                if best[end] and word[start:end] in self.first:
                    cost = self.first_cost(word[start:end])
                    ways += [(cost + rest, (word[start:end],) + parts) for rest, parts in best[end]]
            best[start] = sorted(ways)[:most]
        return best[0]

    def count(self):
        lemmas = [word for word, flags, stems, _ in self.words
                  if not stems and is_plain(word) and len(word) >= 6 and NAME not in flags and ONLY_INSIDE not in flags]
        short = {2: 6, 3: 3}
        self.first_cost = lambda part: 12 + self.extra.get(part, 0) + short.get(len(part), 0)
        self.last_cost = lambda part: 12 + short.get(len(part), 0)
        for _ in range(3):
            first, last = collections.Counter(), collections.Counter()
            for word in lemmas:
                for _, parts in self.layouts(word, 1):
                    first.update(parts[:-1])
                    last[parts[-1]] += 1
            firsts, lasts = sum(first.values()), sum(last.values())
            self.first_cost = lambda part, n=first, all=firsts: -math.log2((n[part] + .15) / all) + self.extra.get(part, 0)
            self.last_cost = lambda part, n=last, all=lasts: -math.log2((n[part] + .15) / all)
        self.counted = first, last

    def is_inflected_alike(self, word, last):
        """A compound is inflected as its last part is; a plural that stands alone need not be."""
        return any(one and one <= other or ONLY_PLURAL in one and not VERB & other
                   for one in self.flags[word] for other in self.flags.get(last, ()))

    def head(self, word):
        """Letters of the last part; 0 if the word is no compound."""
        flags = self.flags.get(word)
        if not flags or len(word) < 5 or not is_plain(word) or word in NO_COMPOUND or all(VERB & one for one in flags):
            return 0
        for cost, parts in self.layouts(word):
            last = parts[-1]
            if cost > (28 if len(word) <= 8 else 30) + (4 if len(parts) > 2 else 0):
                break
            is_noun = self.flags.get(last) and not all(VERB & one for one in self.flags[last])
            is_plainly_two = len(parts) == 2 and min(map(len, parts)) >= 3 and is_noun
            is_cheap = cost <= 22 and len(word) >= 8 or cost <= 28 and len(word) >= 10
            if self.is_inflected_alike(word, last) or is_plainly_two and is_cheap:
                return len(last)
        return 0

    def rows(self):
        first, last = self.counted
        forms = {form for form in set(self.lemmas) | set(self.first) | self.last if form and form.isalpha() and len(form) <= 40}
        for form in sorted(forms):
            lemmas = sorted(self.lemmas.get(form, ()), key=lambda lemma: (lemma != form, -last[lemma], lemma))
            begins = form in self.first and (form not in self.extra or first[form] > 0 or len(form) <= 7)
            ends = ""
            if form in self.last:
                ends = min(63, round(min([self.last_cost(form)] + [self.last_cost(lemma) for lemma in lemmas])))
            if not lemmas and not begins:
                continue
            yield "\t".join([
                form,
                ",".join(lemmas),
                f"{min(63, round(self.first_cost(form)))}:{self.first[form]}" if begins else "",
                str(ends),
                str(self.head(form)) if form in lemmas else "",
            ])


def main():
    danish = Danish(sys.argv[1])
    danish.count()
    for row in danish.rows():
        print(row)


if __name__ == "__main__":
    main()
