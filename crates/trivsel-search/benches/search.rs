//! Searching and building an index of Danish texts, beside the crate `bm25` on the same entries and queries.
//!
//! ```text
//! cargo bench -p trivsel-search --bench search
//! ```
//!
//! The words are the Danish ones that Trivsel ships, read where they lie; this crate itself knows none.
//!
//! Criterion gives means; the goals are about the slowest of a hundred, so each size is also walked once, query by query, and printed.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement stops where its data is missing"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use bm25::{Document, SearchEngine, SearchEngineBuilder, Tokenizer};
use criterion::Criterion;
use trivsel_search::{Field, Index, Language, Lexicon, Query, Synonyms, Writing};

fn data(name: &str) -> Vec<u8> {
    std::fs::read(format!(
        "{}/../trivsel-domain/src/search/{name}",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap()
}

fn words_of(name: &str) -> &'static str {
    String::from_utf8(data(name)).unwrap().leak()
}

fn danish() -> Language {
    let writing = Writing::default()
        .own("æøå")
        .spelled('å', "aa")
        .spelled('æ', "ae")
        .spelled('ø', "oe");
    Language {
        writing,
        lexicon: Lexicon::read(data("danish.lex")).unwrap(),
        stem: |word| {
            frostem::Stemmer::new(frostem::Algorithm::Danish)
                .stem(word)
                .into_owned()
        },
        stop_words: words_of("stop_words.txt")
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
        ..Language::plain("da")
    }
}

/// Numbers that look like chance and are the same each time (Knuth's MMIX constants).
struct Draws(u64);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).unwrap();
        high % end.max(1)
    }

    /// Words as texts have them: few often, most seldom (the r-th of n about as often as 1/r).
    fn often_the_first(&mut self, end: usize) -> usize {
        let mut end = end.max(1);
        for _ in 0..3 {
            end = self.below(end) + 1;
        }
        end - 1
    }
}

struct Words {
    simple: Vec<&'static str>,
    first: Vec<String>,
    last: Vec<&'static str>,
}

impl Words {
    fn new() -> Self {
        let parts = words_of("tests/compounds.txt")
            .lines()
            .filter_map(|word| word.rsplit_once('|'));
        let (first, last): (Vec<&str>, Vec<&str>) = parts.unzip();
        Self {
            simple: words_of("tests/simple.txt")
                .lines()
                .chain("og i at det på vi er til en for".split(' '))
                .collect(),
            first: first.into_iter().map(|part| part.replace('|', "")).collect(),
            last,
        }
    }

    fn word(&self, draws: &mut Draws) -> String {
        if draws.below(3) > 0 {
            return self.simple[draws.often_the_first(self.simple.len())].to_owned();
        }
        let first = &self.first[draws.often_the_first(self.first.len())];
        let last = self.last[draws.often_the_first(self.last.len())];
        let ending = ["", "", "en", "er", "s"][draws.below(5)];
        format!("{first}{last}{ending}")
    }

    fn text(&self, draws: &mut Draws, words: usize) -> String {
        let words: Vec<String> = (0..words).map(|_| self.word(draws)).collect();
        words.join(" ")
    }
}

struct Entry {
    title: String,
    body: String,
}

fn entries(count: usize) -> Vec<Entry> {
    let words = Words::new();
    let mut draws = Draws(7);
    let entry = |_| Entry {
        title: words.text(&mut draws, 6),
        body: words.text(&mut draws, 40),
    };
    (0..count).map(entry).collect()
}

/// One to eight words; every third has a typing error, every fourth is still being typed.
fn queries(count: usize) -> Vec<(String, bool)> {
    let words = Words::new();
    let mut draws = Draws(11);
    let query = |number: usize| {
        let length = 1 + draws.below(8);
        let mut text = words.text(&mut draws, length);
        if number.is_multiple_of(3) {
            let at = text
                .char_indices()
                .map(|(at, _)| at)
                .nth(draws.below(text.chars().count()));
            text.remove(at.unwrap_or(0));
        }
        (text, number.is_multiple_of(4))
    };
    (0..count).map(query).collect()
}

fn build(danish: &Language, entries: &[Entry]) -> Index {
    let fields = vec![Field::new("title", 4.0), Field::new("body", 1.0)];
    let mut index = Index::new(danish, fields).unwrap();
    for (number, entry) in entries.iter().enumerate() {
        index.put(danish, &format!("entry:{number:06}"), &[&entry.title, &entry.body]);
    }
    index
}

fn ask(index: &Index, danish: &Language, synonyms: &Synonyms, (text, is_typed): &(String, bool)) -> usize {
    let query = Query {
        is_being_typed: *is_typed,
        ..Query::new(text)
    };
    index.search(danish, synonyms, &query).total
}

/// What `bm25` is given: words in small letters, nothing else.
#[derive(Default)]
struct SmallLetters;

impl Tokenizer for SmallLetters {
    fn tokenize(&self, text: &str) -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    }
}

fn build_other(entries: &[Entry]) -> SearchEngine<u32, u32, SmallLetters> {
    let documents = entries.iter().zip(0..).map(|(entry, number)| Document {
        id: number,
        contents: format!("{} {}", entry.title, entry.body),
    });
    SearchEngineBuilder::<u32, u32, SmallLetters>::with_tokenizer_and_documents(SmallLetters, documents).build()
}

/// Time this thread had on a processor: what a query costs, whoever else is at work on the machine.
fn on_the_processor() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap())
}

/// The slowest of two and of a hundred, by the clock and on the processor, and how many queries found something.
fn walk(name: &str, queries: &[(String, bool)], mut one: impl FnMut(&(String, bool)) -> usize) {
    let (mut clock, mut processor): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
    let mut answered = 0;
    for query in queries {
        let (start, start_of_thread) = (Instant::now(), on_the_processor());
        answered += usize::from(black_box(one(query)) > 0);
        processor.push(on_the_processor().saturating_sub(start_of_thread));
        clock.push(start.elapsed());
    }
    let at = |times: &mut Vec<Duration>, percent: usize| {
        times.sort_unstable();
        times[(times.len() - 1) * percent / 100]
    };
    for (what, times) in [("by the clock", &mut clock), ("on the processor", &mut processor)] {
        let (p50, p99, slowest) = (at(times, 50), at(times, 99), at(times, 100));
        println!("{name}, {what}: p50 {p50:?}, p99 {p99:?}, slowest {slowest:?}");
    }
    println!("{name}: {answered} of {} answered", queries.len());
}

fn main() {
    let danish = danish();
    let synonyms = Synonyms::parse(words_of("synonyms.txt"), &danish);
    let queries = queries(1000);
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    for count in [10_000, 100_000] {
        let entries = entries(count);
        let start = Instant::now();
        let index = build(&danish, &entries);
        println!(
            "trivsel-search, {count} entries: built in {:?}, {} words",
            start.elapsed(),
            index.word_count()
        );
        let start = Instant::now();
        let other = build_other(&entries);
        println!("bm25, {count} entries: built in {:?}", start.elapsed());
        walk(&format!("trivsel-search, {count}"), &queries, |query| {
            ask(&index, &danish, &synonyms, query)
        });
        walk(&format!("bm25, {count}"), &queries, |(text, _)| {
            other.search(text, 10).len()
        });
        let mut turn = queries.iter().cycle();
        criterion.bench_function(&format!("trivsel-search {count}"), |bench| {
            bench.iter(|| ask(&index, &danish, &synonyms, turn.next().unwrap()));
        });
        criterion.bench_function(&format!("bm25 {count}"), |bench| {
            bench.iter(|| other.search(&turn.next().unwrap().0, 10).len());
        });
        if count == 10_000 {
            criterion.bench_function("trivsel-search, 10000 entries anew", |bench| {
                bench.iter(|| build(&danish, &entries))
            });
            let mut index = index.clone();
            let mut turn = entries.iter().zip(0..).cycle();
            criterion.bench_function("trivsel-search, one entry of 10000 changed", |bench| {
                bench.iter(|| {
                    let (entry, number) = turn.next().unwrap();
                    index.put(&danish, &format!("entry:{number:06}"), &[&entry.body, &entry.title]);
                });
            });
        }
    }
    criterion.final_summary();
}
